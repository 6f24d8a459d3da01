"""A tagged file whose structure tree has a different order than the page.

What it looks for:
    The order of the marked content in the structure tree, compared with the order on the page.

Why parsers lose it:
    Screen readers and exports that use tags follow the order of the tree. Paths that read the page ignore
    it.

Evidence:
    How many lines are in a different order.

How to fix:
    Correct the reading order in the program, or export without tags.

Limits:
    No measured path uses tags, so this rule reports information.
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
        lambda order: (
            f"the tags give {len(order.moved)} of {order.lines} lines in a different order than the page"
        ),
    )
    for draft in check(artifacts):
        yield msgspec.structs.replace(draft, costs=(), harmless=True)


RULE = Rule(
    id="ATS207",
    name="tagged-order-differs",
    depth=14,
    find=_find,
    advice={"": "Correct the reading order of the tags, or export again without tags."},
)
