"""Words with boxes, in the order of a path's text.

The rule that every path keeps: the words' texts, joined, are the text without its white space.
Where an engine's boxes cannot be brought in line with its own text, the path gives no words.
A word's line is the line of the path's text (blank lines do not count), from 1 on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from atsharness.model import Box, Word
from atsharness.model.geometry import union

Piece = tuple[str, Box]
"""A piece of text as the engine gives it (a word, a part of one, or several) and its box."""

# \S on str is what str.split() keeps: both follow str.isspace().
_token = re.compile(r"\S+")
_subset = re.compile(r"^[A-Z]{6}\+")


def tokens(text: str) -> Iterator[tuple[int, int, int]]:
    """The runs of non-white space of one page's text.

    Yields:
        (start, end, line): offsets into the text, and the line from 1.
    """
    line, last = 0, -1
    for match in _token.finditer(text):
        start, end = match.span()
        if last < 0 or text.find("\n", last, start) >= 0:
            line += 1
        last = end
        yield start, end, line


def fit(text: str, pieces: Iterable[Piece], page: int) -> list[Word] | None:
    """Gives the words of one page's text the boxes of the engine's pieces.

    A word that covers several pieces gets the union of their boxes; words that share a piece
    share its box.

    Args:
        text: the page's text.
        pieces: the engine's pieces in the order of the text; white space in them is ignored.
        page: number of the page, from 1.

    Returns:
        The words, or None where the pieces do not spell the text.
    """
    words: list[Word] = []
    stream = (("".join(string.split()), box) for string, box in pieces)
    string, box = "", (0.0, 0.0, 0.0, 0.0)
    for start, end, line in tokens(text):
        token = text[start:end]
        if not string:
            string, box = _next(stream)
        joined = box
        rest = token
        while rest != string:
            if string.startswith(rest):
                break
            if not string or not rest.startswith(string):
                return None
            rest = rest[len(string) :]
            string, box = _next(stream)
            joined = union((joined, box))
        words.append(Word(text=token, page=page, box=joined, line=line))
        string = string[len(rest) :]
    return None if string or _next(stream)[0] else words


def _next(stream: Iterator[Piece]) -> Piece:
    for string, box in stream:
        if string:
            return string, box
    return "", (0.0, 0.0, 0.0, 0.0)


def as_displayed(box: Box, page: Box, rotation: int) -> Box:
    """Brings a box from PDF user space to the page as displayed.

    Args:
        box: (left, bottom, right, top) in user space, y upwards, points.
        page: the visible part of the page (crop box within media box), likewise.
        rotation: the page's /Rotate: 0, 90, 180 or 270 degrees clockwise (ISO 32000-1, 7.7.3.3).

    Returns:
        (x0, y0, x1, y1) from the displayed page's top left, y downwards.
    """
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = page
    if rotation == 90:
        return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
    if rotation == 180:
        return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
    if rotation == 270:
        return page_top - top, page_right - right, page_top - bottom, page_right - left
    return left - page_left, page_top - top, right - page_left, page_top - bottom


def visible(crop: Sequence[float], media: Sequence[float]) -> Box:
    """The crop box within the media box; the media box where they do not meet."""
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    right, top = min(crop[2], media[2]), min(crop[3], media[3])
    if left >= right or bottom >= top:
        return media[0], media[1], media[2], media[3]
    return left, bottom, right, top


def bare_font(name: str) -> str:
    """A font's name without its subset tag (``ABCDEF+``; ISO 32000-1, 9.6.4)."""
    return _subset.sub("", name)
