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
from atsharness.model.geometry import union
from atsharness_parsers import _mupdf
from atsharness_parsers._engine import PDF
from atsharness_parsers._words import Piece

TOLERANCE = 3
"""Points by which words of one line may differ in height: the default of `get_text`."""


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `get_text("text", sort=True)`; words are put in the order that call writes them."""
    return _mupdf.read(data, options, _page)


def _page(page: Any, textpage: Any) -> tuple[str, list[Piece]]:
    text = page.get_text("text", textpage=textpage, sort=True)
    return text, in_order([(word[4], word[:4]) for word in textpage.extractWORDS()])


def in_order(words: list[Piece]) -> list[Piece]:
    """Words in the order of `get_text(sort=True)`, as its source has it (PyMuPDF 1.26, utils.py).

    By bottom and left, then line by line from the left, twice, then lines by their bottom. Where
    another version orders them otherwise the words do not spell the text, and the path gives none.
    """
    words = sorted(words, key=lambda word: (word[1][3], word[1][0]))
    words = [word for _, line in _lines(words) for word in line]
    lines = sorted(_lines(words), key=lambda line: line[0][3])
    return [word for _, line in lines for word in line]


def _lines(words: list[Piece]) -> Iterator[tuple[Box, list[Piece]]]:
    """Neighbours whose top or bottom is within the tolerance of their line's, sorted from the left."""
    if not words:
        return
    line, around = [words[0]], words[0][1]
    for word in words[1:]:
        box = word[1]
        if abs(box[1] - around[1]) <= TOLERANCE or abs(box[3] - around[3]) <= TOLERANCE:
            line.append(word)
            around = union((around, box))
        else:
            yield around, sorted(line, key=lambda word: word[1][0])
            line, around = [word], box
    yield around, sorted(line, key=lambda word: word[1][0])


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
