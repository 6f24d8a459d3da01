"""Addresses that a page breaks over two lines: a person reads one, detectors read half.

Only a break that the column forces counts, in the same font: within a word where its next letter would not
have fitted and the rest stands alone in the line below; after a slash or hyphen where the rest would not
have fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

import msgspec

from atsharness.language import links
from atsharness.language.found import Found
from atsharness.model import Word
from atsharness.text.tokens import Token

HYPHENS: dict[int, str] = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE63, 0xFF0D), "-")
"""What a person sees as the hyphen of an address, and no address holds."""

_ALIGNED = 3.0
"""Lines that start (end, have their middles) so many points apart are of one column."""
_BREAKS = ("/", "-")
"""After these a line may end within a word (Unicode Annex 14, classes SY and HY)."""
_LINE_PITCH = 1.8
"""A line so many heights below is not the next one."""


def broken_addresses(
    words: Sequence[Token], places: Sequence[Word | None]
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """E-mail and web addresses whose halves are two words of a text.

    Args:
        words: of the reference.
        places: of the words, one by one.

    Returns:
        The e-mail addresses and the others; each covers both halves, and what stands between.
    """
    emails: list[Found] = []
    urls: list[Found] = []
    for one, two in _forced(words, places):
        for find, kept in ((links.emails, emails), (links.urls, urls)):
            if found := _whole(find, one, two):
                kept.append(found)
                break
    return tuple(emails), tuple(urls)


def _whole(find: Callable[[str], tuple[Found, ...]], one: Token, two: Token) -> Found | None:
    """The address that two words are together, and that the second is no part of by itself."""
    joined = (one.raw + two.raw).translate(HYPHENS)
    found = next((item for item in find(joined) if item.stop == len(joined)), None)
    if found is None or found.start >= len(one.raw):
        return None
    return msgspec.structs.replace(found, start=one.start + found.start, stop=two.stop)


def _forced(words: Sequence[Token], places: Sequence[Word | None]) -> Iterator[tuple[Token, Token]]:
    """The last word of a line that looks like an address's start, and the first of the next line."""
    lines = _lines(words)
    boxes = [_box(at, places) for at in lines]
    for (at, box), (following, next_box) in pairwise(zip(lines, boxes, strict=True)):
        one, two = words[at[-1]], words[following[0]]
        here, below = places[at[-1]], places[following[0]]
        if here is None or below is None or box is None or next_box is None:
            continue
        if not (_begins(one) and _is_next(here, below) and _goes_on(two)):
            continue
        if any(not words[index].decoration for index in following[1:2]):
            continue
        room = _room(box, next_box, [line for line in boxes if line is not None and line.page == here.page])
        used = box.stop - box.start
        if one.raw.endswith(_BREAKS):
            width = used + below.box[2] - below.box[0]
        elif len(following) == 1 and sum(not words[index].decoration for index in at) == 1:
            # A column breaks elsewhere in a word only where the word is too long for a line of its own.
            width = used + max(_letter(here, one), _letter(below, two))
        else:
            continue
        if width > room:
            yield one, two


def _lines(words: Sequence[Token]) -> list[list[int]]:
    """The words of each line."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    return [lines[number] for number in sorted(lines)]


def _is_next(here: Word, below: Word) -> bool:
    """Whether a line is the next one of a column, in one font, by a word of each."""
    if here.page != below.page or here.font != below.font:
        return False
    return 0 < below.box[1] - here.box[1] < _LINE_PITCH * (here.box[3] - here.box[1])


class _Line(NamedTuple):
    """Where a line of words begins and ends on its page, in points."""

    page: int
    start: float
    stop: float

    def aligned(self, other: _Line) -> tuple[bool, bool, bool]:
        """Whether two lines have their left edge, their right one, their middle in common."""
        left, right = other.start - self.start, other.stop - self.stop
        return abs(left) < _ALIGNED, abs(right) < _ALIGNED, abs(left + right) < 2 * _ALIGNED


def _box(at: Sequence[int], places: Sequence[Word | None]) -> _Line | None:
    first, last = places[at[0]], places[at[-1]]
    if first is None or last is None or first.page != last.page:
        return None
    return _Line(first.page, first.box[0], last.box[2])


def _room(one: _Line, two: _Line, lines: Iterable[_Line]) -> float:
    """How wide the lines are that are set as these two are; infinite where the two are not set alike."""
    same = one.aligned(two)
    if not any(same):
        return inf
    kind = same.index(True)
    return max(line.stop - line.start for line in lines if two.aligned(line)[kind])


def _letter(place: Word, word: Token) -> float:
    """The mean width of a word's letters."""
    return (place.box[2] - place.box[0]) / len(word.raw)


def _begins(word: Token) -> bool:
    """Whether a word can be the first part of an address."""
    return "@" in word.raw or "." in word.raw


def _goes_on(word: Token) -> bool:
    """Whether a word can be the rest of an address, and is none itself."""
    return not word.raw[:1].isupper() and not links.emails(word.raw) and not links.urls(word.raw)
