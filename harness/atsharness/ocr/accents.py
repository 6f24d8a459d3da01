"""OCR's words with the accents that their picture shows (see `marks`)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence, Set
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.ocr.likeness import (
    READ_FOR_I,
    aligned,
    base_of,
    likenesses,
    score_of,
    settled,
)
from atsharness.ocr.marks import Segment, composed, kinds, segments
from atsharness.ocr.tongues import plausible_horns

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_HEIGHT = 9
"""Pixels of a word's letters from which the form of a mark can be told."""

MOST_WIDTH = 4000

NARROW = 2.0
"""An i without its dot is so many times higher than wide."""

SLENDER = 1.3
"""So much at least, in typefaces with serifs and in bold ones."""

FEW_ACCENTED = 0.02
"""Share of words with a mark from which a text may be in a language with accents; German has 5 %."""

LEAST_DOTS = 6
LARGER = 1.4
BLUR = 2.0
"""An accent is so many times wider or higher than the usual dot of an i, and so many pixels more."""

SURE = 0.8
"""Likeness (cosine) of a letter's shape without its marks from which the atlas may name it against OCR."""

BETTER = 0.08
"""By how much another base letter must look liker than OCR's."""

BETTER_AMID = 0.04
"""The same where OCR's is a capital or a digit amid small letters, or has another mark."""

USUAL = 0.02
"""Lead of a letter of Western Europe (Latin-1) over others: a turned u looks like an n."""

DEEP = 0.12
"""How far a letter with a cedilla or a hook reaches below the line, in its height."""

STROKE = 0.05
"""The same for a letter with a stroke."""

LARGE = 40
"""Height in pixels from which a capital with a stroke needs no lead."""

HORN = (0.08, 0.55)
"""Part of a letter's height, from its top, in which all ink is right of so much of its width."""

JUTTING = (0.3, 0.62, 0.18)
"""A horn that is no higher than its letter: above the first of these parts of the letter's height it reaches
farther right than all below the second, by the third of its width."""

HIGH = 30
"""Pixels of a small letter from which that can be told: dirt of a scan is as large as small print's."""

DOT_WIDTH = 0.35
BOTH_DOTS = 0.8
ASIDE = 0.12
"""A diaeresis's dots: width of each, of both, and how far from the letter's middle, in its width."""

LEAST_DOT = 2
"""Pixels of such a dot's height."""

_BASES = "aceginorsuyzACEGINORSUYZ"
_PLAIN = (None, (), ("dot",))
_CEDILLAS = {"c": "ç", "g": "ç", "C": "Ç"}
_HOOKED = {"a": "ą", "e": "ę", "A": "Ą", "E": "Ę"}
_STRUCK = {"l": "ł", "t": "Ł", "o": "ø", "O": "Ø"}
_HORNED = {"u": "\u01b0", "o": "\u01a1", "U": "\u01af", "O": "\u01a0"}
_HORNS = str.maketrans(_HORNED)
_HALF_HORNED = re.compile("[uU][\u01a1\u01a0]|[\u01b0\u01af][oO]")
_SHARP = frozenset("B&68fSR")
_SHARP_IN_TWO = frozenset("Bfß®")
_JOINED_F = "\ufb01\ufb02"
_LANGUAGES: tuple[tuple[str, Set[str]], ...] = (
    ("äöüÄÖÜ", _SHARP),
    ("ćńśźżĆŃŚŹŻ", frozenset("ltL") | _HOOKED.keys()),
    ("åÅ", frozenset("oO")),
)
"""Accents of a language, and the letters whose joined marks it has, too."""
_HANGING = frozenset("gjpqyQJfß,;()[]{}|/@$_&çęąŷýÿ")
_TWO = {"oe": "œ", "ce": "œ", "ee": "œ", "ae": "æ", "CE": "Œ", "OE": "Œ", "AE": "Æ"}


class _Habits(NamedTuple):
    """What the letters of a whole text tell about each one."""

    dot: tuple[float, float]
    """Of the dot of an i (`_usual_dot`)."""
    joined: frozenset[str]
    """Letters whose mark may be joined to them, in the language that other accents tell."""


