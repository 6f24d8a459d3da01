"""Columns and sidebars that paths mix: shared by the rules of both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from atsharness.language.headings import section_of
from atsharness.model import Box, Evidence
from atsharness.model.facts import Gutter, GutterKind, PageFacts
from atsharness.model.geometry import contains
from atsharness.model.text_facts import LayoutTable
from atsharness.rules.kit import costing
from atsharness.rules.kit.sides import glued_where_torn, lies_in, region
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Check, Draft

HEADINGS = 0.6
"""Share of a side's lines that are headings from which it is a margin of headings, no column."""


USUAL_ENTRY, LONGEST_ENTRY = 18, 30
"""Characters of the median entry of a list of short ones, and of most (`SHORT_ENTRIES`) of them."""

SHORT_ENTRIES = 0.85

PROSE = frozenset({"work", "education", "projects", "summary", "volunteer", "publications"})
"""Sections that are no lists; "Skills" and "Languages" may stand over one."""

ENTRY_GAP = 1.2
"""Em of white between two entries on one line."""


def gutters(kind: GutterKind) -> Check:
    """The check of one kind of gutter."""

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        facts = facts_of(artifacts)
        tables = facts.of(LayoutTable)
        for page in facts.pages:
            for gutter in page.gutters:
                inside = any(table.page == page.number and lies_in(gutter.box, table.box) for table in tables)
                other = inside or is_headings(page, gutter) or is_lists(page, gutter)
                if gutter.kind == kind and not other:
                    yield from _drafts(artifacts, gutter)

    return find


def is_headings(page: PageFacts, gutter: Gutter) -> bool:
    """Whether a side holds the headings of what stands beside them: each has its line taken (ATS306)."""
    if gutter.sidebar != "left":
        return False
    x0, y0, x1, y1 = gutter.left
    texts = [
        " ".join(word.text for word in line.words if word.box[2] <= x1 + 1)
        for line in page.lines
        if y0 - 1 <= (line.box[1] + line.box[3]) / 2 <= y1 + 1 and x0 - 1 <= line.box[0] < x1
    ]
    count = sum(section_of(text) is not None for text in texts)
    count += sum(
        2 for a, b in pairwise(texts) if section_of(a) is None and section_of(f"{a} {b}") is not None
    )
    return bool(texts) and count > HEADINGS * len(texts)


def is_lists(page: PageFacts, gutter: Gutter) -> bool:
    """Whether both sides are lists of short entries, as a grid of skills: each says what it says alone."""
    top, bottom = max(gutter.left[1], gutter.right[1]), min(gutter.left[3], gutter.right[3])
    for x0, _, x1, _ in (gutter.left, gutter.right):
        entries = list(_entries(page, (x0 - 1, top - 1, x1 + 1, bottom + 1)))
        # Where a section of prose begins in it, a side is a column, however short its lines.
        if any(section_of(entry) in PROSE for entry in entries):
            return False
        lengths = sorted(map(len, entries))
        if not lengths or lengths[len(lengths) // 2] > USUAL_ENTRY:
            return False
        if sum(length <= LONGEST_ENTRY for length in lengths) < SHORT_ENTRIES * len(lengths):
            return False
    return True


def _entries(page: PageFacts, area: Box) -> Iterator[str]:
    """What stands in an area, line by line, cut at wide gaps."""
    for line in page.lines:
        entry: list[str] = []
        edge = 0.0
        for word in (word for word in line.words if contains(area, word.box)):
            if entry and word.box[0] - edge > ENTRY_GAP * word.size:
                yield " ".join(entry)
                entry = []
            entry.append(word.text)
            edge = word.box[2]
        if entry:
            yield " ".join(entry)


def _drafts(artifacts: Artifacts, gutter: Gutter) -> Iterator[Draft]:
    cost = region(artifacts, gutter.page, (gutter.left, gutter.right))
    if gutter.sidebar is None:
        boxes: tuple[Box, ...] = (gutter.left, gutter.right)
        what = f"two columns of {gutter.left_lines} and {gutter.right_lines} lines"
    else:
        boxes = (gutter.left if gutter.sidebar == "left" else gutter.right,)
        lines = gutter.left_lines if gutter.sidebar == "left" else gutter.right_lines
        what = f"a sidebar of {lines} lines to the {gutter.sidebar} of the text"
    words = artifacts.measured.words_in(gutter.page, boxes)
    if not words:  # letters that nobody can tell: nothing can be measured
        return
    both = (gutter.left, gutter.right)
    shown = costing.torn_words(artifacts, cost)
    own = Evidence(kind="layout", page=gutter.page, box=gutter.box, note=what)
    mixed = f", read as “{shown[0].observed}”" if shown else ""
    yield Draft(
        message=f"{what}{mixed}",
        anchor=" ".join(artifacts.measured.texts[index] for index in words[:6]),
        page=gutter.page,
        boxes=boxes,
        costs=(cost,),
        explains=glued_where_torn(artifacts, gutter.page, both, cost),
        evidence=(*shown, own),
    )
