"""The order in which a file holds its lines against that of the page: shared by the rules on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from atsharness.harness.layout import LayoutFacts, PageFacts, ReadingOrder
from atsharness.harness.model import Box, Evidence
from atsharness.harness.rules import _costs
from atsharness.harness.rules._columns import is_headings, is_lists
from atsharness.harness.rules._sides import are_torn_off, around, contains, glued_where_torn, region
from atsharness.harness.rules._spots import MOST_BOXES, facts_of
from atsharness.harness.rules.model import Artifacts, Check, Draft


def orders(
    source: Literal["stream", "tags"],
    chosen: Callable[[ReadingOrder], bool],
    message: Callable[[ReadingOrder], str],
    *,
    both_sides: bool = False,
    is_slight: Callable[[ReadingOrder], bool] = lambda _: False,
) -> Check:
    """The check of one kind of disorder.

    Args:
        source: whose order it is.
        chosen: which disorders are the rule's.
        message: the finding's sentence.
        both_sides: whether it concerns the columns as a whole, not only the lines out of place.
        is_slight: which of those chosen count only where a path tears the lines out of place off the others.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        facts = facts_of(artifacts)
        pages = {page.number: page for page in facts.pages}
        for order in facts.orders:
            page = pages.get(order.page)
            if page is None or order.source != source or not chosen(order):
                continue
            whole = region(artifacts, page.number, ((0.0, 0.0, page.width, page.height),), least=1)
            lines = _lines(page, order)
            if is_slight(order) and not are_torn_off(artifacts, page.number, lines, whole):
                continue
            if both_sides or not _is_others(facts, page, order):
                boxes = _sides(page) if both_sides else _passages(page, order)
                if boxes:
                    yield _draft(artifacts, page, order, boxes, message(order))

    return find


def _is_others(facts: LayoutFacts, page: PageFacts, order: ReadingOrder) -> bool:
    """Whether most lines out of place are turned, dates beside entries or in lists that have no one order."""
    areas = [spot.box for spot in facts.of("rotated") if spot.page == page.number]
    for gutter in page.gutters:
        if gutter.kind in ("date_col", "keyval") or is_headings(page, gutter):
            areas.append(gutter.left)
        elif gutter.kind == "grid" or is_lists(page, gutter):
            areas.append(around((gutter.left, gutter.right)))
    areas = [(x0 - 1, y0 - 1, x1 + 1, y1 + 1) for x0, y0, x1, y1 in areas]
    boxes = _lines(page, order)
    own = sum(any(contains(area, box) for area in areas) for box in boxes)
    return own > 0.5 * len(boxes)


def _sides(page: PageFacts) -> tuple[Box, ...]:
    """Both sides of every gutter of columns, but for lists side by side."""
    return tuple(
        box
        for one in page.gutters
        if one.kind in ("columns", "sidebar") and not is_lists(page, one)
        for box in (one.left, one.right)
    )


def _lines(page: PageFacts, order: ReadingOrder) -> tuple[Box, ...]:
    """The lines out of place."""
    return tuple(page.lines[at].box for at in order.moved[:MOST_BOXES] if at < len(page.lines))


def _passages(page: PageFacts, order: ReadingOrder) -> tuple[Box, ...]:
    """The lines out of place, those that follow one another as one box."""
    found: list[Box] = []
    before = -2
    for at in order.moved:
        if at < len(page.lines) and len(found) < MOST_BOXES:
            box = page.lines[at].box
            joined = at == before + 1 and page.lines[at].block == page.lines[before].block
            found.append(around((found.pop(), box)) if joined else box)
            before = at
    return tuple(found)


def _draft(
    artifacts: Artifacts, page: PageFacts, order: ReadingOrder, boxes: tuple[Box, ...], message: str
) -> Draft:
    whole = (0.0, 0.0, page.width, page.height)
    cost = region(artifacts, page.number, (whole,), least=1)
    own = Evidence(
        kind="layout",
        page=page.number,
        box=order.box,
        note=f"{order.switches} changes of side, {100 * order.inversions:.0f} % of pairs turned round",
    )
    return Draft(
        message=message,
        anchor=f"{order.source} of page {page.number}",
        page=page.number,
        boxes=boxes,
        costs=(cost,),
        explains=glued_where_torn(artifacts, page.number, (whole,), cost),
        evidence=(*_costs.torn_words(artifacts, cost), own),
    )
