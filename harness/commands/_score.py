"""``ats corpus score``: rules, or the visual reference, against the labels of a built corpus."""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from atsharness.harness.errors import UsageError

if TYPE_CHECKING:
    from atsharness.corpus.labels import FileLabel
    from atsharness.corpus.rule_score import Case, RuleRow
    from atsharness.corpus.score import Row
    from atsharness.harness.model import RenderOptions

_T = TypeVar("_T")


def built_folder(seeds: range, wanted: Sequence[str]) -> Path:
    """Where the files of these seeds are built: a folder that changes with the corpus's own code.

    Args:
        seeds: of the files.
        wanted: what else decides which files there are (typesetters, layouts, faults).
    """
    import atsharness.corpus as corpus

    root = Path(str(corpus.__file__)).parent
    found = hashlib.sha256(repr((seeds, list(wanted))).encode())
    for part in ("faults", "layouts", "typesetters", "content", "."):
        for file in sorted((root / part).glob("*")):
            if file.suffix in (".py", ".json", ".yaml"):
                found.update(file.name.encode() + file.read_bytes())
    return Path("build/corpus") / found.hexdigest()[:12]


def labelled(folder: Path) -> tuple[FileLabel, ...]:
    """The labels of a built corpus.

    Raises:
        UsageError: there are none.
    """
    from atsharness.corpus.labels import read_labels

    labels = read_labels(folder / "labels.json").files
    if not labels:
        raise UsageError(f"{folder} holds no labelled files")
    return labels


def rule_cases(
    folder: Path,
    labels: Iterable[FileLabel],
    *,
    ocr: bool,
    jobs: int,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Case]:
    """Checks every file without its source and compares the rules' outcomes with its label."""
    found: list[Case] = []
    for done, cases in enumerate(_mapped(partial(_judged, str(folder), ocr), labels, jobs), start=1):
        found += cases
        progress(done)
    return found


def reference_rows(
    folder: Path,
    labels: Iterable[FileLabel],
    *,
    ocr: bool,
    jobs: int,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Row]:
    """Reads every file as a person does and scores what was read."""
    found: list[Row] = []
    for done, rows in enumerate(_mapped(partial(_referred, str(folder), ocr), labels, jobs), start=1):
        found += rows
        progress(done)
    return found


def _mapped(make: Callable[[Any], _T], items: Iterable[FileLabel], jobs: int) -> Iterator[_T]:
    processes = jobs or min(os.cpu_count() or 1, 8)
    if processes < 2:
        yield from map(make, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # "spawn": a forked copy of a parent that has run an engine could hang in it.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(make, items, chunksize=2)


# --- inside a process -----------------------------------------------------------------------------


def _judged(folder: str, ocr: bool, label: FileLabel) -> Sequence[Case]:
    from atsharness.corpus.rule_score import cases
    from atsharness.harness.extract import OCR_FAMILY
    from atsharness.harness.judging import artifacts_of
    from atsharness.harness.registry import discover
    from atsharness.harness.rules.engine import all_rules, judge

    paths = [found.value for found in discover("atsharness.parsers", "PARSER").values()]
    panel = [path for path in paths if path.panel and path.family != OCR_FAMILY]
    data = (Path(folder) / label.file).read_bytes()
    with _quiet():
        artifacts = artifacts_of(data, panel, name=label.file, ocr=ocr)
    return cases(label, judge(artifacts, all_rules().values()).results)


def _referred(folder: str, ocr: bool, label: FileLabel) -> Sequence[Row]:
    from atsharness.corpus.labels import Labels
    from atsharness.corpus.score import score_references
    from atsharness.harness.judging import seen_text

    with _quiet():
        return score_references(Path(folder), Labels(files=(label,)), partial(seen_text, ocr=ocr))


@contextmanager
def _quiet() -> Iterator[None]:
    """Engines warn of what is wrong with a file; here that is on purpose."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


# --- what is printed ---------------------------------------------------------------------------------


def rule_text(rows: Sequence[RuleRow], options: RenderOptions) -> str:
    """Rows that sum up all typesetters, those that rules were tuned on and those set aside."""
    from atsharness.corpus.rule_score import ALL
    from atsharness.reports.table import table

    parts = []
    for tuned, title in ((True, "typesetters and templates that rules were tuned on"), (False, "set aside")):
        some = [row for row in rows if row.typesetter == ALL and row.tuned_on == tuned]
        lines = [
            [
                row.rule_id,
                str(row.n_positive),
                str(row.n_negative),
                _rate(row.precision),
                _rate(row.recall),
                _rate(row.false_alarms_per_100, "{:.1f}"),
                _rate(row.box_iou_50),
                _rate(row.expect_right),
            ]
            for row in some
            if row.n_positive or row.precision is not None
        ]
        if lines:
            head = ["rule", "with", "without", "precision", "recall", "alarms/100", "boxes", "outcome"]
            parts.append(f"{title}\n{table(head, lines, options)}")
    return "\n".join(parts) + "\n"


def reference_text(rows: Sequence[Row], options: RenderOptions) -> str:
    """Medians and the worst tenth's means, group by group."""
    from atsharness.corpus.score import summary
    from atsharness.reports.table import table

    lines = [
        [
            one.name,
            str(one.files),
            _rate(one.word_f1, "{:.4f}"),
            _rate(one.worst_word_f1, "{:.4f}"),
            _rate(one.tau, "{:.4f}"),
            _rate(one.worst_tau, "{:.4f}"),
        ]
        for one in summary(rows)
    ]
    return table(["files", "n", "word F1", "worst tenth", "tau", "worst tenth"], lines, options) + "\n"


def _rate(value: float | None, form: str = "{:.3f}") -> str:
    return "–" if value is None else form.format(value)
