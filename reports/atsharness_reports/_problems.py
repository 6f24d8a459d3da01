"""What continuous integration is told of a run: one problem after the other, the worst first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from atsharness.model import DocumentResult, Finding, Impact, RunResult, Value
from atsharness_reports._findings import caused, is_violation, rank
from atsharness_reports._plain_words import family_names, field_names
from atsharness_reports._terminal import count, plain
from atsharness_reports._verdict import sentence

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
UNREADABLE, VERDICT, ASKED = "unreadable", "verdict", "asked"
"""Names of what no rule says."""
_OF_IMPACT: dict[Impact, Level] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "note",
    "advice": "note",
}
_WAIVED = "waived: "
_FIGURE = re.compile(r"^\d+ |\d+%")


class Problem(Value, frozen=True, kw_only=True):
    """One thing to be told of one file."""

    file: str
    level: Level
    check: str
    """The rule's id, ``verdict``, ``asked`` or ``unreadable``."""
    title: str
    message: str
    fingerprint: str
    """The same in the next run while the file has the problem; unique in its file."""
    impact: Impact | None = None
    page: int | None = None
    waived: str | None = None
    """Why it is accepted, where it is."""


def problems(run: RunResult) -> list[Problem]:
    """Files unread, not passing or not as the settings ask, and every violation that no other one causes."""
    found = [one for result in run.documents for one in _of(result)]
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def _of(result: DocumentResult) -> Iterator[Problem]:
    document, verdict = result.document, result.verdict
    if document.status != "ok":
        yield Problem(
            file=document.path,
            level="error",
            check=UNREADABLE,
            title="cannot be read",
            message=f"{document.status}: {plain(document.reason or '')}",
            fingerprint=UNREADABLE,
        )
    elif verdict is not None and verdict.level != "pass":
        yield Problem(
            file=document.path,
            level="warning" if verdict.level == "at_risk" else "error",
            check=VERDICT,
            title=verdict.level.replace("_", " "),
            message=sentence(result),
            fingerprint=VERDICT,
        )
    for line in result.unmet:
        yield Problem(
            file=document.path,
            level="error",
            check=ASKED,
            title="not as asked",
            message=plain(line),
            fingerprint=f"{ASKED}-{_FIGURE.sub('', line)}",
        )
    yield from _findings(result)


def _findings(result: DocumentResult) -> Iterator[Problem]:
    names = {item.rule_id: item.name for item in result.rule_results}
    own = [one for item in result.rule_results for one in item.findings if is_violation(item, one)]
    waived = [
        (one, (item.reason or "").removeprefix(_WAIVED))
        for item in result.rule_results
        for one in item.findings
        if (item.reason or "").startswith(_WAIVED)
    ]
    roots: list[tuple[Finding, str | None]] = [(one, None) for one in own if not caused(one, own)]
    for one, reason in sorted([*roots, *waived], key=lambda pair: rank(pair[0])):
        yield Problem(
            file=result.document.path,
            level=_OF_IMPACT[one.impact] if reason is None else "note",
            check=one.rule_id,
            title=names[one.rule_id].replace("-", " "),
            message=_message(one),
            fingerprint=one.fingerprint,
            impact=one.impact,
            page=one.page,
            waived=reason if reason is None else plain(reason),
        )


def _message(one: Finding) -> str:
    """What is wrong and where, what it costs, what to do."""
    where = f", page {one.page}" if one.page is not None else ""
    said = f"{plain(one.message)}{where}"
    costs = [field_names(one.fields_lost)] if one.fields_lost else []
    costs += [count(one.word_count, "word")] if one.word_count else []
    hit = family_names(sorted({*one.families_hit, *one.families_partly}))
    if costs:
        said += f"; costs {', '.join(costs)} in {hit}"
    return f"{said}. {plain(one.advice)}".strip() if one.advice else said
