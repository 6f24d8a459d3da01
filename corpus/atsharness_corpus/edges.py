"""Files whose lines have short text at the right edge: told from the file's characters, never from a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from atsharness.model import Box
from atsharness_corpus.labels import FaultLabel, rounded
from atsharness_corpus.pages import read_pages

APART = 2.5
"""Em of white before the text at the edge: of its own size."""

ALIGNED = 2.0
"""Points by which edges differ that are one."""

LEAST = 2
"""Lines that share an edge."""

_SAME_START = 1.5
_SAME_BASELINE = 1.5
"""Points: a heading and the date at its right, of another size, are often a point apart."""

_OF_COLUMN = 0.8


class Piece(NamedTuple):
    """Characters of a row without a wide gap."""

    page: int
    box: Box
    inner: bool
    """Other text stands before it in its row, beyond a wide gap."""


class Char(NamedTuple):
    """A character with ink."""

    baseline: float
    size: float
    box: Box


def right_edges(pdf: bytes) -> tuple[FaultLabel, ...]:
    """A label for each page with text at the right edge, beyond a gap; none if it cannot be read."""
    rows = read_pages(pdf, _chars)
    found = at_edge([piece for number, chars in enumerate(rows, 1) for piece in pieces(chars, number)])
    pages = sorted({piece.page for piece in found})
    return tuple(
        FaultLabel(
            fault="right-edge-text",
            rule_ids=("ATS213",),
            expect="information",
            page=page,
            boxes=tuple(rounded(piece.box) for piece in found if piece.page == page),
        )
        for page in pages
    )


def _chars(page: Any) -> list[Char]:
    return [
        Char(char["origin"][1], span["size"], tuple(char["bbox"]))
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        if abs(line["dir"][1]) < 0.01
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace()
    ]


def pieces(chars: Iterable[Char], page: int) -> list[Piece]:
    """The rows of a page, cut at wide gaps."""
    rows: list[list[Char]] = []
    for char in sorted(chars):
        if not rows or char.baseline - rows[-1][0].baseline > _SAME_BASELINE:
            rows.append([])
        rows[-1].append(char)
    found = []
    for row in rows:
        row.sort(key=lambda char: char.box[0])
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].box[0] - row[at - 1].box[2] >= APART * row[at].size:
                x0, y0, x1, y1 = zip(*(char.box for char in row[start:at]), strict=True)
                found.append(Piece(page, (min(x0), min(y0), max(x1), max(y1)), inner=start > 0))
                start = at
    return found


def at_edge(found: list[Piece]) -> list[Piece]:
    """The last pieces of rows, where several of a file end at one edge and none is a line of a column."""
    last: dict[tuple[int, float], Piece] = {}
    for piece in found:
        key = (piece.page, round(piece.box[3]))
        if piece.inner and (key not in last or piece.box[0] > last[key].box[0]):
            last[key] = piece
    ends = [piece for piece in last.values() if not _is_column(piece, found)]
    return [
        piece for piece in ends if sum(abs(piece.box[2] - other.box[2]) <= ALIGNED for other in ends) >= LEAST
    ]


def _is_column(piece: Piece, found: list[Piece]) -> bool:
    """Whether lines begin where it does and end elsewhere: they are a column's."""
    same = [
        other
        for other in found
        if other.page == piece.page and abs(other.box[0] - piece.box[0]) <= _SAME_START
    ]
    aligned = sum(abs(other.box[2] - piece.box[2]) <= ALIGNED for other in same)
    return aligned < _OF_COLUMN * len(same)
