"""Contact data that a page breaks over several lines: a person reads one value, detectors read a part.

Only a break that the column forces counts, between lines of one column in the same type: within a word where
its next letter would not have fitted and the rest stands alone in the line below; after a slash or hyphen,
before an @, between the figures of a number where the rest would not have fitted. An e-mail address that ends
before its host does needs no narrow column: nothing else looks so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

import msgspec

from atsharness.language import links, phones
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
_SAME_SIZE = 1.1
"""Heights of two lines in one type differ at most by this factor."""
_MOST_LINES = 4
"""Lines over which one value is followed: a sidebar of 30 mm breaks a long address into three."""
_FIGURES = re.compile(r"[+(]?[\d()./-]*\d[\d()./-]*")
"""A word that can be part of a phone number."""


class Broken(NamedTuple):
    """What is broken over lines; each find covers all its parts, and what stands between."""

    emails: list[Found]
    urls: list[Found]
    phones: list[Found]


class _Line(NamedTuple):
    """A line: its words that are no decoration, and where the first and the last stand on its page."""

    at: list[int]
    alone: bool
    """It has one such word."""
    first: Word
    last: Word

    @property
    def width(self) -> float:
        return self.last.box[2] - self.first.box[0]

    @property
    def height(self) -> float:
        return self.last.box[3] - self.last.box[1]

    def aligned(self, other: _Line) -> tuple[bool, bool, bool]:
        """Whether two lines have their left edge, their right one, their middle in common."""
        left = other.first.box[0] - self.first.box[0]
        right = other.last.box[2] - self.last.box[2]
        return abs(left) < _ALIGNED, abs(right) < _ALIGNED, abs(left + right) < 2 * _ALIGNED

    def set_like(self, other: _Line) -> bool:
        """Whether two lines are of one page and in one type."""
        sizes = sorted((self.height, other.height))
        same = self.last.page == other.first.page and self.last.font == other.first.font
        return same and sizes[1] <= _SAME_SIZE * sizes[0]


def broken_contact(words: Sequence[Token], places: Sequence[Word | None]) -> Broken:
    """E-mail and web addresses and phone numbers whose parts are words of several lines.

    Args:
        words: of the reference.
        places: of the words, one by one.
    """
    page = _Page(words, places)
    found = Broken([], [], [])
    reach = 0
    for start, line in enumerate(page.lines[:-1]):
        if line is None or words[line.at[-1]].start < reach:
            continue
        parts = page.address(start)
        for kept, one in (
            (found.emails, _longest(parts, _email)),
            (found.urls, _longest(parts, _url)),
            (found.phones, page.number(start)),
        ):
            if one is not None:
                kept.append(one)
                reach = one.stop
                break
    return found


def _longest(parts: Sequence[Token], whole: Callable[[Sequence[Token], str], Found | None]) -> Found | None:
    """The address that most of the parts are together, from within the first to the end of the last."""
    for count in range(len(parts), 1, -1):
        some = parts[:count]
        joined = "".join(part.raw for part in some).translate(HYPHENS)
        found = whole(some, joined)
        if found is not None and found.start < len(some[0].raw) and found.stop == len(joined):
            return msgspec.structs.replace(found, start=some[0].start + found.start, stop=some[-1].stop)
    return None


def _email(parts: Sequence[Token], joined: str) -> Found | None:
    """An e-mail address; where its first part is an address already, what follows is no other one."""
    first, *rest = (part.raw for part in parts)
    begins = "@" not in first and _is_capitalised(first, first)
    known = links.emails(first) or links.urls(first) or begins
    if any(links.emails(part) or (known and links.urls(part)) for part in (rest if known else rest[1:])):
        return None
    return next((one for one in links.emails(joined) if one.stop == len(joined)), None)


def _is_capitalised(word: str, line: str) -> bool:
    """Whether a word begins with a capital, as the next sentence does, where the line is not all capitals."""
    return word[:1].isupper() and not line.isupper()


def _url(parts: Sequence[Token], joined: str) -> Found | None:
    if any(links.emails(part.raw) or links.urls(part.raw) for part in parts[1:]):
        return None
    return next((one for one in links.urls(joined) if one.stop == len(joined)), None)


class _Page:
    """The lines of a text with their places."""

    def __init__(self, words: Sequence[Token], places: Sequence[Word | None]) -> None:
        self.words = words
        self.places = places
        grouped: dict[int, list[int]] = {}
        for index, word in enumerate(words):
            grouped.setdefault(word.line, []).append(index)
        self.lines = [self._line(grouped[number]) for number in sorted(grouped)]

    def _line(self, at: list[int]) -> _Line | None:
        solid = [index for index in at if not self.words[index].decoration]
        if not solid:
            return None
        # An icon before an address stands in a column of its own.
        first, last = self.places[solid[0]], self.places[solid[-1]]
        if first is None or last is None or first.page != last.page:
            return None
        return _Line(solid, len(solid) == 1, first, last)

    def _below(self, start: int) -> Iterator[tuple[_Line, _Line]]:
        """The lines from one on, each with the next one of its column."""
        for here, below in pairwise(self.lines[start : start + _MOST_LINES]):
            if here is None or below is None or not here.set_like(below) or not any(here.aligned(below)):
                return
            # A word that was divided at its own hyphen stands where its first part does.
            rows = 1 + (self.words[here.at[-1]].raw.count("-") if here.alone else 0)
            if not 0 < below.first.box[1] - here.last.box[1] < _LINE_PITCH * rows * here.height:
                return
            yield here, below

    def _room(self, here: _Line, below: _Line) -> float:
        """How wide the lines are that are set as these two are."""
        kind = here.aligned(below).index(True)
        alike = (line for line in self.lines if line is not None and below.set_like(line))
        return max((line.width for line in alike if below.aligned(line)[kind]), default=inf)

    # --- addresses -----------------------------------------------------------------------------------

    def address(self, start: int) -> list[Token]:
        """The last word of a line, and the words below it that the column parts from it."""
        parts: list[Token] = []
        for here, below in self._below(start):
            one, two = self.words[here.at[-1]], self.words[below.at[0]]
            if not parts and not ("@" in one.raw or "." in one.raw or two.raw.startswith("@")):
                break
            if _is_capitalised(two.raw, one.raw) or below.at[0] + 1 in below.at:
                break
            if (parts and not here.alone) or not self._is_parted(here, below, one, two):
                break
            parts += [two] if parts else [one, two]
        return parts

    def _is_parted(self, here: _Line, below: _Line, one: Token, two: Token) -> bool:
        """Whether two words, of a line's end and the next one's start, can be parts of one."""
        if one.raw.endswith(_BREAKS) or (here.alone and (two.raw.startswith("@") or one.raw.endswith("."))):
            return here.width + _width(below.first) > self._room(here, below)
        if len(below.at) == 1 and "@" in one.raw[1:] and not links.emails(one.raw):
            return True
        if not (here.alone and len(below.at) == 1):
            return False
        # A column breaks elsewhere in a word only where the word is too long for a line of its own.
        letter = max(_width(here.last) / len(one.raw), _width(below.first) / len(two.raw))
        return here.width + letter > self._room(here, below)

    # --- numbers -------------------------------------------------------------------------------------

    def number(self, start: int) -> Found | None:
        """A phone number that begins in a line and goes on in lines of nothing but its figures."""
        first = self.lines[start]
        parts = [] if first is None else [self._figures(first)]
        if not any(parts):
            return None
        for here, below in self._below(start):
            figures = self._figures(below)
            if len(figures) < len(below.at) or phones.phones(_spaced(figures)):
                break
            space = _width(here.last) / len(self.words[here.at[-1]].raw) / 2
            if here.width + space + _width(below.first) <= self._room(here, below):
                break
            parts.append(figures)
        for count in range(len(parts), 1, -1):
            some = [word for part in parts[:count] for word in part]
            joined = _spaced(some)
            for one in phones.phones(joined):
                if one.stop == len(joined) and one.start < len(_spaced(parts[0])):
                    skipped = joined[: one.start].count(" ")
                    return msgspec.structs.replace(one, start=some[skipped].start, stop=some[-1].stop)
        return None

    def _figures(self, line: _Line) -> list[Token]:
        """The words of figures that a line ends with."""
        found: list[Token] = []
        for index in reversed(line.at):
            if not _FIGURES.fullmatch(self.words[index].raw.translate(HYPHENS)):
                break
            found.insert(0, self.words[index])
        return found


def _width(place: Word) -> float:
    return place.box[2] - place.box[0]


def _spaced(words: Sequence[Token]) -> str:
    return " ".join(word.raw for word in words).translate(HYPHENS)
