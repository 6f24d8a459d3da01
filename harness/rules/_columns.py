"""Columns and sidebars that paths mix: shared by the rules of both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from atsharness.harness.detect.headings import section_of
from atsharness.harness.layout import Gutter, GutterKind, PageFacts
from atsharness.harness.model import Box, Evidence
from atsharness.harness.rules import _costs
from atsharness.harness.rules._sides import glued_where_torn, lies_in, region
from atsharness.harness.rules._spots import facts_of
from atsharness.harness.rules.model import Artifacts, Check, Draft

HEADINGS = 0.6
"""Share of a side's lines that are headings from which it is a margin of headings, no column."""


def gutters(kind: GutterKind) -> Check:
    """The check of one kind of gutter."""

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        facts = facts_of(artifacts)
        tables = facts.of("layout_table")
        for page in facts.pages:
            for gutter in page.gutters:
                inside = any(spot.page == page.number and lies_in(gutter.box, spot.box) for spot in tables)
                if gutter.kind == kind and not inside and not is_headings(page, gutter):
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


def _drafts(artifacts: Artifacts, gutter: Gutter) -> Iterator[Draft]:
    cost = region(artifacts, gutter.page, (gutter.left, gutter.right))
    if gutter.sidebar is None:
        boxes: tuple[Box, ...] = (gutter.left, gutter.right)
        what = f"two columns of {gutter.left_lines} and {gutter.right_lines} lines"
    else:
        boxes = (gutter.left if gutter.sidebar == "left" else gutter.right,)
        lines = gutter.left_lines if gutter.sidebar == "left" else gutter.right_lines
        what = f"a sidebar of {lines} lines on the {gutter.sidebar}"
    words = artifacts.measured.words_in(gutter.page, boxes)
    if not words:  # letters that nobody can tell: nothing can be measured
        return
    both = (gutter.left, gutter.right)
    shown = _costs.torn_words(artifacts, cost)
    own = Evidence(kind="layout", page=gutter.page, box=gutter.box, note=what)
    mixed = f", read as “{shown[0].observed}”" if shown else ""
    yield Draft(
        message=f"{what} beside the text{mixed}" if gutter.sidebar else f"{what}{mixed}",
        anchor=" ".join(artifacts.measured.texts[index] for index in words[:6]),
        page=gutter.page,
        boxes=boxes,
        costs=(cost,),
        explains=glued_where_torn(artifacts, gutter.page, both, cost),
        evidence=(*shown, own),
    )
