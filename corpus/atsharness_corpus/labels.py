"""The format of ``labels.json``: what every file of a built corpus holds, and where.

Field names are part of the published interface. Boxes are (x0, y0, x1, y1) in points, origin top left.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from atsharness.errors import UsageError
from atsharness.model import Box, Form
from atsharness.model import Place as WordPlace
from atsharness_corpus.model import Value

Expect = Literal["violation", "information"]
SCHEMA_VERSION: Literal[1] = 1


class ExpectedLabel(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a parser path must make of the words concerned; `place` is null where they are missing."""

    path_id: str
    form: Form
    place: WordPlace | None = None


class FaultLabel(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fault at one place. `page` counts from 1; page and boxes are null for document-wide faults."""

    fault: str
    rule_ids: tuple[str, ...]
    expect: Expect
    page: int | None = None
    boxes: tuple[Box, ...] | None = None
    words: tuple[str, ...] = ()
    expected_labels: tuple[ExpectedLabel, ...] = ()


class FileLabel(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file. Paths are relative to the folder of ``labels.json``, with forward slashes.

    `near_miss_of` names the fault that this file must not be found to have; `clean` means that it has
    no risky fault; `content` is a person's id; `page_sizes` are (width, height) in points as displayed.
    """

    file: str
    reference: str
    fields: str | None = None
    content: str
    layout: str
    typesetter: str
    template: str | None = None
    seed: int
    tuned_on: bool
    clean: bool
    near_miss_of: str | None = None
    page_sizes: tuple[tuple[float, float], ...]
    faults: tuple[FaultLabel, ...] = ()


class Labels(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``labels.json``."""

    schema_version: Literal[1] = SCHEMA_VERSION
    files: tuple[FileLabel, ...]


def rounded(box: Box) -> Box:
    """A box as labels hold it: to a hundredth of a point."""
    x0, y0, x1, y1 = (round(value, 2) for value in box)
    return x0, y0, x1, y1


def write_labels(path: Path, labels: Labels) -> None:
    """Writes labels in the order of their files' names, with a final newline.

    Raises:
        UsageError: they contradict themselves (`problems`).
    """
    ordered = Labels(files=tuple(sorted(labels.files, key=lambda label: label.file)))
    if found := problems(ordered.files):
        raise UsageError(
            f"labels are wrong: {found[0]}" + (f" (and {len(found) - 1} more)" * (len(found) > 1))
        )
    text = msgspec.json.format(msgspec.json.encode(ordered), indent=1)
    path.write_bytes(text + b"\n")


def read_labels(path: Path) -> Labels:
    """Reads and checks a ``labels.json``.

    Raises:
        UsageError: it is missing, does not fit the format or contradicts itself.
    """
    try:
        labels = msgspec.json.decode(path.read_bytes(), type=Labels)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"cannot use {path.name} as labels: {error}") from error
    if found := problems(labels.files):
        raise UsageError(f"{path.name}: {found[0]}")
    return labels


def problems(files: Iterable[FileLabel]) -> list[str]:
    """What contradicts itself, one line each; empty where all is well."""
    files = tuple(files)
    counts = Counter(label.file for label in files)
    found = [f"{name} is labelled {count} times" for name, count in counts.items() if count > 1]
    for label in files:
        found += [f"{label.file}: {reason}" for reason in _file_problems(label)]
    return found


def _file_problems(label: FileLabel) -> list[str]:
    found = []
    for name in filter(None, (label.file, label.reference, label.fields)):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            found.append(f"{name!r} is not a path below the labels")
    if not label.page_sizes:
        found.append("no page sizes")
    if label.clean and any(fault.expect == "violation" for fault in label.faults):
        found.append("clean, but with a fault that is a violation")
    if label.near_miss_of in {fault.fault for fault in label.faults}:
        found.append(f"a near-miss of {label.near_miss_of} that has it")
    for fault in label.faults:
        found += [f"{fault.fault}: {reason}" for reason in _fault_problems(fault, len(label.page_sizes))]
    return found


def _fault_problems(fault: FaultLabel, pages: int) -> list[str]:
    found = []
    if not fault.rule_ids:
        found.append("no rule")
    if (fault.page is None) != (fault.boxes is None):
        found.append("page and boxes are both null or neither is")
    if fault.page is not None and not 1 <= fault.page <= pages:
        found.append(f"no page {fault.page}")
    for box in fault.boxes or ():
        if not (all(map(math.isfinite, box)) and box[0] < box[2] and box[1] < box[3]):
            found.append(f"{box} is no box")
    return found
