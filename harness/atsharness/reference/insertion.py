"""Where rows belong that are not text of a page's layer: letters in pictures and outlines, form fields."""

from __future__ import annotations

from collections.abc import Sequence

from atsharness.model import Box
from atsharness.model.facts import Block
from atsharness.model.geometry import union
from atsharness.reference.line_glyphs import Row

_BESIDE = 0.3
"""Share of the narrower one's width by which two rows must overlap to stand over one another."""
_COVERS = 0.7


def insert(rows: list[Row], new: Sequence[Row], blocks: Sequence[Block]) -> None:
    """Puts new rows into a page's rows, in the order in which a person reads them.

    A row beside another one of the same block joins it. Else it follows the nearest row above it or
    precedes the nearest one below, whichever's block is the narrower that still covers it: a heading at
    the top of a right column belongs to that column, not behind the header above both.

    Args:
        rows: in reading order; changed in place.
        new: in reading order among themselves.
        blocks: of the page, as the rows' `block` counts them.
    """
    before: Row | None = None
    for row in new:
        if _joined(rows, row, blocks):
            before = None
            continue
        at = _place(rows, row, blocks)
        if before is not None and at is None:
            at = _index(rows, before) + 1
        rows.insert(len(rows) if at is None else at, row)
        before = row


def _index(rows: Sequence[Row], row: Row) -> int:
    return next(index for index, one in enumerate(rows) if one is row)


def _joined(rows: Sequence[Row], row: Row, blocks: Sequence[Block]) -> bool:
    """Adds a row's words to the row that it stands beside, if there is one."""
    centre = (row.box[0] + row.box[2]) / 2
    for other in rows:
        if not 0 <= other.block < len(blocks):
            continue
        height = min(other.box[3] - other.box[1], row.box[3] - row.box[1])
        shared = min(other.box[3], row.box[3]) - max(other.box[1], row.box[1])
        block = blocks[other.block].box
        if shared < 0.5 * height or not block[0] <= centre <= block[2]:
            continue
        if all(word.box[2] <= row.box[0] + 1 or word.box[0] >= row.box[2] - 1 for word in other.words):
            other.words = sorted([*other.words, *row.words], key=lambda word: word.box[0])
            other.box = union((other.box, row.box))
            return True
    return False


def _place(rows: Sequence[Row], row: Row, blocks: Sequence[Block]) -> int | None:
    """The index before which a row belongs, or None where nothing stands over or under it."""
    above = below = None
    for index, other in enumerate(rows):
        if _overlap(other.box, row.box) < _BESIDE:
            continue
        if other.middle <= row.middle:
            if above is None or other.middle >= rows[above].middle:
                above = index
        elif below is None or other.middle < rows[below].middle:
            below = index
    if above is None or below is None:
        if above is not None:
            return above + 1
        return below
    if rows[above].block == rows[below].block or below == above + 1:
        return above + 1
    upper, lower = _block_box(rows[above], blocks), _block_box(rows[below], blocks)
    lower_covers = _share(row.box, lower) >= _COVERS
    upper_covers = _share(row.box, upper) >= _COVERS
    if lower_covers and (not upper_covers or lower[2] - lower[0] < upper[2] - upper[0]):
        return below
    return above + 1


def _block_box(row: Row, blocks: Sequence[Block]) -> Box:
    return blocks[row.block].box if 0 <= row.block < len(blocks) else row.box


def _overlap(one: Box, two: Box) -> float:
    shared = min(one[2], two[2]) - max(one[0], two[0])
    return shared / max(min(one[2] - one[0], two[2] - two[0]), 0.1)


def _share(row: Box, block: Box) -> float:
    """How much of a row's width a block covers."""
    return (min(row[2], block[2]) - max(row[0], block[0])) / max(row[2] - row[0], 0.1)
