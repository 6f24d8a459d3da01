"""Lines with words written from right to left, from the order in which they stand to that of reading.

Glyphs are read from left to right, whatever order the file has them in. This is the Unicode bidirectional
algorithm (UAX 9) backwards: its levels are those of the text as it stands, which tells nearly always what
they were before; embeddings and isolates, which leave no mark on a page, are not guessed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from atsharness.reference.line_glyphs import Row, Seen

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_SEPARATORS = frozenset({"ES", "CS"})
_BRACKETS = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING, _CLOSING = frozenset("([{<«"), frozenset(")]}>»")
_PRESENTATION = (range(0xFB1D, 0xFE00), range(0xFE70, 0xFEFD))
"""Letters as they look in a place of a word: Hebrew and Arabic presentation forms."""


class _Unit(NamedTuple):
    """A character with its marks; `word` is its place in the row, -1 the space between two words."""

    text: str
    kind: str
    word: int


def is_rtl(char: str) -> bool:
    """Whether a character is written from right to left."""
    return char >= "\u0590" and unicodedata.bidirectional(char) in _RIGHT


def put_in_order(rows: Iterable[Row]) -> None:
    """Puts the words of a page's rows, and their letters, in the order of reading."""
    rows = [row for row in rows if row.words]
    right = [any(map(is_rtl, word.text)) for row in rows for word in row.words]
    if not any(right):
        return
    left = [any(char.isalpha() for char in word.text) for row in rows for word in row.words]
    base = 2 * sum(right) > sum(left)
    for row in rows:
        if not all(word.by_ocr for word in row.words) and (base or any(map(is_rtl, _text(row.words)))):
            row.words = _logical(row.words, base)


def _text(words: Sequence[Seen]) -> str:
    return "".join(word.text for word in words)


def _logical(words: Sequence[Seen], base: bool) -> list[Seen]:
    """A row's words in the order of reading; `base` says whether its page is written from the right."""
    units: list[_Unit] = []
    for number, word in enumerate(words):
        if number:
            units.append(_Unit(" ", "WS", -1))
        units += _units(word.text, number)
    levels = _levels(_resolved(units, base), base)
    order = list(range(len(units)))
    for level in range(max(levels), 0, -1):
        _reverse_runs(order, [levels[at] >= level for at in order])
    plain = [units[at] for at in order]
    mirrored = [
        unit._replace(text=unit.text.translate(_BRACKETS)) if levels[at] % 2 else unit
        for at, unit in zip(order, plain, strict=True)
    ]
    # Maps give a bracket as it is drawn, or as it was typed.
    mirrored = min(mirrored, plain, key=_wrong_brackets)
    return [_word(list(group), words) for space, group in groupby(mirrored, _is_space) if not space]


def _wrong_brackets(units: Iterable[_Unit]) -> int:
    """How many brackets close before they open."""
    open_ = wrong = 0
    for unit in units:
        open_ += unit.text in _OPENING
        if unit.text in _CLOSING:
            wrong += open_ == 0
            open_ = max(0, open_ - 1)
    return wrong


def _is_space(unit: _Unit) -> bool:
    return unit.word < 0


def _word(units: Sequence[_Unit], words: Sequence[Seen]) -> Seen:
    """A word as it is read, at the place of the one on the page that gives most of its letters."""
    of = Counter(unit.word for unit in units).most_common(1)[0][0]
    text = "".join(unit.text for unit in units)
    if any(ord(char) in form for char in text for form in _PRESENTATION):
        text = unicodedata.normalize("NFKC", text)
    return msgspec.structs.replace(words[of], text=text)


def _units(text: str, word: int) -> list[_Unit]:
    units: list[_Unit] = []
    for char in text:
        if units and unicodedata.bidirectional(char) == "NSM":
            units[-1] = units[-1]._replace(text=units[-1].text + char)
        else:
            units.append(_Unit(char, unicodedata.bidirectional(char), word))
    return units


def _resolved(units: Sequence[_Unit], base: bool) -> list[str]:
    """Of each unit L, R or N (a number), by rules W4 to W7 and N0 to N2."""
    kinds = _with_numbers(units)
    strong = "R" if base else "L"
    last = strong
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            last = kind
        elif kind == "N" and last == "L":
            kinds[at] = "L"
    at = 0
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] not in ("L", "R", "N"):
            stop += 1
        before = _side(kinds[at - 1]) if at else strong
        after = _side(kinds[stop]) if stop < len(kinds) else strong
        kinds[at:stop] = [before if before == after else strong] * (stop - at)
        at = stop + 1
    for one, two in _pairs(units):
        if "L" in (kinds[one], kinds[two]):
            kinds[one] = kinds[two] = "L"
    return kinds


def _with_numbers(units: Sequence[_Unit]) -> list[str]:
    """The kind of each unit, with what belongs to a number as one (rules W4 and W5)."""
    kinds = ["R" if unit.kind in _RIGHT else "N" if unit.kind in _NUMBERS else unit.kind for unit in units]
    arabic = any(unit.kind == "AL" for unit in units)
    for at, kind in enumerate(kinds):
        beside = kinds[at - 1 : at] + kinds[at + 1 : at + 2]
        if beside == ["N", "N"] if kind in _SEPARATORS else kind == "ET" and not arabic and "N" in beside:
            kinds[at] = "N"
    return kinds


def _pairs(units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Brackets that stand to the left and right of something: both are of its side (rule N0)."""
    left: list[int] = []
    for at, unit in enumerate(units):
        if unit.text in _OPENING:
            left.append(at)
        elif unit.text in _CLOSING and left:
            yield left.pop(), at


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _levels(kinds: Sequence[str], base: bool) -> list[int]:
    of = {"L": 2 if base else 0, "R": 1, "N": 2}
    return [of[kind] for kind in kinds]


def _reverse_runs(order: list[int], inside: Sequence[bool]) -> None:
    """Turns round, in place, each run of places that are inside."""
    start = None
    for at in range(len(order) + 1):
        if at < len(order) and inside[at]:
            start = at if start is None else start
        elif start is not None:
            order[start:at] = order[start:at][::-1]
            start = None
