"""Two sides of a gutter, or any region, and what paths make of their order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from atsharness.model import Box
from atsharness.model.facts import Line, LineWord
from atsharness.page.file_order import APART
from atsharness.rules.kit import costing
from atsharness.rules.model import Artifacts, Cost

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


def lies_in(separator: Box, area: Box) -> bool:
    """Whether most of a whitespace separator lies in an area."""
    height = min(separator[3], area[3]) - max(separator[1], area[1])
    middle = (separator[0] + separator[2]) / 2
    return area[0] <= middle <= area[2] and height > 0.6 * (separator[3] - separator[1])


def stretches(line: Line) -> list[tuple[LineWord, ...]]:
    """The words of a line between gaps of `APART` em (of what stands beyond them), left to right."""
    words = line.words
    cuts = [
        at for at in range(1, len(words)) if words[at].box[0] - words[at - 1].box[2] >= APART * words[at].size
    ]
    return [words[start:stop] for start, stop in pairwise((0, *cuts, len(words)))] if words else []


def are_torn_off(artifacts: Artifacts, page: int, boxes: Iterable[Box], torn: Cost) -> bool:
    """Whether some path of a cost parts the words of a box from those before or after them."""
    edges: set[int] = set()
    for box in boxes:
        words = artifacts.measured.words_in(page, (box,))
        edges.update((words[0] - 1, words[-1]) if words else ())
    return any(edges.intersection(words) for words in torn.words.values())


def region(artifacts: Artifacts, page: int, boxes: Iterable[Box], least: int = LEAST_TORN) -> Cost:
    """The order cost of the words in some boxes."""
    words = artifacts.measured.words_in(page, boxes)
    return costing.order(artifacts, words, least)