class _Picture:
    """A word with the shapes of its picture, aligned when that is needed."""

    def __init__(self, text: str, ink: NDArray[Any]) -> None:
        self.text = text
        self.shapes = _shapes(text, ink)
        self.marks: list[tuple[str, ...] | None] = []

    @functools.cached_property
    def looks(self) -> list[NDArray[Any]]:
        return likenesses(self.shapes)

    @functools.cached_property
    def aligned(self) -> list[tuple[str, tuple[int, ...]]]:
        return aligned(self.text, self.shapes, self.looks)

    @functools.cached_property
    def baseline(self) -> float:
        tall = max(shape.y1 - shape.y0 for shape in self.shapes)
        bottoms = sorted(shape.y1 for shape in self.shapes if 2 * (shape.y1 - shape.y0) > tall)
        return float(bottoms[len(bottoms) // 2])

    def is_deep(self, at: int) -> bool:
        """Whether a shape reaches below the line."""
        shape = self.shapes[at]
        return shape.y1 - self.baseline > DEEP * (shape.y1 - shape.y0)

    def hangs(self) -> bool:
        """Whether more shapes reach below the line than letters and signs do."""
        return sum(map(self.is_deep, range(len(self.shapes)))) > sum(char in _HANGING for char in self.text)


def corrected(words: Sequence[tuple[str, NDArray[Any]]]) -> list[str]:
    """Words as OCR read them, with the accents of their pictures.

    Letters whose mark is joined to them (a cedilla, a stroke) are looked for only in texts with accents, and
    those of one language only beside other letters of it: an English text is not compared letter by letter.

    Args:
        words: each with its pixels (height x width), True where there is ink; room around it does no harm.

    Returns:
        The words; each as it was where its letters are too small, touch, or do not fit what was read.
    """
    pictures = [_Picture(text, ink) for text, ink in words]
    dot = _usual_dot(shape for picture in pictures for shape in picture.shapes)
    for picture in pictures:
        picture.marks = [_marks(shape, dot) for shape in picture.shapes]
    accented = [any(mark not in _PLAIN for mark in picture.marks) for picture in pictures]
    many = sum(accented) > FEW_ACCENTED * len(words)
    habits = _Habits(dot, frozenset(_CEDILLAS) if many else frozenset())
    found = [
        _word(picture, habits) if accent or (many and picture.shapes and picture.hangs()) else picture.text
        for picture, accent in zip(pictures, accented, strict=True)
    ]
    further = _further(set().union(*found)) if many else frozenset()
    if not further:
        return found
    habits = habits._replace(joined=habits.joined | further)
    return [
        better if further.isdisjoint(picture.text) else _word(picture, habits)
        for picture, better in zip(pictures, found, strict=True)
    ]


def _further(letters: Set[str]) -> frozenset[str]:
    """Letters whose joined marks a text may have that has these accents."""
    joined: set[str] = {"L", "t"}
    if any("\u1ea0" <= one <= "\u1ef9" for one in letters):
        joined |= _HORNED.keys()
    for evidence, further in _LANGUAGES:
        if not letters.isdisjoint(evidence):
            joined |= further
    return frozenset(joined)


def _shapes(text: str, ink: NDArray[Any]) -> list[Segment]:
    """The letters of a word that is worth looking at."""
    if not any(map(str.isalpha, text)) or ink.shape[1] > MOST_WIDTH:
        return []
    shapes = [settled(shape) for shape in segments(ink)]
    return shapes if max((shape.y1 - shape.y0 for shape in shapes), default=0) >= LEAST_HEIGHT else []


def _usual_dot(shapes: Iterable[Segment]) -> tuple[float, float]:
    """Width and height that the one mark over a narrow letter usually has, in heights of that letter.

    Nearly all of them are the dots of an i, whatever dirt or blur makes of their form. Where no letter is
    narrow, as of typewriters, it is the one mark over any letter.
    """
    marked = [shape for shape in shapes if len(shape.above) == 1]
    narrow = [shape for shape in marked if shape.y1 - shape.y0 > NARROW * (shape.x1 - shape.x0)]
    found = [
        (shape.above[0].width / high, shape.above[0].height / high)
        for shape in (narrow if len(narrow) >= LEAST_DOTS else marked)
        if (high := shape.y1 - shape.y0)
    ]
    if len(found) < LEAST_DOTS:
        return 0.0, 0.0
    return median(width for width, _ in found), median(height for _, height in found)


def _marks(shape: Segment, dot: tuple[float, float]) -> tuple[str, ...] | None:
    """The accents of a shape, as `kinds` tells them: what is no larger than the usual dot is one."""
    if _has_dot(shape, dot) and shape.y1 - shape.y0 > SLENDER * (shape.x1 - shape.x0) and not shape.below:
        return ("dot",)
    found = kinds(shape)
    return ("diaeresis",) if found is None and _has_two_dots(shape) else found


def _has_two_dots(shape: Segment) -> bool:
    """Whether two marks, too small for their form to be told, stand like the dots of a diaeresis."""
    if len(shape.above) != 2 or shape.below:
        return False
    one, two = shape.above
    wide = shape.x1 - shape.x0
    aside = abs(one.x0 + two.x1 - shape.x0 - shape.x1) / 2
    return (
        max(one.width, two.width) <= DOT_WIDTH * wide
        and max(one.area, two.area) <= 2 * min(one.area, two.area)
        and min(one.height, two.height) >= LEAST_DOT
        and one.y1 > two.y0
        and two.y1 > one.y0
        and two.x1 - one.x0 <= BOTH_DOTS * wide
        and aside <= ASIDE * wide
    )


def _has_dot(shape: Segment, dot: tuple[float, float]) -> bool:
    """Whether the one mark over a letter is no larger than the usual dot."""
    if len(shape.above) != 1:
        return False
    mark, high = shape.above[0], shape.y1 - shape.y0
    wide, tall = (LARGER * side * high + BLUR for side in dot)
    return bool(dot[0]) and mark.width < wide and mark.height < tall


def _word(picture: _Picture, habits: _Habits) -> str:
    if not picture.shapes:
        return picture.text
    capitals = not any(map(str.islower, picture.text))
    better = ""
    for read, members in picture.aligned:
        if len(members) != 1:
            better += read
            continue
        at = members[0]
        chars = _joined(read, picture, at, habits, amid=better[-1:].islower())
        if chars in ("i", "j") and not picture.shapes[at].below and _has_dot(picture.shapes[at], habits.dot):
            better += chars
            continue
        upper = chars[:1].isupper() if at == 0 else capitals
        better += _letter(chars, picture, at, habits, upper=upper)
    # Both vowels of a pair have a horn or none has.
    return plausible_horns(_HALF_HORNED.sub(lambda pair: pair[0].translate(_HORNS), better))


def _joined(char: str, picture: _Picture, at: int, habits: _Habits, *, amid: bool) -> str:
    """A letter with the mark that is joined to it; `amid` small letters a capital is unlikely."""
    shape, look = picture.shapes[at], picture.looks[at]
    if char not in habits.joined:
        return char
    if char in _HORNED and habits.joined >= _HORNED.keys():
        return _with_horn(char, shape)
    if char in _SHARP:
        if char == "f":
            surely = _is_liker(look, "ß", char, BETTER) and _is_liker(look, "ß", _JOINED_F, 0.0)
            return "ß" if surely else char
        return _sharp(char, look, BETTER_AMID if amid else BETTER)
    if char == "t" and "l" not in habits.joined:
        # A name of large letters tells it alone.
        large = at == 0 and shape.y1 - shape.y0 >= LARGE
        return "Ł" if large and _is_liker(look, "Ł", "tf1", STROKE) else char
    if char == "L":
        large = shape.y1 - shape.y0 >= LARGE or "l" in habits.joined
        return "Ł" if large and _is_liker(look, "Ł", "L", 0.0) else char
    if char in _CEDILLAS:
        # A g is deep, too.
        hung, lead = _CEDILLAS[char], BETTER if char == "g" else 0.0
    elif char in _HOOKED:
        # The next letter's tail makes an a deep, too.
        hung, lead = _HOOKED[char], BETTER
    else:
        rivals = {char, "t", "f", "1"} if char in "tl" else {char}
        return _STRUCK[char] if _is_liker(look, _STRUCK[char], rivals, STROKE) else char
    return hung if picture.is_deep(at) and _is_liker(look, hung, char, lead) else char


def _with_horn(char: str, shape: Segment) -> str:
    """A vowel, or the one that has a horn at its right shoulder: the top of the shape is the horn alone."""
    rows = max(1, round(HORN[0] * (shape.y1 - shape.y0)))
    left = min(
        part.x0 + int(part.pixels[: rows - part.y0 + shape.y0].any(axis=0).argmax())
        for part in shape.body
        if part.y0 < shape.y0 + rows
    )
    wide = shape.x1 - shape.x0
    horned = left - shape.x0 > HORN[1] * wide
    if not horned and char.islower() and shape.y1 - shape.y0 >= HIGH:
        upper, lower = _right_edges(shape)
        horned = upper - lower > JUTTING[2] * wide
    return _HORNED[char] if horned else char


def _right_edges(shape: Segment) -> tuple[int, int]:
    """How far right a letter reaches at its top and at its foot."""
    top, foot = (shape.y0 + part * (shape.y1 - shape.y0) for part in JUTTING[:2])
    upper, lower = [shape.x0], [shape.x0]
    for part in shape.body:
        rows, columns = part.pixels.nonzero()
        rows, columns = rows + part.y0, columns + part.x0 + 1
        upper += columns[rows < top].tolist()
        lower += columns[rows >= foot].tolist()
    return max(upper), max(lower)


def _bare(char: str) -> str:
    """A letter without what stands over and under it; a horn is a part of it."""
    return char if char in _HORNED.values() else base_of(char)


def _letter(chars: str, picture: _Picture, at: int, habits: _Habits, *, upper: bool) -> str:
    """What one shape is that OCR read as `chars`, with the marks over and under it."""
    marks, look = picture.marks[at], picture.looks[at]
    if not chars or marks is None or (marks and chars in "fF" and marks != ("acute",)):
        return chars
    if not marks:
        return _ligature(chars, look) if len(chars) > 1 and habits.joined else chars
    if marks == ("dot",) and not (len(chars) == 1 and base_of(chars) in "zZ"):
        return chars
    return _accented(chars, look, marks, upper=upper) or chars


def _accented(chars: str, look: NDArray[Any], marks: tuple[str, ...], *, upper: bool) -> str | None:
    """The letter under these marks: OCR's, unless another one that takes them looks much liker.

    OCR may have taken one letter with its mark for two ("fi" for an n with a tilde).
    """
    own = _bare(chars) if len(chars) == 1 else ""
    if own in READ_FOR_I and score_of(look, "ıIl", bare=True) >= SURE:
        own = "I" if upper else "i"
    bases = (base for base in _BASES if base.isupper() == upper and composed(base, marks) is not None)
    rated = [(score_of(look, _stem(base), bare=True), base) for base in bases]
    usual = [composed(base, marks) or "" for _, base in rated]
    _, score, base = max(
        (
            (rate + USUAL * (letter < "\u0100"), rate, base)
            for (rate, base), letter in zip(rated, usual, strict=True)
        ),
        default=(0.0, 0.0, ""),
    )
    mine = composed(own, marks) if own.isalpha() else None
    if "dot below" in marks and (mine is None or own in "yY"):
        # The end of a y's tail that print broke off is a dot, too.
        return None
    # OCR that saw another mark was not sure of the letter under it either.
    lead = BETTER if chars in (own, mine) else BETTER_AMID
    if mine is not None and (
        own.lower() == base.lower() or score_of(look, _stem(own), bare=True) >= score - lead
    ):
        return mine
    return composed(base, marks) if score >= SURE else None


def _stem(base: str) -> str:
    """A letter as the atlas knows it: an i without its dot, a vowel without its horn."""
    return "ı" if base == "i" else base_of(base)


def _ligature(chars: str, look: NDArray[Any]) -> str:
    """What one shape is that OCR read as several letters."""
    if chars in _TWO:
        return _TWO[chars] if score_of(look, _TWO[chars], bare=True) >= SURE else chars
    score = score_of(look, "ß", bare=True)
    sharp = not _SHARP_IN_TWO.isdisjoint(chars) and score > max(SURE, score_of(look, _JOINED_F, bare=True))
    return "ß" if sharp else chars


def _is_liker(look: NDArray[Any], letter: str, rivals: Iterable[str], lead: float) -> bool:
    score = score_of(look, letter, bare=True)
    return score >= SURE and score > score_of(look, rivals, bare=True) + lead


def _sharp(char: str, look: NDArray[Any], lead: float) -> str:
    return "ß" if score_of(look, "ß", bare=True) > score_of(look, char, bare=True) + lead else char
