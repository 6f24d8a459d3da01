"""Two sides of a gutter, or any region, and what paths make of their order."""

from __future__ import annotations

from collections.abc import Iterable

from atsharness.harness.model import Box
from atsharness.harness.rules import _costs
from atsharness.harness.rules.model import Artifacts, Cost

LEAST_TORN = 3
"""Fewer neighbours torn apart are the edges of blocks, which are no mixing."""

_AT_EDGES = frozenset({"glued", "split", "substituted"})


def glued_where_torn(artifacts: Artifacts, page: int, boxes: Iterable[Box], torn: Cost) -> frozenset[int]:
    """Words of a region that a path glues to a foreign neighbour while it tears the region's lines apart."""
    found: set[int] = set()
    for path, words in artifacts.measured.spoilt(artifacts.measured.words_in(page, boxes), _AT_EDGES).items():
        if path in torn.words:
            found.update(words)
    return frozenset(found)


def lies_in(strip: Box, area: Box) -> bool:
    """Whether most of a strip of white space lies in an area."""
    height = min(strip[3], area[3]) - max(strip[1], area[1])
    middle = (strip[0] + strip[2]) / 2
    return area[0] <= middle <= area[2] and height > 0.6 * (strip[3] - strip[1])


def region(artifacts: Artifacts, page: int, boxes: Iterable[Box], least: int = LEAST_TORN) -> Cost:
    """The order cost of the words in some boxes."""
    words = artifacts.measured.words_in(page, boxes)
    return _costs.order(artifacts, words, least)
