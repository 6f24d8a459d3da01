"""Expected labels of a built corpus against the labels found: one confusion table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atsharness.alignment.align import align
from atsharness.model import ReadOptions
from atsharness.registry import discover
from atsharness.text.tokens import tokens
from atsharness_corpus.labels import FileLabel, read_labels

Cell = tuple[str, str, str, str]
"""Fault, path, the label expected and the label found, e.g. ``glued in_order``."""


def confusion(folder: Path) -> Counter[Cell]:
    """Counts the words that faults name, over every path that a label speaks of.

    Tesseract is left out: what it misreads is no matter of certainty.
    """
    parsers = discover("atsharness_parsers", "PARSER")
    cells: Counter[Cell] = Counter()
    for label in read_labels(folder / "labels.json").files:
        cells.update(_of_file(folder, label, parsers))
    return cells


def _of_file(folder: Path, label: FileLabel, parsers: dict[str, Any]) -> Iterator[Cell]:
    reference = tokens((folder / label.reference).read_text("utf-8"))
    data = (folder / label.file).read_bytes()
    found: dict[str, Any] = {}
    for fault in label.faults:
        for expected in fault.expected_labels:
            path = expected.path_id
            if path == "tesseract":
                continue
            if path not in found:
                found[path] = align(
                    reference, parsers[path].value.read(data, ReadOptions()).text, path_id=path
                )
            for word in found[path].words:
                if word.text in fault.words:
                    wanted = f"{expected.form} {expected.place or word.place}"
                    yield fault.fault, path, wanted, f"{word.form} {word.place}"


def diagonal(cells: Counter[Cell]) -> float:
    """The share of words that have the label expected."""
    right = sum(number for (_, _, wanted, got), number in cells.items() if wanted == got)
    return right / sum(cells.values())
