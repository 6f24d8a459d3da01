"""Scores rules against the labels of built files: a file and a rule count once.

A rule has found something in a file where it has a finding, be it a violation or information; a file is a
positive of the rules that its labels name, and a negative of all others.

Labels name faults, and a fault costs fields as it may. So the rules on fields (ATS3xx) are held against
what the file truly loses (`atsharness.fields.truth`): a file is a positive where some path has some
field of that kind not exactly, a negative where all have all of them, and no case at all where the rule says
that it could not measure (without OCR a scan has no fields). Those that labels name too (a heading beside
other text, a contact that is an icon) stay positives by label; a heading that is lost for another reason is
no case. Without the truth, a field that another finding explains is none of its rule's own.

How a file is checked is handed in, so that nothing here depends on the harness's processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import ceil, floor
from typing import Literal

from atsharness.model import Box, Finding, RuleResult
from atsharness_corpus.labels import Expect, FaultLabel, FileLabel
from atsharness_corpus.model import Value

ALL = "all"
"""Stands for every typesetter in a row that sums up."""

OVERLAP = 0.5
"""Intersection over union from which a place counts as found."""

_CELL = 1.0
"""Side of the squares, in points, in which overlaps are counted."""


class RuleRow(Value, frozen=True, kw_only=True):
    """One rule over the files of one typesetter. Rates are 0-1, None where there is nothing to measure."""

    rule_id: str
    typesetter: str
    tuned_on: bool
    n_positive: int
    n_negative: int
    n_clean: int
    precision: float | None
    recall: float | None
    f1: float | None
    false_alarms_per_100: float | None
    """Findings without a label, per 100 clean files."""
    box_iou_50: float | None
    """Of the labelled places that were found, those whose boxes overlap by half."""
    expect_right: float | None
    """Of the positives that were found, those with the outcome expected."""


class Case(Value, frozen=True, kw_only=True):
    """One file and one rule."""

    file: str
    rule_id: str
    typesetter: str
    tuned_on: bool
    clean: bool
    expected: Expect | None
    found: Literal["violation", "information"] | None
    iou: float | None
    """Overlap of the labelled boxes with those found, where both are given."""


BY_LABEL = frozenset({"ATS306", "ATS308"})
"""Rules on fields that find a fault of the layout: labels name it."""


def cases(
    label: FileLabel, results: Iterable[RuleResult], lost: Collection[str] | None = None
) -> tuple[Case, ...]:
    """How each rule did on one file.

    Args:
        label: of the file.
        results: of every rule that is scored.
        lost: the rules on fields that truly have something to find; None where nobody knows.
    """
    found = (_case(label, result, lost) for result in results)
    return tuple(case for case in found if case is not None)


def _case(label: FileLabel, result: RuleResult, lost: Collection[str] | None) -> Case | None:
    faults = [fault for fault in label.faults if result.rule_id in fault.rule_ids]
    expected = _expected(faults)
    roots = [finding for finding in result.findings if finding.cause is None or not _is_field(result)]
    if lost is not None and _is_field(result):
        if result.rule_id in BY_LABEL:
            if expected is None and result.rule_id in lost:
                return None
        elif result.outcome in ("incomplete", "inapplicable"):
            return None
        else:
            faults, roots = [], list(result.findings)
            expected = "violation" if result.rule_id in lost else None
    outcome = result.outcome if roots and result.outcome in ("violation", "information") else None
    wanted = _by_page((fault.page, fault.boxes) for fault in faults)
    got = _by_page(_places(roots))
    return Case(
        file=label.file,
        rule_id=result.rule_id,
        typesetter=label.typesetter,
        tuned_on=label.tuned_on,
        clean=label.clean,
        expected=expected,
        found=outcome,
        iou=overlap(wanted, got) if wanted and got and outcome else None,
    )


def _places(findings: Iterable[Finding]) -> Iterator[tuple[int | None, Sequence[Box]]]:
    """Where findings are, page by page."""
    for finding in findings:
        yield finding.page, finding.boxes
        for one in finding.elsewhere:
            yield one.page, one.boxes


def _expected(faults: Sequence[FaultLabel]) -> Expect | None:
    """The graver outcome of a rule's labels; None where it has none."""
    if not faults:
        return None
    return "violation" if any(fault.expect == "violation" for fault in faults) else "information"


def _is_field(result: RuleResult) -> bool:
    return result.rule_id.startswith("ATS3")


def rows(found: Sequence[Case]) -> tuple[RuleRow, ...]:
    """One row a rule, a typesetter and whether rules were tuned on it; and one over all typesetters."""
    groups: dict[tuple[str, str, bool], list[Case]] = {}
    for case in found:
        for typesetter in (ALL, case.typesetter):
            groups.setdefault((case.rule_id, typesetter, case.tuned_on), []).append(case)
    return tuple(_row(key, some) for key, some in sorted(groups.items()))


def _row(key: tuple[str, str, bool], some: Sequence[Case]) -> RuleRow:
    positives = [case for case in some if case.expected is not None]
    hits = [case for case in positives if case.found is not None]
    false = [case for case in some if case.expected is None and case.found is not None]
    clean = [case for case in some if case.clean]
    precision = _share(len(hits), len(hits) + len(false))
    recall = _share(len(hits), len(positives))
    placed = [case.iou for case in hits if case.iou is not None]
    alarms = sum(case.clean for case in false)
    return RuleRow(
        rule_id=key[0],
        typesetter=key[1],
        tuned_on=key[2],
        n_positive=len(positives),
        n_negative=len(some) - len(positives),
        n_clean=len(clean),
        precision=precision,
        recall=recall,
        f1=_share(2 * len(hits), 2 * len(hits) + len(false) + len(positives) - len(hits)),
        false_alarms_per_100=100 * alarms / len(clean) if clean else None,
        box_iou_50=_share(sum(one >= OVERLAP for one in placed), len(placed)),
        expect_right=_share(sum(case.found == case.expected for case in hits), len(hits)),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


Places = Mapping[int, Sequence[Box]]
"""Boxes by page."""


def _by_page(items: Iterable[tuple[int | None, Sequence[Box] | None]]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for page, boxes in items:
        if page is not None and boxes:
            found.setdefault(page, []).extend(boxes)
    return found


def overlap(wanted: Places, got: Places) -> float:
    """Intersection over union of two sets of boxes, over all pages that have some."""
    common = union = 0
    for page in {*wanted, *got}:
        one, two = _cells(wanted.get(page, ())), _cells(got.get(page, ()))
        common += len(one & two)
        union += len(one | two)
    return common / union if union else 0.0


def _cells(boxes: Iterable[Box]) -> set[tuple[int, int]]:
    """The squares whose middles lie in a box; those that a thin box touches."""
    found: set[tuple[int, int]] = set()
    for x0, y0, x1, y1 in boxes:
        found.update((x, y) for x in _range(x0, x1) for y in _range(y0, y1))
    return found


def _range(low: float, high: float) -> range:
    if high - low < 2 * _CELL:
        return range(floor(low / _CELL), max(ceil(high / _CELL), floor(low / _CELL) + 1))
    return range(round(low / _CELL), round(high / _CELL))
