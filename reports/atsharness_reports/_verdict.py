"""The verdict in one sentence, its gates with numbers and limits, and what each path lost."""

from __future__ import annotations

import re
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
from atsharness_reports._plain_words import family_names, field_names
from atsharness_reports._terminal import count, listing, percent, plain

LEVELS: dict[VerdictLevel, str] = {
    "pass": "PASS",
    "at_risk": "AT RISK",
    "fail": "FAIL",
    "not_measurable": "NOT MEASURABLE",
}
WORST_FIRST: tuple[VerdictLevel, ...] = ("not_measurable", "fail", "at_risk", "pass")
_SAYS = {
    "contact.name": "the name is not recovered exactly",
    "contact.email": "the e-mail address is not recovered exactly",
    "contact.phone": "the phone number is not recovered exactly",
    "job": "a job's title, company or dates are lost or separated",
    "readable": "some readers cannot read the file",
    "content": "text is lost",
    "mapping": "letters are replaced by others",
    "hidden": "the file holds hidden text",
    "links": "web addresses are not recovered exactly",
    "education": "a degree's school or dates are lost or separated",
    "words": "words are lost or misread",
    "order": "the lines of entries are mixed",
    "findings": "findings that cost much",
    "segmentation": "words are split or glued",
    "heading": "section headings are not recovered exactly",
    "skills": "skills cannot be found",
    "keywords": "keywords cannot be found",
}
_RATES = frozenset({"content", "hidden"})
_FAMILIES = frozenset({"contact.name", "contact.email", "contact.phone", "job", "education", "mapping"})
_FAMILY_LISTS = re.compile(r"\b(hits|partly) (\w+(?:, \w+)*)")
_MOST_READERS = 2
"""Readers named in a sentence that says what is wrong in none of them alone."""
_MOST_LOST = 12
"""Instances named for one path; JSON lists all."""


def sentence(result: DocumentResult) -> str:
    """The verdict in a sentence: ``PASS  7 of 8 readers get everything; pdfplumber glues 327 words.``.

    First how many readers of the panel get everything, then what is wrong, then what nobody found on the
    page.
    """
    verdict = result.verdict
    if verdict is None:
        return ""
    parts = [readers_said(verdict)] if verdict.counted else []
    causes = [gate for gate in verdict.gates if gate.level == verdict.level != "pass"]
    if causes and causes[0].name == "readable":  # what follows of it is no news
        causes = causes[:1]
    reasons = [_reason(gate) for gate in causes]
    parts += reasons[:2] or list(_lacking(verdict))
    said = " ".join(reasons)
    parts += [plain(text) for text in verdict.not_found if text not in said]
    return f"{LEVELS[verdict.level]}  {'; '.join(parts)}."


def readers_said(verdict: Verdict) -> str:
    """``7 of 8 readers get everything``."""
    if verdict.complete == verdict.counted:
        return f"all {count(verdict.counted, 'reader')} get everything"
    gets = "gets" if verdict.complete <= 1 else "get"
    return f"{verdict.complete or 'none'} of {count(verdict.counted, 'reader')} {gets} everything"


def _lacking(verdict: Verdict) -> Iterator[str]:
    """What the first readers do that do not get everything."""
    lacking = [reader for reader in verdict.readers if reader.counted and not reader.gets_everything]
    for reader in lacking[:_MOST_READERS]:
        yield f"{reader.path_id} {reader.note}"
    if len(lacking) > _MOST_READERS:
        more = len(lacking) - _MOST_READERS
        yield f"{more} more {'loses' if more == 1 else 'lose'} something"


def _reason(gate: Gate) -> str:
    if gate.level == "not_measurable":
        return plain(gate.note)
    return said_of(gate.name) + (f" ({note_in_words(gate.note)})" if gate.note else "")


def note_in_words(note: str) -> str:
    """A gate's note with fields as a person says them, and where: ``start date of job 1; in pdfminer``."""
    note = _FAMILY_LISTS.sub(_named, plain(note))
    head, separator, rest = note.partition("; ")
    names = head.split(" and ")[0].split(", ")
    if not all("." in name and " " not in name for name in names):
        return note
    more = head[len(", ".join(names)) :]
    return field_names(names, most=3) + more + separator + rest


def _named(found: re.Match[str]) -> str:
    partly = "partly " if found[1] == "partly" else ""
    return f"{partly}in {family_names(found[2].split(', '))}"


def said_of(gate: str) -> str:
    """What is wrong where a gate is exceeded: ``the name is not recovered exactly``."""
    return _SAYS.get(gate, gate)


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
            "not found" if gate.level == "not_found" else LEVELS[gate.level].lower(),
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
    sign = "≥" if gate.name == "content" else "≤"
    return f"{sign} {percent(limit) if gate.name in _RATES else f'{limit:g}'}"


def calibration_note(calibration: Calibration | None) -> str:
    """What the limits stand on."""
    if calibration is None:
        return "limits: as set"
    share = percent(calibration.joint_false_alarms)
    return f"limits: calibrated on {calibration.controls:,} clean files; {share} of as many others exceed one"


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
