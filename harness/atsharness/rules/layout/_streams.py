"""The order in which a file holds its lines against that of the page: shared by the rules on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal

from atsharness.model import Box, Evidence
from atsharness.model.facts import LayoutFacts, PageFacts, ReadingOrder
from atsharness.model.geometry import contains, union
from atsharness.model.text_facts import RotatedText
from atsharness.page.file_order import LEAST_PASSED
from atsharness.rules.kit import costing
from atsharness.rules.kit.sides import (
    are_torn_off,
    glued_where_torn,
    region,
    stretches,
)
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of
from atsharness.rules.layout._columns import is_headings, is_lists
from atsharness.rules.model import Artifacts, Check, Cost, Draft


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
            cost = region(artifacts, page.number, (_whole(page),), least=1)
            lines = _lines(page, order)
            if is_slight(order) and not are_torn_off(artifacts, page.number, lines, cost):
                continue
            if both_sides or not _is_others(facts, page, order):
                boxes = _sides(page) if both_sides else _passages(page, order)
                if boxes:
                    share = 100 * order.inversions
                    note = f"{order.switches} changes of side, {share:.0f} % of line pairs reversed"
                    yield _draft(artifacts, page, source, message(order), boxes, cost, note)

    return find


def torn_ends(artifacts: Artifacts, *, besides: Collection[int | None]) -> Iterator[Draft]:
    """Ends of lines that the file stores apart from them, where a path parts the two.

    Args:
        artifacts: of the document.
        besides: pages whose order is told otherwise.
    """
    facts = facts_of(artifacts)
    pages = {page.number: page for page in facts.pages}
    for order in facts.orders:
        page = pages.get(order.page)
        if page is None or order.source != "stream" or order.interleaved:
            continue
        if not order.torn_ends or order.page in besides:
            continue
        lines = [page.lines[at] for at in order.torn_ends[:MOST_BOXES]]
        ends = [stretches(line)[-1] for line in lines]
        boxes = tuple(union(word.box for word in end) for end in ends)
        cost = region(artifacts, page.number, [line.box for line in lines], least=1)
        if are_torn_off(artifacts, page.number, boxes, cost):
            first = " ".join(word.text for word in ends[0])
            more = f", and {len(ends) - 1} more" if len(ends) > 1 else ""
            said = f"the file stores “{first}” away from the line that it ends{more}"
            yield _draft(artifacts, page, order.source, said, boxes, cost, "drawn among other lines")


def _is_others(facts: LayoutFacts, page: PageFacts, order: ReadingOrder) -> bool:
    """Whether most lines out of place are none, are rotated, or are of text that has no one order.

    That is dates and labels beside their entries, and lists.
    """
    rotated = [fact.box for fact in facts.of(RotatedText) if fact.page == page.number]
    labels: list[Box] = []
    lists: list[Box] = []
    for gutter in page.gutters:
        if gutter.kind in ("date_col", "keyval") or is_headings(page, gutter):
            labels.append(_wider(gutter.left))
        elif gutter.kind == "grid" or is_lists(page, gutter):
            lists.append(union((gutter.left, gutter.right)))
    areas = [*map(_wider, (*rotated, *lists)), *labels]
    starts = _starts(page)
    moved = [at for at in order.moved[:MOST_BOXES] if at < len(page.lines)]
    own = 0
    for at in moved:
        line = page.lines[at]
        # A date and the title beside it are one line, which may be drawn where the date is.
        start = line.words[0].box if line.words else line.box
        own += (
            any(contains(area, line.box) for area in areas)
            or any(contains(area, start) for area in labels)
            or (order.source == "stream" and _is_beside(page, at, starts))
        )
    return own > 0.5 * len(moved)


def _wider(box: Box) -> Box:
    return box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1


def _starts(page: PageFacts) -> dict[int, tuple[int, Box]]:
    """Of each line with words up to a wide gap: the first run of these, and their box."""
    found = {}
    for index, line in enumerate(page.lines):
        if parts := stretches(line):
            run = min((part.run for word in parts[0] for part in word.parts), default=0)
            found[index] = run, union(word.box for word in parts[0])
    return found


def _is_beside(page: PageFacts, at: int, starts: Mapping[int, tuple[int, Box]]) -> bool:
    """Whether a line of two stretches is passed by lines beside its beginning alone.

    A block at the right edge, drawn after the name and title at its left, is in order; both share rows.
    """
    if len(stretches(page.lines[at])) < 2:
        return False
    own, (x0, _, x1, _) = starts[at]
    passed = sum(
        (index < at) != (run < own) and index != at and box[0] < x1 and x0 < box[2]
        for index, (run, box) in starts.items()
    )
    return passed < LEAST_PASSED


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
            found.append(union((found.pop(), box)) if joined else box)
            before = at
    return tuple(found)


def _whole(page: PageFacts) -> Box:
    return 0.0, 0.0, page.width, page.height


def _draft(
    artifacts: Artifacts,
    page: PageFacts,
    source: str,
    message: str,
    boxes: tuple[Box, ...],
    cost: Cost,
    note: str,
) -> Draft:
    own = Evidence(kind="layout", page=page.number, box=union(boxes), note=note)
    return Draft(
        message=message,
        anchor=f"{source} of page {page.number}",
        page=page.number,
        boxes=boxes,
        costs=(cost,),
        explains=glued_where_torn(artifacts, page.number, (_whole(page),), cost),
        evidence=(*costing.torn_words(artifacts, cost), own),
    )
