"""A tagged file whose structure tree has another order than the page.

What it looks for:
    Marked content in the order of the structure tree against the order of the page.

Why parsers lose it:
    Screen readers and exports by tags read in the tree's order. Paths that read the page do not look at it.

Evidence:
    How many lines stand in another order.

How to fix:
    Correct the reading order in the program, or export without tags.

Limits:
    No path measured goes by tags, so it is information.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.model.facts import ReadingOrder
from atsharness.rules.layout._streams import orders
from atsharness.rules.model import Artifacts, Draft, Rule

LEAST_INVERSIONS = 0.02
"""A share of the pairs of lines: less than that of one line carried over most of a page of forty."""


def _is_disorder(order: ReadingOrder) -> bool:
    return order.interleaved or order.inversions > LEAST_INVERSIONS


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    check = orders(
        "tags",
        _is_disorder,
        lambda order: f"tags have {len(order.moved)} of {order.lines} lines out of order",
    )
    for draft in check(artifacts):
        yield msgspec.structs.replace(draft, costs=(), harmless=True)


RULE = Rule(
    id="ATS207",
    name="tagged-order-differs",
    find=_find,
    advice={"": "Correct the reading order of the tags, or export again without tags."},
)
