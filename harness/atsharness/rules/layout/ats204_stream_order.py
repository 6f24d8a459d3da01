"""Text that the file stores in a different order than the page shows.

What it looks for:
    Lines of the content stream that are stored before or after at least three lines which they should follow
    or precede, other than a running header or footer. Where these are few, a path must also separate them
    from the text before or after them. Likewise the ends of lines beyond a gap (dates at the right edge) that
    are stored among other lines, far from the beginnings of their own.

Why parsers lose it:
    Paths that keep the file's order return sections in the order in which they were drawn.

Evidence:
    Words that follow each other on the page but not in a path's text.

How to fix:
    Put the text boxes into reading order, or write the text as one flow.

Limits:
    Columns drawn row by row are reported by ATS203, dates beside their entries by ATS208. A block at the
    right edge that is drawn after the block to its left is in order, although the two share rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model.facts import ReadingOrder
from atsharness.rules.layout._streams import orders, torn_ends
from atsharness.rules.model import Artifacts, Draft, Rule

LEAST_INVERSIONS = 0.05
"""Share of pairs of lines the other way round up to which a path must be seen to tear them apart."""


def _is_disorder(order: ReadingOrder) -> bool:
    """Whether lines of the body are out of place; a page's first or last line alone is a running one."""
    return not order.interleaved and any(0 < at < order.lines - 1 for at in order.moved)


def _is_slight(order: ReadingOrder) -> bool:
    return order.inversions <= LEAST_INVERSIONS


_of_lines = orders(
    "stream",
    _is_disorder,
    lambda order: (
        f"the file stores {len(order.moved)} of {order.lines} lines in a different order than the page"
    ),
    is_slight=_is_slight,
)


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = list(_of_lines(artifacts))
    yield from found
    yield from torn_ends(artifacts, besides={draft.page for draft in found})


RULE = Rule(
    id="ATS204",
    name="stream-order",
    depth=10,
    find=_find,
    advice={
        "": "Write the text as one flow from top to bottom; put text boxes into reading order.",
        "canva": "Position > Layers: put the text elements into reading order, the first at the bottom.",
        "word": "Replace text boxes with paragraphs.",
        "typst": "Write sections in the order of the page; #place takes text out of order.",
        "chromium": "Set dates at the right edge with display: flex, not with float: browsers draw what "
        "floats before all text. Remove position: relative from list items (and their ::before), and opacity "
        "below 1: such elements are drawn after it. Do not order elements by CSS order or by position: "
        "absolute.",
    },
)
