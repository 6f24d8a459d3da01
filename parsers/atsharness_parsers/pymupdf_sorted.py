"""PyMuPDF sorted by position: ``page.get_text(sort=True)``.

Who runs it: nobody is publicly known to; it is the setting its documentation gives for natural
reading order.

What it breaks on: it writes everything at the same height as one line, so every line of a two-column
page runs across both columns. A page with /Rotate whose text stands upright comes out scrambled, word by
word. Text printed twice, a little apart, comes out word by word twice. Glyphs without a width are lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atsharness.model import Box, ParserPath, Reading, ReadOptions
from atsharness_parsers import _mupdf
from atsharness_parsers._engine import PDF
from atsharness_parsers._kept import is_tried
from atsharness_parsers._words import Piece

TOLERANCE = 3
"""Points by which words of one line may differ in height: the default of `get_text`."""
MOST_EMPTY_LINES = 5
FAR_RIGHT = 0x7FFFFF80
"""The left of PyMuPDF's empty box, and so of a page without a word that has an area."""

Line = tuple[Box, list[Piece]]
"""Words from left to right, and the box around them."""


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `get_text("text", sort=True)`; words are put in the order that call writes them."""
    return _mupdf.read(data, options, _page)


def _page(page: Any, textpage: Any) -> tuple[str, list[Piece]]:
    lines = lines_of([(word[4], word[:4]) for word in textpage.extractWORDS()])
    text = text_of(lines) if is_tried("pymupdf") else page.get_text("text", textpage=textpage, sort=True)
    return text, [word for _, line in lines for word in line]


def lines_of(words: list[Piece]) -> list[Line]:
    """Lines of words in the order of `get_text(sort=True)`, as its source has it (PyMuPDF 1.28, utils.py).

    By bottom and left, then line by line from the left, twice, then lines by their bottom. Where
    another version orders them otherwise the words do not spell the text, and the path gives none.
    """
    words = sorted(words, key=lambda word: (word[1][3], word[1][0]))
    words = [word for _, line in _lines(words) for word in line]
    return sorted(_lines(words), key=lambda line: line[0][3])


def text_of(lines: list[Line]) -> str:
    """Lines as `get_text(sort=True)` writes them, with spaces and empty lines for gaps.

    PyMuPDF's own code (1.28, utils.py) takes four times as long as reading the page: each box in it is an
    object of MuPDF's.

    Raises:
        ZeroDivisionError: a word or a line has no width or height, as there.
    """
    left = min((box[0] for _, line in lines for _, box in line if not _is_empty(box)), default=FAR_RIGHT)
    parts: list[str] = []
    bottom = 0.0
    for (_, y0, _, y1), line in lines:
        if parts:
            parts.append("\n" * (min(round((y0 - bottom) / max(0, y1 - y0)), MOST_EMPTY_LINES) + 1))
        end = left
        for text, (x0, _, x1, _) in line:
            spaces = round((x0 - end) / max(0, x1 - x0) * len(text))
            parts.append(" " * max(spaces, 0 if end == left or x0 <= end else 1) + text)
            end = x1
        bottom = y1
    return "".join(parts)


def _lines(words: list[Piece]) -> Iterator[Line]:
    """Neighbours whose top or bottom is within the tolerance of their line's, sorted from the left."""
    if not words:
        return
    line, around = [words[0]], words[0][1]
    for word in words[1:]:
        box = word[1]
        if abs(box[1] - around[1]) <= TOLERANCE or abs(box[3] - around[3]) <= TOLERANCE:
            line.append(word)
            around = _joined(around, box)
        else:
            yield around, sorted(line, key=lambda word: word[1][0])
            line, around = [word], box
    yield around, sorted(line, key=lambda word: word[1][0])


def _joined(one: Box, other: Box) -> Box:
    """What is around two boxes, of which an empty one does not count."""
    if _is_empty(other):
        return one
    if _is_empty(one):
        return other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _is_empty(box: Box) -> bool:
    return box[0] >= box[2] or box[1] >= box[3]


PARSER = ParserPath(
    id="pymupdf-sorted",
    family="mupdf",
    title="PyMuPDF get_text(sort=True)",
    accepts=PDF,
    install=_mupdf.INSTALL,
    probe=_mupdf.probe,
    read=read,
    panel=True,
    cost=24.0,
)
