"""Text that the file holds in another order than the page shows.

What it looks for:
    Lines of the content stream out of the order of the page, beyond running headers and footers.

Why parsers lose it:
    Paths that keep the file's order return sections in the order in which they were drawn.

Evidence:
    Words that follow each other on the page and that a path tears apart.

How to fix:
    Put the text boxes into the order of reading, or write the text as one flow.

Limits:
    Columns drawn row by row are another rule's (ATS203).
"""

from __future__ import annotations

from atsharness.harness.layout import ReadingOrder
from atsharness.harness.rules._streams import orders
from atsharness.harness.rules.model import Rule

LEAST_INVERSIONS = 0.05
"""Share of pairs of lines the other way round; a footer drawn first has 2-3 % on a full page."""


def _is_disorder(order: ReadingOrder) -> bool:
    return not order.interleaved and order.inversions > LEAST_INVERSIONS


RULE = Rule(
    id="ATS204",
    name="stream-order",
    find=orders(
        "stream",
        _is_disorder,
        lambda order: (
            f"the file holds {len(order.moved)} of {order.lines} lines in another order than the page"
        ),
    ),
    advice={
        "": "Write the text as one flow from top to bottom; order text boxes as they are read.",
        "canva": "Position > Layers: order the text elements as they are read, the first at the bottom.",
        "word": "Replace text boxes by paragraphs.",
        "typst": "Write sections in the order of the page; #place puts text out of order.",
        "chromium": "Order the elements in the HTML as they are read, not by CSS order or position.",
    },
)
