"""Dates or labels in a column of their own, left of the entries.

What it looks for:
    A gutter whose left side consists mostly of dates; or of labels beside their values, as in a form.

Why parsers lose it:
    Paths that keep the order of blocks return all dates first and all entries after them: nothing shows
    which date belongs to which job, or which label to which value.

Evidence:
    A date and its entry, and what a path returns after the date.

How to fix:
    Put the dates on the line of the title, or below it; a label on the line of its value.

Limits:
    Where no path separates dates from their entries it is information. Of more than three dates two must be
    torn off: in the page's foot a date stands alone. Of labels half must be; else nothing is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from atsharness.model import Box, Evidence
from atsharness.model.facts import Gutter, Line, LineWord, PageFacts
from atsharness.model.geometry import union
from atsharness.model.text_facts import LayoutTable
from atsharness.rules.kit import costing
from atsharness.rules.kit.sides import glued_where_torn, lies_in, region
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

LEAST_DATES, FEW_DATES = 2, 3
LEAST_LABELS = 4
"""Fewer may be the heads of skills side by side."""
ABOVE, BESIDE = 2.5, 0.6
"""Heights of a date by which its entry may begin higher: beside its section's name, or in larger type."""

SHORT = 16
"""Characters of a label that needs no colon to be one."""

_DATED = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[./]\d{2,4}|^(?:present|today|now|heute|aujourd|actual|ongoing)", re.IGNORECASE
)

_WHOLE = re.compile(r"(?:\d\d|present|today|now|heute|aujourd.hui|actual\w*|ongoing)[).]?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[-\u2013\u2014]|to\b|bis\b|à\b|a\b)", re.IGNORECASE)
"""How a whole period ends, and how its second line begins."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    tables = facts.of(LayoutTable)
    for page in facts.pages:
        for gutter in page.gutters:
            if any(table.page == page.number and lies_in(gutter.box, table.box) for table in tables):
                continue
            dates = _dates(page, gutter)
            dated = gutter.kind == "date_col" or _is_dated(page, gutter, dates)
            if not dated and gutter.kind != "keyval":
                continue
            what = "dates" if dated else "labels"
            labels = tuple(union(word.box for word in own) for _, own in _margin(page, gutter))
            boxes = (dates or (gutter.left,)) if dated else labels
            torn = _torn_off(artifacts, page, gutter, boxes, LEAST_DATES if dated else len(labels) // 2)
            if not dated and (len(labels) < LEAST_LABELS or not torn):
                continue
            cost = region(artifacts, page.number, (gutter.left, gutter.right), least=2)
            cost = costing.in_paths(artifacts, cost, torn)
            shown = costing.torn_words(artifacts, cost)
            own = Evidence(
                kind="layout", page=page.number, box=gutter.box, note=f"{len(boxes)} lines of {what}"
            )
            words = artifacts.measured.words_in(page.number, boxes)
            yield Draft(
                message=f"the {what} are in a column of their own, left of the entries",
                anchor=" ".join(artifacts.measured.texts[at] for at in words[:6]),
                page=page.number,
                boxes=boxes,
                costs=(cost,),
                evidence=(*shown, own),
                explains=glued_where_torn(artifacts, page.number, (gutter.left, gutter.right), cost),
            )


def _torn_off(
    artifacts: Artifacts, page: PageFacts, gutter: Gutter, dates: Sequence[Box], least: int
) -> frozenset[str]:
    """The paths that return so many dates or more (of a few one) beside none of their entry's words."""
    measured = artifacts.measured
    ends = [*(box[1] for box in dates[1:]), gutter.right[3]]
    dated = frozenset(measured.words_in(page.number, dates))
    entries = []
    for box, end in zip(dates, ends, strict=True):
        if not (own := measured.words_in(page.number, (box,))):
            continue
        height = box[3] - box[1]
        area = (box[0], box[1] - ABOVE * height, gutter.right[2], end - BESIDE * height)
        around = measured.words_in(page.number, (area,))
        entries.append((own, frozenset(around) - dated))
    # Of dates in a heap the first and the last have other text beside them.
    least = least if len(entries) > FEW_DATES else 1
    return frozenset(
        path
        for path in measured.alignments
        if sum(measured.is_torn_off(path, own, near) for own, near in entries) >= least
    )


def _is_dated(page: PageFacts, gutter: Gutter, dates: Sequence[Box]) -> bool:
    """Whether a side is dates and the labels of short sections, as in a moderncv."""
    if gutter.kind not in ("keyval", "minor", "sidebar") or len(dates) < LEAST_DATES:
        return False
    others = [
        " ".join(word.text for word in own)
        for line, own in _margin(page, gutter)
        if not any(box[1] - 1 <= (line.box[1] + line.box[3]) / 2 <= box[3] + 1 for box in dates)
    ]
    return all(text.endswith(":") or len(text) <= SHORT for text in others)


def _margin(page: PageFacts, gutter: Gutter) -> Iterator[tuple[Line, list[LineWord]]]:
    """The lines that begin on the left side of a gutter, from the top, with their words there."""
    for line in sorted(page.lines, key=lambda one: one.box[1]):
        own = [word for word in line.words if word.box[2] <= gutter.box[0] + 2]
        inside = gutter.left[1] - 1 <= (line.box[1] + line.box[3]) / 2 <= gutter.left[3] + 1
        if own and inside and line.box[0] < gutter.box[0]:
            yield line, own


def _dates(page: PageFacts, gutter: Gutter) -> tuple[Box, ...]:
    """The lines with a date on the left side of a gutter; those of one date as one box."""
    found: list[Box] = []
    before = ""
    for line, own in _margin(page, gutter):
        text = " ".join(word.text for word in own)
        if not _DATED.search(text):
            continue
        _, y0, _, y1 = line.box
        box = (own[0].box[0], y0, own[-1].box[2], y1)
        goes_on = not _WHOLE.search(before) or _GOES_ON.match(text)
        if found and goes_on and y0 - found[-1][3] < 0.6 * (y1 - y0):
            last = found.pop()
            box = (min(box[0], last[0]), last[1], max(box[2], last[2]), y1)
        found.append(box)
        before = text
    return tuple(found)


RULE = Rule(
    id="ATS208",
    name="date-column",
    depth=13,
    find=_find,
    advice={
        "": "Put each job's dates on the line of its title, at its end.",
        "typst": "Write the date after the title with #h(1fr) instead of a #grid column.",
        "latex": r"Write the date after \hfill on the title's line.",
        "word": "Replace the table with paragraphs that have a right tab stop for the dates.",
        "libreoffice": "Replace the table with paragraphs that have a right tab stop for the dates.",
        "chromium": "Write the date into the line of the title instead of a column of its own.",
        "moderncv": r"\moderncvstyle{banking} sets the dates on the line of the title.",
        "rendercv": "design.templates.experience_entry: write DATE into main_column and leave "
        "date_and_location_column empty.",
        "europecv": "The class sets all labels in a column of their own; nothing but another template helps.",
    },
)
