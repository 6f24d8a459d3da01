"""Advice on content as lines of text: what to look at, the most useful first; what readers lose in a line."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atsharness.model import DocumentResult, Evidence, Finding, RenderOptions, RuleResult
from atsharness_reports._terminal import colour, count, listing, plain

MOST_FIRST = 3
"""Remarks of the short answer."""
_CONCERNS = ("missing", "weak", "note", None)
_INDENT = " " * 5
_MOST_LINES = 2
"""Lines of the résumé that the short answer shows of a remark."""
_WHOLE_LINE = 70
"""Characters of such a line."""


class Advice(NamedTuple):
    """What the rules on content say of one document; each list the most useful first."""

    remarks: list[Finding]
    notes: list[Finding]
    """For information only."""
    as_read: list[Finding]
    """What only the text of a reader gives rise to."""
    names: dict[str, str]
    passed: int
    unknown: list[RuleResult]
    """Rules that could not know."""
    without: list[RuleResult]
    """Rules with nothing to be about, or without words of the language."""

    @property
    def reason(self) -> str | None:
        """Why nothing could be judged at all, as most rules say; None where something was."""
        if self.passed or self.remarks or self.notes or self.as_read:
            return None
        reasons = Counter(item.reason for item in (*self.unknown, *self.without))
        return reasons.most_common(1)[0][0]


def advice_of(result: DocumentResult) -> Advice | None:
    """The advice in a result; None where none was asked for."""
    rules = [item for item in result.rule_results if item.advises]
    if not rules:
        return None
    found = sorted((one for item in rules for one in item.findings), key=_rank)
    own = [one for one in found if not one.families_hit]
    return Advice(
        remarks=[one for one in own if one.concern != "note"],
        notes=[one for one in own if one.concern == "note"],
        as_read=[one for one in found if one.families_hit],
        names={item.rule_id: item.name for item in rules},
        passed=sum(item.outcome == "passed" for item in rules),
        unknown=[item for item in rules if item.outcome in ("incomplete", "error")],
        without=[item for item in rules if item.outcome == "inapplicable"],
    )


def advice_lines(result: DocumentResult, options: RenderOptions, *, whole: bool) -> Iterator[str]:
    """The section for a terminal.

    Args:
        result: of one document.
        options: columns, colour.
        whole: whether all is shown, not only what is most useful.
    """
    found = advice_of(result)
    if found is None:
        return
    yield colour("Content", "", options, bold=True) + f"  {_sum(found)}"
    if found.reason is not None:
        yield from _wrap(f"{found.reason[:1].upper()}{found.reason[1:]}.", options, "  ", "  ")
        return
    shown = found.remarks if whole else found.remarks[:MOST_FIRST]
    for number, one in enumerate(shown, 1):
        yield from _remark(number, one, options, whole=whole)
    if len(shown) < len(found.remarks):
        rest = [found.names[one.rule_id] for one in found.remarks[len(shown) :]]
        yield from _wrap(f"and {listing(rest, most=6)} (ats check --guide -v)", options, _INDENT, _INDENT)
    if whole:
        yield from _rest(found, options)
    yield from _as_read(found, options, whole=whole)


def _rank(one: Finding) -> tuple[int, str]:
    return _CONCERNS.index(one.concern), one.rule_id


def _sum(found: Advice) -> str:
    if found.reason is not None:
        return "no advice"
    parts = [count(len(found.remarks), "point") + " to look at" if found.remarks else "nothing to look at"]
    parts += [f"{len(found.notes)} for information"] if found.notes else []
    parts += [f"{found.passed + len(found.as_read)} in order"] if found.passed or found.as_read else []
    parts += [f"{len(found.unknown)} not known"] if found.unknown else []
    return ", ".join(parts)


def _remark(number: int, one: Finding, options: RenderOptions, *, whole: bool) -> Iterator[str]:
    where = f", page {one.page}" if one.page is not None else ""
    message = plain(one.message)
    said = f"{message[:1].upper()}{message[1:]}{where} ({one.rule_id})"
    yield from _wrap(said, options, f"  {number}. ", _INDENT)
    yield from _points(one.evidence, options, whole=whole)
    if one.advice:
        yield from _wrap(f"→ {plain(one.advice)}", options, _INDENT, f"{_INDENT}  ")


def _points(evidence: Sequence[Evidence], options: RenderOptions, *, whole: bool) -> Iterator[str]:
    shown = evidence if whole else evidence[:_MOST_LINES]
    for one in shown:
        text = plain(one.expected or "")
        if len(text) > _WHOLE_LINE and not whole:
            text = text[:_WHOLE_LINE].rsplit(" ", 1)[0] + " …"
        note = f": {plain(one.note)}" if one.note else ""
        yield from _wrap(f"“{text}”{note}", options, f"{_INDENT}· ", f"{_INDENT}  ")
    if len(shown) < len(evidence):
        yield f"{_INDENT}· and {len(evidence) - len(shown)} more"


def _rest(found: Advice, options: RenderOptions) -> Iterator[str]:
    """Information, and what could not be judged."""
    for one in found.notes:
        message = plain(one.message)
        yield from _wrap(f"{message[:1].upper()}{message[1:]} ({one.rule_id})", options, "  i  ", _INDENT)
        yield from _points(one.evidence, options, whole=True)
    reasons: dict[str, list[str]] = {}
    for item in (*found.unknown, *found.without):
        reasons.setdefault(item.reason or "", []).append(item.name)
    for reason, names in reasons.items():
        yield from _wrap(f"not judged ({plain(reason)}): {', '.join(names)}", options, "  ·  ", _INDENT)


def _as_read(found: Advice, options: RenderOptions, *, whole: bool) -> Iterator[str]:
    """What the worst reader's text lacks although the page has it: in one line, or one each."""
    if not found.as_read:
        return
    families = sorted({family for one in found.as_read for family in one.families_hit})
    names = listing((found.names[one.rule_id] for one in found.as_read), most=6)
    said = f"The page is fine, but not as {listing(families)} reads it: {names} (ats check --fields)"
    yield from _wrap(said, options, "  ✗  ", _INDENT)
    for one in found.as_read if whole else ():
        yield from _wrap(f"{plain(one.message)} ({one.rule_id})", options, f"{_INDENT}· ", f"{_INDENT}  ")


def _wrap(text: str, options: RenderOptions, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, options.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
