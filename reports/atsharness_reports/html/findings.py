"""Findings as a report shows them: numbered, worst first, each with its boxes on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model import Box, DocumentResult, Finding
from atsharness.model.geometry import area
from atsharness_reports._findings import caused, is_violation, rank, roots
from atsharness_reports._plain_words import field_names, rule_title
from atsharness_reports._terminal import count, listing

MOST_FIRST = 3
"""Things to mend first."""
MOST_BOXES = 60
"""Of one finding on one page."""
WIDE = 0.4
"""Share of the page from which on a box would tint what it is about."""
BADGE = 9
"""Points from the middle of a finding's number to its edge."""


class Shown(NamedTuple):
    """One finding. `effects` are titles of what it causes."""

    number: int
    title: str
    rule_id: str
    impact: str
    violation: bool
    root: bool
    """A violation that no other finding causes."""
    message: str
    where: str
    costs: str
    readers: str
    words: str
    advice: str
    effects: list[str]
    places: list[tuple[int, tuple[Box, ...]]]
    """Pages with boxes on them."""


def listed(result: DocumentResult) -> list[Shown]:
    """Violations worst first, what another one causes behind its cause, then information."""
    found = [
        (item, finding)
        for item in result.rule_results
        if not item.advises
        for finding in item.findings
        if item.outcome in ("violation", "information")
    ]
    names = {item.rule_id: item.name for item in result.rule_results}
    violations = [finding for item, finding in found if is_violation(item, finding)]
    effects = sorted((one for one in violations if caused(one, violations)), key=rank)
    notes = [finding for item, finding in found if not is_violation(item, finding)]
    ordered = [*roots(result), *effects, *notes]
    return [
        _shown(number, one, names, violations, violation=one in violations)
        for number, one in enumerate(ordered, 1)
    ]


def _shown(
    number: int, one: Finding, names: dict[str, str], violations: Sequence[Finding], *, violation: bool
) -> Shown:
    boxes: dict[int, tuple[Box, ...]] = {}
    if one.page is not None:
        boxes[one.page] = one.boxes
    for place in one.elsewhere:
        boxes[place.page] = (*boxes.get(place.page, ()), *place.boxes)
    places = sorted(boxes.items())
    effects = [rule_title(names[other.rule_id]) for other in violations if other.cause == one.fingerprint]
    words = count(one.word_count, "word") if one.word_count else ""
    return Shown(
        number=number,
        title=rule_title(names[one.rule_id]),
        rule_id=one.rule_id,
        impact=one.impact,
        violation=violation,
        root=violation and not caused(one, violations),
        message=one.message[:1].upper() + one.message[1:],
        where=_pages(list(boxes)) if boxes else "the whole file",
        costs="; ".join(filter(None, (field_names(one.fields_lost), words))),
        readers=_readers(one),
        words=listing(one.words, most=8) if one.word_count else "",
        advice=one.advice,
        effects=list(dict.fromkeys(effects)),
        places=places,
    )


def _pages(pages: Sequence[int]) -> str:
    pages = sorted(pages)
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = ", ".join(map(str, pages[:6]))
    return f"pages {shown}" + (" …" if len(pages) > 6 else "")


def _readers(one: Finding) -> str:
    """In which program families it costs something."""
    if one.families_hit and len(one.families_hit) == len(one.families_run):
        return f"all {len(one.families_run)} families of readers"
    parts = []
    if one.families_hit:
        parts.append(f"every mode of {', '.join(one.families_hit)}")
    if one.families_partly:
        parts.append(f"some modes of {', '.join(one.families_partly)}")
    return "; ".join(parts)


class Mark(NamedTuple):
    """The boxes of one finding on one page: a path of SVG, and where its number stands."""

    finding: Shown
    anchor: str
    outline: str
    badge: tuple[int, int]
    wide: bool
    """It covers most of the page: it is not filled."""


def marks(found: Sequence[Shown], page: int, size: tuple[float, float]) -> list[Mark]:
    """What is to be drawn on one page; the gravest last, so that it lies on top.

    Args:
        found: all findings.
        page: its number.
        size: its width and height in points: numbers of boxes at its edge stay on it.
    """
    made: list[Mark] = []
    taken: set[tuple[int, int]] = set()
    for finding in found:
        own = [box for number, several in finding.places if number == page for box in several][:MOST_BOXES]
        if own:
            badge = _badge(own[0], size, taken)
            outline = "".join(map(_rectangle, own))
            made.append(Mark(finding, f"box-{finding.number}-{page}", outline, badge, _wide(own, size)))
    return made[::-1]


def _wide(own: Sequence[Box], size: tuple[float, float]) -> bool:
    return max(map(area, own)) > WIDE * size[0] * size[1]


def _rectangle(box: Box) -> str:
    x0, y0, x1, y1 = map(round, box)
    return f"M{x0} {y0}h{max(1, x1 - x0)}v{max(1, y1 - y0)}h{-max(1, x1 - x0)}z"


def _badge(box: Box, size: tuple[float, float], taken: set[tuple[int, int]]) -> tuple[int, int]:
    """A place at the corner of a box that no other number has: the next ones stand to its right."""
    x = round(min(max(box[0] - 8, BADGE), size[0] - BADGE))
    y = round(min(max(box[1] - 2, BADGE), size[1] - BADGE))
    while any(abs(x - other[0]) < 2 * BADGE - 3 and abs(y - other[1]) < 2 * BADGE - 3 for other in taken):
        x += 2 * BADGE - 3
        if x > size[0] - BADGE:
            break
    taken.add((x, y))
    return x, y
