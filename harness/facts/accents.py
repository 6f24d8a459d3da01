"""OCR's words with the accents that their picture shows (see `marks`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.harness.facts.likeness import (
    READ_FOR_I,
    aligned,
    base_of,
    likenesses,
    score_of,
)
from atsharness.harness.facts.marks import Segment, composed, kinds, segments

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
"""The same where OCR's is a capital or a digit amid small letters."""

DEEP = 0.12
"""How far a letter with a cedilla or a hook reaches below the line, in its height."""

STROKE = 0.05
"""The same for a letter with a stroke."""

LARGE = 40
"""Height in pixels from which a capital with a stroke needs no lead."""

HORN = (0.08, 0.55)
"""Part of a letter's height, from its top, in which all ink is right of so much of its width."""

_BASES = "aceginorsuyzACEGINORSUYZ"
_PLAIN = (None, (), ("dot",))
_CEDILLAS = {"c": "ç", "g": "ç", "C": "Ç"}
_HOOKED = {"a": "ą", "e": "ę", "A": "Ą", "E": "Ę"}
_STRUCK = {"l": "ł", "L": "Ł", "t": "Ł", "o": "ø", "O": "Ø"}
_HORNED = {"u": "\u01b0", "o": "\u01a1", "U": "\u01af", "O": "\u01a0"}
_HORNS = str.maketrans(_HORNED)
_HALF_HORNED = re.compile("[uU][\u01a1\u01a0]|[\u01b0\u01af][oO]")
_POLISH = frozenset("ćńśźżĆŃŚŹŻ")
_SHARP = "B&68fSR"
_SHARP_IN_TWO = frozenset("Bfß®")
_JOINED_F = "\ufb01\ufb02"
_JOINED = frozenset("cCglLtoO" + _SHARP)
_TWO = {"oe": "œ", "ce": "œ", "ee": "œ", "ae": "æ", "CE": "Œ", "OE": "Œ", "AE": "Æ"}


class _Habits(NamedTuple):
    """What the letters of a whole text tell about each one."""

    dot: tuple[float, float]
    """Of the dot of an i (`_usual_dot`)."""
    horns: bool
    """Vowels may have horns: there are letters that only Vietnamese has."""
    polish: bool
    """An L may well have a stroke, an a a hook: there are accents that only Polish has."""


def corrected(words: Sequence[tuple[str, NDArray[Any]]]) -> list[str]:
    """Words as OCR read them, with the accents of their pictures.

    Letters whose mark is joined to them (a cedilla, a stroke) are looked for only in texts with accents: an
    English one is not compared letter by letter.

    Args:
        words: each with its pixels (height x width), True where there is ink; room around it does no harm.

    Returns:
        The words; each as it was where its letters are too small, touch, or do not fit what was read.
    """
    seen = [_shapes(text, ink) for text, ink in words]
    dot = _usual_dot(shape for shapes in seen for shape in shapes)
    marks = [[_marks(shape, dot) for shape in shapes] for shapes in seen]
    accented = [any(mark not in _PLAIN for mark in of_word) for of_word in marks]
    joined = _JOINED if sum(accented) > FEW_ACCENTED * len(words) else frozenset()
    habits = _Habits(dot, horns=False, polish=False)
    found = [
        _word(text, shapes, of_word, habits) if accent or not joined.isdisjoint(text) else text
        for (text, _), shapes, of_word, accent in zip(words, seen, marks, accented, strict=True)
    ]
    letters = set().union(*found)
    habits = _Habits(
        dot, horns=any("\u1ea0" <= one <= "\u1ef9" for one in letters), polish=bool(_POLISH & letters)
    )
    again = set().union(_HORNED if habits.horns else (), (*_HOOKED, "L") if habits.polish else ())
    if not again:
        return found
    return [
        better if again.isdisjoint(text) else _word(text, shapes, of_word, habits)
        for (text, _), shapes, of_word, better in zip(words, seen, marks, found, strict=True)
    ]


def _shapes(text: str, ink: NDArray[Any]) -> list[Segment]:
    """The letters of a word that is worth looking at."""
    if not any(map(str.isalpha, text)) or ink.shape[1] > MOST_WIDTH:
        return []
    shapes = segments(ink)
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
    return kinds(shape)


def _has_dot(shape: Segment, dot: tuple[float, float]) -> bool:
    """Whether the one mark over a letter is no larger than the usual dot."""
    if len(shape.above) != 1:
        return False
    mark, high = shape.above[0], shape.y1 - shape.y0
    wide, tall = (LARGER * side * high + BLUR for side in dot)
    return bool(dot[0]) and mark.width < wide and mark.height < tall


