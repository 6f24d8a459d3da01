"""The order in which a file holds its lines against that of the page: shared by the rules on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from atsharness.harness.layout import LayoutFacts, PageFacts, ReadingOrder
from atsharness.harness.model import Box, Evidence
from atsharness.harness.rules import _costs
from atsharness.harness.rules._columns import is_headings
from atsharness.harness.rules._sides import glued_where_torn, region
from atsharness.harness.rules._spots import MOST_BOXES, facts_of
from atsharness.harness.rules.model import Artifacts, Check, Draft


def orders(
    source: Literal["stream", "tags"],
    chosen: Callable[[ReadingOrder], bool],
    message: Callable[[ReadingOrder], str],
    *,
    both_sides: bool = False,
) -> Check:
    """The check of one kind of disorder.

    Args:
        source: whose order it is.
        chosen: which disorders are the rule's.
        message: the finding's sentence.
        both_sides: whether it concerns the columns as a whole, not only the lines out of place.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        facts = facts_of(artifacts)
        pages = {page.number: page for page in facts.pages}
        for order in facts.orders:
            page = pages.get(order.page)
            if page is None or order.source != source or not chosen(order):
                continue
            if both_sides or not _is_others(facts, page, order):
                boxes = _sides(page) if both_sides else (order.box,) if order.box is not None else ()
                yield _draft(artifacts, page, order, boxes or _lines(page, order), message(order))

    return find


def _is_others(facts: LayoutFacts, page: PageFacts, order: ReadingOrder) -> bool:
    """Whether most lines out of place are turned, or dates beside entries: other rules tell of those."""
    turned = [spot.box for spot in facts.of("rotated") if spot.page == page.number]
    beside = [
        gutter.left
        for gutter in page.gutters
        if gutter.kind in ("date_col", "keyval") or is_headings(page, gutter)
    ]
    boxes = _lines(page, order)
    own = sum(any(_inside(box, area) for area in (*turned, *beside)) for box in boxes)
    return own > 0.5 * len(boxes)


def _inside(box: Box, area: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] - 1 <= x <= area[2] + 1 and area[1] - 1 <= y <= area[3] + 1


def _sides(page: PageFacts) -> tuple[Box, ...]:
    return tuple(
        box for one in page.gutters if one.kind in ("columns", "sidebar") for box in (one.left, one.right)
    )


def _lines(page: PageFacts, order: ReadingOrder) -> tuple[Box, ...]:
    boxes = tuple(page.lines[at].box for at in order.moved[:MOST_BOXES] if at < len(page.lines))
    return boxes or ((order.box,) if order.box is not None else ())


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
