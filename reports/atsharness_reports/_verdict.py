"""The verdict in one sentence, its gates with numbers and limits, and what each path lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import (
    Calibration,
    DocumentResult,
    FieldRecovery,
    Gate,
    Keyword,
    Verdict,
    VerdictLevel,
)
from atsharness_reports._terminal import count, listing, percent, plain

LEVELS: dict[VerdictLevel, str] = {
    "pass": "PASS",
    "at_risk": "AT RISK",
    "fail": "FAIL",
    "not_measurable": "NOT MEASURABLE",
}
OCR_FAMILY = "tesseract"
WORST_FIRST: tuple[VerdictLevel, ...] = ("not_measurable", "fail", "at_risk", "pass")
_SAYS = {
    "contact.name": "the name is not recovered exactly",
    "contact.email": "the e-mail address is not recovered exactly",
    "contact.phone": "the phone number is not recovered exactly",
    "job": "a job's title, company or dates are lost or separated",
    "content": "text is lost",
    "mapping": "letters are replaced by others",
    "hidden": "the file holds hidden text",
    "order.moved": "text is out of order",
    "order.adjacency": "neighbouring words are separated",
    "segmentation": "words are split or glued",
    "heading": "section headings are not recovered exactly",
    "skills": "skills cannot be found",
    "keywords": "keywords cannot be found",
}
_RATES = frozenset({"content", "hidden", "order.moved", "order.adjacency", "segmentation"})
_FAMILIES = frozenset({"contact.name", "contact.email", "contact.phone", "job", "mapping"})
_MOST_LOST = 12
"""Instances named for one path; JSON lists all."""


def sentence(result: DocumentResult) -> str:
    """``AT RISK  the worst path (pdfium) recovers 9 of 12 fields; text is out of order (…)``.

    OCR is no text path: it is not the worst one here.
    """
    verdict = result.verdict
    if verdict is None:
        return ""
    ocr = {item.path_id for item in result.extractions if item.family == OCR_FAMILY}
    parts = [*_worst_path([item for item in result.fields if item.path_id not in ocr])]
    parts += [_reason(gate) for gate in verdict.gates if gate.level == verdict.level != "pass"][:2]
    if verdict.level == "pass":
        parts.append("no gate is exceeded")
    return f"{LEVELS[verdict.level]}  {'; '.join(parts)}."


def _worst_path(fields: Sequence[FieldRecovery]) -> Iterator[str]:
    counts = exact_fields(fields)
    if counts:
        path = min(counts, key=lambda one: (counts[one][0], one))
        exact, expected = counts[path]
        if exact == expected:
            yield f"every path recovers all {count(expected, 'field')}"
        else:
            yield f"the worst path ({path}) recovers {exact} of {count(expected, 'field')}"


def _reason(gate: Gate) -> str:
    if gate.level == "not_measurable":
        return plain(gate.note)
    return _SAYS.get(gate.name, gate.name) + (f" ({plain(gate.note)})" if gate.note else "")


def exact_fields(fields: Sequence[FieldRecovery]) -> dict[str, tuple[int, int]]:
    """How many fields each path recovers exactly, and how many are expected."""
    counts: dict[str, tuple[int, int]] = {}
    for item in fields:
        if item.outcome != "spurious":
            exact, expected = counts.get(item.path_id, (0, 0))
            counts[item.path_id] = exact + (item.outcome == "exact"), expected + 1
    return counts


def kept_keywords(keywords: Sequence[Keyword], path_id: str) -> tuple[int, int]:
    """How many keywords of the résumé a path leaves findable, and how many there are."""
    own = [word for word in keywords if word.in_reference]
    return sum(path_id in word.survives for word in own), len(own)


def gate_rows(verdict: Verdict) -> list[list[str]]:
    """One row a gate: name, value, limit, level, note."""
    return [
        [
            gate.name,
            "–" if gate.value is None else _number(gate, gate.value),
            "–" if gate.limit is None else _bound(gate, gate.limit),
            LEVELS[gate.level].lower(),
            plain(gate.note),
        ]
        for gate in verdict.gates
    ]


def _number(gate: Gate, value: float) -> str:
    if gate.name in _RATES:
        return percent(value)
    return f"{value:g} of {2 * (gate.limit or 0):g}" if gate.name in _FAMILIES else f"{value:g}"


def _bound(gate: Gate, limit: float) -> str:
    if gate.name in _FAMILIES:
        return f"≤ {int(limit)}"
    sign = "≥" if gate.name in ("content", "order.adjacency") else "≤"
    return f"{sign} {percent(limit) if gate.name in _RATES else f'{limit:g}'}"


def calibration_note(calibration: Calibration | None) -> str:
    """What the limits of order stand on."""
    if calibration is None:
        return "order limits: as set"
    share = percent(calibration.joint_false_alarms)
    return f"order limits: calibrated on {calibration.controls:,} clean files; {share} of them exceed a limit"


def lost_rows(fields: Sequence[FieldRecovery]) -> list[list[str]]:
    """One row a path that does not recover every field: the instances by what became of them."""
    rows = []
    for path in sorted({item.path_id for item in fields if item.outcome != "exact"}):
        named: dict[str, list[str]] = {}
        for item in fields:
            if item.path_id == path and item.outcome != "exact":
                named.setdefault(item.detail or item.outcome, []).append(_name(item))
        room = _MOST_LOST
        parts = []
        for outcome in sorted(named, key=_gravity):
            parts.append(f"{outcome.replace('_', ' ')}: {listing(named[outcome], most=max(room, 1))}")
            room -= len(named[outcome])
        rows.append([path, "; ".join(parts)])
    return rows


def _name(item: FieldRecovery) -> str:
    return f"{item.field} {item.observed or ''}".strip() if item.outcome == "spurious" else item.field


def _gravity(outcome: str) -> int:
    order = ("missing", "scattered", "partial", "displaced", "altered", "not_alone", "spurious")
    return order.index(outcome) if outcome in order else len(order)


def keyword_notes(keywords: Sequence[Keyword]) -> Iterator[str]:
    """Keywords that some path loses, and those asked for that the résumé lacks."""
    lost = [word for word in keywords if word.lost_in]
    if lost:
        shown = "; ".join(
            f"{plain(word.keyword)} in {listing(word.lost_in, most=4)}" for word in lost[:_MOST_LOST]
        )
        more = f"; … (+{len(lost) - _MOST_LOST})" if len(lost) > _MOST_LOST else ""
        yield f"keywords lost: {shown}{more}"
    lacking = [word.keyword for word in keywords if not word.in_reference]
    if lacking:
        yield f"not in the résumé: {listing(lacking, most=20)}"