def _word(
    text: str,
    shapes: Sequence[Segment],
    marks: Sequence[tuple[str, ...] | None],
    habits: _Habits,
) -> str:
    if not shapes:
        return text
    looks = likenesses(shapes)
    baseline = _baseline(shapes)
    capitals = not any(map(str.islower, text))
    better = ""
    for read, members in aligned(text, shapes, looks):
        if len(members) != 1:
            better += read
            continue
        at = members[0]
        chars = _by_habit(read, shapes[at], looks[at], baseline, habits, amid=better[-1:].islower())
        if chars in ("i", "j") and not shapes[at].below and _has_dot(shapes[at], habits.dot):
            better += chars
            continue
        upper = chars[:1].isupper() if at == 0 else capitals
        better += _letter(chars, shapes[at], looks[at], baseline, marks[at], upper=upper)
    # Both vowels of a pair have a horn or none has.
    return _HALF_HORNED.sub(lambda pair: pair[0].translate(_HORNS), better) if habits.horns else better


def _by_habit(
    char: str, shape: Segment, look: NDArray[Any], baseline: float, habits: _Habits, *, amid: bool
) -> str:
    """A letter as the rest of the text makes it likely; `amid` small letters a capital is not."""
    if habits.horns and char in _HORNED:
        return _with_horn(char, shape)
    if amid and char in _SHARP:
        return _sharp(char, look, BETTER_AMID)
    if char == "L" and (habits.polish or shape.y1 - shape.y0 >= LARGE):
        return "Ł" if _looks_struck(look, "Ł", "L", 0.0) else char
    hooked = _HOOKED.get(char)
    if habits.polish and hooked is not None and _is_deep(shape, baseline):
        # The next letter's tail makes an a deep, too.
        rival = score_of(look, char, bare=True) + BETTER
        return hooked if score_of(look, hooked, bare=True) > rival else char
    return char


def _with_horn(char: str, shape: Segment) -> str:
    """A vowel, or the one that has a horn at its right shoulder: the top of the shape is the horn alone."""
    rows = max(1, round(HORN[0] * (shape.y1 - shape.y0)))
    left = min(
        part.x0 + int(part.pixels[: rows - part.y0 + shape.y0].any(axis=0).argmax())
        for part in shape.body
        if part.y0 < shape.y0 + rows
    )
    return _HORNED[char] if left - shape.x0 > HORN[1] * (shape.x1 - shape.x0) else char


def _baseline(shapes: Sequence[Segment]) -> float:
    tall = max(shape.y1 - shape.y0 for shape in shapes)
    bottoms = sorted(shape.y1 for shape in shapes if 2 * (shape.y1 - shape.y0) > tall)
    return float(bottoms[len(bottoms) // 2])


def _bare(char: str) -> str:
    """A letter without what stands over and under it; a horn is a part of it."""
    return char if char in _HORNED.values() else base_of(char)


def _letter(
    chars: str,
    shape: Segment,
    look: NDArray[Any],
    baseline: float,
    marks: tuple[str, ...] | None,
    *,
    upper: bool,
) -> str:
    """What one shape is that OCR read as `chars`."""
    if not chars or marks is None or (marks and chars in "fF" and marks != ("acute",)):
        return chars
    if not marks:
        return _whole(chars, shape, look, baseline) if len(chars) == 1 else _ligature(chars, look)
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
    score, base = max(((score_of(look, _stem(base), bare=True), base) for base in bases), default=(0.0, ""))
    mine = composed(own, marks) if own.isalpha() else None
    if mine is None and "dot below" in marks:
        return None
    if mine is not None and (
        own.lower() == base.lower() or score_of(look, _stem(own), bare=True) >= score - BETTER
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


def _whole(char: str, shape: Segment, look: NDArray[Any], baseline: float) -> str:
    """A letter whose mark is joined to it, in any language: a cedilla, a stroke, a sharp s."""
    if char in _CEDILLAS and _is_deep(shape, baseline):
        # A g is deep, too.
        lead = BETTER if char == "g" else 0.0
        if score_of(look, _CEDILLAS[char], bare=True) > score_of(look, char, bare=True) + lead:
            return _CEDILLAS[char]
    struck = _STRUCK.get(char)
    if struck is not None:
        rivals = {char, "t", "f", "1"} if char in "tlL" else {char}
        if _looks_struck(look, struck, rivals, STROKE):
            return struck
    return _sharp(char, look, BETTER) if char in _SHARP else char


def _is_deep(shape: Segment, baseline: float) -> bool:
    return shape.y1 - baseline > DEEP * (shape.y1 - shape.y0)


def _looks_struck(look: NDArray[Any], struck: str, rivals: Iterable[str], lead: float) -> bool:
    score = score_of(look, struck, bare=True)
    return score >= SURE and score > score_of(look, rivals, bare=True) + lead


def _sharp(char: str, look: NDArray[Any], lead: float) -> str:
    return "ß" if score_of(look, "ß", bare=True) > score_of(look, char, bare=True) + lead else char
