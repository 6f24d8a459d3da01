"""Addresses that a narrow column breaks over two lines: a person reads one, detectors read half.

Only a break that the column forces counts: the next letter would not have fitted, and the rest stands alone
in the line below, in the same font.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from atsharness.harness.detect import links
from atsharness.harness.detect.found import Found
from atsharness.harness.model import Word
from atsharness.harness.text import Token

HYPHENS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE63, 0xFF0D), "-")
"""What a person sees as the hyphen of an address, and no address holds."""

_ALIGNED = 3.0
"""Lines that start so many points apart are of one column."""
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
    """The only words of two lines, where the first looks like an address's start.

    A column breaks within a word only where the word is too long for a line of its own.
    """
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    numbers = sorted(lines)
    for number, following in pairwise(numbers):
        last, alone = lines[number][-1], lines[following]
        one, two = words[last], words[alone[0]]
        shown = sum(not words[index].decoration for index in lines[number])
        if shown > 1 or len(alone) > 1 or not ("@" in one.raw or "." in one.raw) or not _goes_on(two):
            continue
        here, below = places[last], places[alone[0]]
        if here is None or below is None or here.page != below.page or here.font != below.font:
            continue
        height = here.box[3] - here.box[1]
        letter = max(_letter(here, one), _letter(below, two))
        start = places[lines[number][0]]
        edge = _edge(below, lines.values(), places)
        near = 0 < below.box[1] - here.box[1] < _LINE_PITCH * height
        aligned = start is not None and abs(start.box[0] - below.box[0]) < _ALIGNED
        if near and aligned and here.box[2] + letter > edge:
            yield one, two


def _letter(place: Word, word: Token) -> float:
    """The mean width of a word's letters."""
    return (place.box[2] - place.box[0]) / len(word.raw)


def _goes_on(word: Token) -> bool:
    """Whether a word can be the rest of an address, and is none itself."""
    return not word.raw[:1].isupper() and not links.emails(word.raw) and not links.urls(word.raw)


def _edge(word: Word, lines: Iterable[list[int]], places: Sequence[Word | None]) -> float:
    """The right edge of the lines that start where a word does."""
    edge = 0.0
    for line in lines:
        first, last = places[line[0]], places[line[-1]]
        if first is None or last is None or first.page != word.page:
            continue
        if abs(first.box[0] - word.box[0]) < _ALIGNED:
            edge = max(edge, last.box[2])
    return edge
