"""Where on the page each word of an alignment stands: in the path's own boxes, another path's, or the page's.

The reference's word number is the key that joins paths: a word that one path lost is where another path
found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from atsharness.alignment.positions import Position, Positions
from atsharness.model import Alignment, Box
from atsharness.model.geometry import union

How = Literal["path", "page", "other_path", "between"]


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """A place in points, origin top left, and how it is known.

    ``path``: the boxes of the recovered words themselves (of several: their union); ``page``: the
    reference's own geometry; ``other_path``: where another path has the word; ``between``: from the word
    before to the word after it, which is approximate.
    """

    page: int
    box: Box
    how: How


def locate(
    alignment: Alignment,
    own: Positions | None,
    reference: Positions | None = None,
    others: Iterable[tuple[Alignment, Positions | None]] = (),
) -> tuple[Where | None, ...]:
    """One place a reference word, in their order; None where nothing tells it.

    Args:
        alignment: of the path.
        own: the path's words' positions (`positions_of`), if it gives boxes.
        reference: those of the reference's words, if their places are known.
        others: alignments of other paths with the same reference, with their positions; the first that has a
            word tells its place.
    """
    found: list[Where | None] = []
    rest = [(other, boxes) for other, boxes in others if boxes is not None]
    for index, label in enumerate(alignment.words):
        place = _union(own, label.hypothesis, "path") if own is not None else None
        if place is None and reference is not None:
            position = reference[index]
            place = Where(page=position.page, box=position.box, how="page") if position is not None else None
        if place is None:
            told = (_union(boxes, other.words[index].hypothesis, "other_path") for other, boxes in rest)
            place = next((one for one in told if one is not None), None)
        found.append(place)
    before = _carried(found)
    after = _carried(found[::-1])[::-1]
    return tuple(place or _between(*ends) for place, *ends in zip(found, before, after, strict=True))


def _carried(found: Sequence[Where | None]) -> list[Where | None]:
    """At each index the last place known up to there."""
    last: Where | None = None
    carried = []
    for place in found:
        last = place or last
        carried.append(last)
    return carried


def _union(boxes: Positions, numbers: Iterable[int], how: How) -> Where | None:
    """The box around words of one page: of the first word's page, should they stand on several."""
    there: list[Position] = [position for number in numbers if (position := boxes[number]) is not None]
    if not there:
        return None
    page = there[0].page
    return Where(page=page, box=union(position.box for position in there if position.page == page), how=how)


def _between(before: Where | None, after: Where | None) -> Where | None:
    """The stretch from the nearest placed word before to the nearest one after, on one page."""
    near = [one for one in (before, after) if one is not None]
    if not near:
        return None
    page = near[0].page
    return Where(page=page, box=union(one.box for one in near if one.page == page), how="between")
