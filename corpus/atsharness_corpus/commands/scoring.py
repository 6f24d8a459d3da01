"""``ats corpus score``: rules, or the visual reference, against the labels of a built corpus."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from atsharness.errors import UsageError
from atsharness_corpus.pool import mapped

if TYPE_CHECKING:
    from atsharness.model import Leaf, RenderOptions, RuleResult
    from atsharness.rules.model import Artifacts
    from atsharness_corpus.labels import FileLabel
    from atsharness_corpus.rule_score import Case, RuleRow
    from atsharness_corpus.score import Row

_T = TypeVar("_T")

MOST_PROCESSES = 8
"""Unless more are asked for."""


def built_folder(seeds: range, wanted: Sequence[str]) -> Path:
    """Where the files of these seeds are built: a folder that changes with the corpus's own code.

    Args:
        seeds: of the files.
        wanted: what else decides which files there are (typesetters, layouts, faults).
    """
    import atsharness_corpus
    from atsharness_corpus.person import content_dir

    root = Path(str(atsharness_corpus.__file__)).parent
    found = hashlib.sha256(repr((seeds, list(wanted))).encode())
    for part in (root / "faults", root / "layouts", root / "typesetters", content_dir(), root):
        for file in sorted(part.glob("*")):
            if file.suffix in (".py", ".json", ".yaml"):
                found.update(file.name.encode() + file.read_bytes())
    return Path("build/corpus") / found.hexdigest()[:12]


def labelled(folder: Path) -> tuple[FileLabel, ...]:
    """The labels of a built corpus.

    Raises:
        UsageError: there are none.
    """
    from atsharness_corpus.labels import read_labels

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
    for done, cases in enumerate(_each(partial(_judged, str(folder), ocr), labels, jobs), start=1):
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
    for done, rows in enumerate(_each(partial(_referred, str(folder), ocr), labels, jobs), start=1):
        found += rows
        progress(done)
    return found


def _each(make: Callable[[Any], _T], labels: Iterable[FileLabel], jobs: int) -> Iterator[_T]:
    return mapped(make, tuple(labels), jobs or min(os.cpu_count() or 1, MOST_PROCESSES), chunk=2)


# --- inside a process -----------------------------------------------------------------------------


def _judged(folder: str, ocr: bool, label: FileLabel) -> Sequence[Case]:
    from atsharness.fields.truth import true_leaves
    from atsharness.in_process import inputs_of, text_panel
    from atsharness.pipeline import artifacts_of
    from atsharness_corpus.rule_score import cases

    data = (Path(folder) / label.file).read_bytes()
    true = (Path(folder) / label.reference).read_text("utf-8")
    data_file = Path(folder) / (label.fields or "")
    fields = json.loads(data_file.read_bytes()) if data_file.is_file() else {}
    with _quiet():
        artifacts = artifacts_of(inputs_of(data, text_panel(), name=label.file, ocr=ocr))
    return cases(label, *judged_fields(artifacts, true, true_leaves(fields)))


def judged_fields(
    artifacts: Artifacts, true: str, leaves: tuple[Leaf, ...]
) -> tuple[tuple[RuleResult, ...], Collection[str]]:
    """What the rules say of one document, and which of those on fields truly have something to find.

    Rules that know their fields from a source alone are judged with the file's data as the source.

    Args:
        artifacts: of the document without a source.
        true: what a person reads in it.
        leaves: of the file's true data; none where they are not known.
    """
    from atsharness.fields.truth import SOURCED, lost_kinds
    from atsharness.model import Reference
    from atsharness.pipeline import with_source
    from atsharness.rules.engine import all_rules, judge
    from atsharness.sources.leaves import as_text

    rules = all_rules()
    plain = [rule for rule in rules.values() if rule.id not in SOURCED]
    results = judge(artifacts, plain).results
    if leaves:
        sourced = with_source(artifacts, Reference(text=as_text(leaves), leaves=leaves))
        results += judge(sourced, [rules[key] for key in sorted(SOURCED)]).results
    read = [item for item in artifacts.extractions if item.status in ("ok", "empty")]
    return results, lost_kinds(true, leaves, read)


def _referred(folder: str, ocr: bool, label: FileLabel) -> Sequence[Row]:
    from atsharness.in_process import seen_text
    from atsharness_corpus.labels import Labels
    from atsharness_corpus.score import score_references

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

_READ = {"word_f1": 0.99, "tau": 0.98, "affected_recall": 0.95}
"""A file that falls short of one of these was not read as it should be."""


def rule_report(found: list[Case], options: RenderOptions, *, wrong: bool) -> tuple[Sequence[object], str]:
    """Records and their table: a row a rule, or each file that a rule judged otherwise than labelled."""
    from atsharness_corpus.rule_score import rows

    if wrong:
        found = [case for case in found if case.expected != case.found or _misplaced(case)]
        return found, _wrong_rules(found, options)
    summed = rows(found)
    return summed, rule_text(summed, options)


def reference_report(
    found: list[Row], options: RenderOptions, *, wrong: bool
) -> tuple[Sequence[object], str]:
    """Records and their tables: a row a file; the table sums them up, or shows those read badly."""
    if wrong:
        found = [row for row in found if _misread(row)]
        return found, _wrong_references(found, options)
    return found, reference_text(found, options)


def _misplaced(case: Case) -> bool:
    from atsharness_corpus.rule_score import OVERLAP

    return case.iou is not None and case.iou < OVERLAP


def _misread(row: Row) -> bool:
    rates = {name: getattr(row, name) for name in _READ}
    short = any(rate is not None and rate < _READ[name] for name, rate in rates.items())
    return short or row.reason is not None or bool(row.hidden_in)


def _wrong_rules(found: Iterable[Case], options: RenderOptions) -> str:
    from atsharness_reports.table import table

    ordered = sorted(found, key=lambda case: (case.rule_id, case.file))
    lines = [
        [case.file, case.rule_id, case.expected or "–", case.found or "–", _rate(case.iou, "{:.2f}")]
        for case in ordered
    ]
    return table(["file", "rule", "labelled", "found", "boxes"], lines, options) + "\n"


def _wrong_references(found: Iterable[Row], options: RenderOptions) -> str:
    from atsharness_reports.table import table

    lines = [
        [
            row.file,
            _rate(row.word_f1, "{:.4f}"),
            _rate(row.tau, "{:.4f}"),
            _rate(row.affected_recall, "{:.2f}"),
            _rate(row.hidden_in, "{:.2f}"),
            row.reason or "",
        ]
        for row in found
    ]
    return table(["file", "word F1", "tau", "faults' words", "hidden", "why"], lines, options) + "\n"


def rule_text(rows: Sequence[RuleRow], options: RenderOptions) -> str:
    """Rows that sum up all typesetters, those that rules were tuned on and those held out."""
    from atsharness_corpus.rule_score import ALL
    from atsharness_reports.table import table

    parts = []
    for tuned, title in (
        (True, "typesetters and templates that rules were tuned on"),
        (False, "held out: no rule was tuned on them"),
    ):
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
    from atsharness_corpus.score import summary
    from atsharness_reports.table import table

    lines = [
        [
            one.name,
            str(one.files),
            _rate(one.word_f1, "{:.4f}"),
            _rate(one.worst_word_f1, "{:.4f}"),
            _rate(one.tau, "{:.4f}"),
            _rate(one.worst_tau, "{:.4f}"),
            _rate(one.affected_recall, "{:.2f}"),
            _rate(one.hidden_in, "{:.2f}"),
        ]
        for one in summary(rows)
    ]
    head = ["files", "n", "word F1", "worst", "tau", "worst", "read", "hidden"]
    note = (
        "Medians, and means of the worst tenth. read: visible words of faults that were read; "
        "hidden: hidden ones that were read.\n"
    )
    return table(head, lines, options) + "\n" + note


def _rate(value: float | None, form: str = "{:.3f}") -> str:
    return "–" if value is None else form.format(value)
