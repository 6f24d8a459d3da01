"""OCR's words with the accents that their picture shows (see `marks`)."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from atsharness.harness.facts.atlas import atlas
from atsharness.harness.facts.components import Component
from atsharness.harness.facts.marks import Segment, composed, kinds, segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_HEIGHT = 9
"""Pixels of a word's letters from which the form of a mark can be told."""

MOST_WIDTH = 4000

SKIP = 0.8
MERGED = 0.55
UNKNOWN = 0.45
"""Costs of the alignment: a character without a shape or the reverse, each further character in one shape,
a character that the atlas does not hold. A shape that looks like its character costs .05-.3."""

NARROW = 2.0
"""An i without its dot is so many times higher than wide."""

SLENDER = 1.3
"""So much at least, in typefaces with serifs and in bold ones."""

FEW_ACCENTED = 0.02
"""Share of words with a mark from which a text may be in a language with accents; German has 5 %."""

LEAST_DOTS = 6
LARGER = 1.4
"""An accent is so many times wider or higher than the usual dot of an i."""

SURE = 0.8
"""Likeness (cosine) of a letter's shape without its marks from which the atlas may name it against OCR."""

BETTER = 0.08
"""By how much another base letter must look liker than OCR's."""

_BASES = "aceginorsuyzACEGINORSUYZ"
_READ_FOR_I = "iIl1|!tfjí"
_HOOKED = {"c": "ç", "C": "Ç", "a": "ą", "e": "ę", "A": "Ą", "E": "Ę"}
_STRUCK = {"l": "ł", "L": "Ł", "t": "Ł", "o": "ø", "O": "Ø"}
_SHARP = "B&68fSR"
_JOINED = frozenset("cCgaeAElLtoO" + _SHARP)
_TWO = {"fi": "ß", "fs": "ß", "oe": "œ", "ce": "œ", "ee": "œ", "ae": "æ", "CE": "Œ", "OE": "Œ", "AE": "Æ"}


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
    marked = [any(_is_accented(shape, dot) for shape in shapes) for shapes in seen]
    joined = sum(marked) > FEW_ACCENTED * len(words)
    return [
        _word(text, shapes, dot) if mark or (joined and any(char in _JOINED for char in text)) else text
        for (text, _), shapes, mark in zip(words, seen, marked, strict=True)
    ]


def _shapes(text: str, ink: NDArray[Any]) -> list[Segment]:
    """The letters of a word that is worth looking at."""
    if not any(map(str.isalpha, text)) or ink.shape[1] > MOST_WIDTH:
        return []
    shapes = segments(ink)
    return shapes if max((shape.y1 - shape.y0 for shape in shapes), default=0) >= LEAST_HEIGHT else []


def _usual_dot(shapes: Iterable[Segment]) -> tuple[float, float]:
    """Width and height that the one mark over a narrow letter usually has, in heights of that letter.

    Nearly all of them are the dots of an i, whatever dirt or blur makes of their form.
    """
    found = [
        (shape.above[0].width / high, shape.above[0].height / high)
        for shape in shapes
        if len(shape.above) == 1 and (high := shape.y1 - shape.y0) > NARROW * (shape.x1 - shape.x0)
    ]
    if len(found) < LEAST_DOTS:
        return 0.0, 0.0
    return median(width for width, _ in found), median(height for _, height in found)


def _marks(shape: Segment, dot: tuple[float, float]) -> tuple[str, ...] | None:
    """The accents of a shape, as `kinds` tells them: what is no larger than the usual dot is one."""
    if len(shape.above) == 1:
        mark, high = shape.above[0], shape.y1 - shape.y0
        like_dot = mark.width < LARGER * dot[0] * high and mark.height < LARGER * dot[1] * high
        if like_dot and high > SLENDER * (shape.x1 - shape.x0):
            return ("dot",)
    return kinds(shape)


def _is_accented(shape: Segment, dot: tuple[float, float]) -> bool:
    return bool(shape.above) and _marks(shape, dot) not in (None, (), ("dot",))


def _word(text: str, shapes: Sequence[Segment], dot: tuple[float, float]) -> str:
    if not shapes:
        return text
    looks = _likenesses(shapes)
    baseline = _baseline(shapes)
    capitals = not any(map(str.islower, text))
    parts = []
    for chars, members in _aligned(text, shapes, looks):
        if len(members) == 1:
            case = chars[:1].isupper() if members[0] == 0 else capitals
            marks = _marks(shapes[members[0]], dot)
            parts.append(_letter(chars, shapes[members[0]], looks[members[0]], baseline, marks, upper=case))
        else:
            parts.append(chars)
    return "".join(parts)


def _baseline(shapes: Sequence[Segment]) -> float:
    bottoms = sorted(shape.y1 for shape in shapes)
    return float(bottoms[len(bottoms) // 2])


@functools.cache
def _at() -> dict[str, int]:
    return {letter: at for at, letter in enumerate(atlas().letters)}


def _likenesses(shapes: Sequence[Segment]) -> list[NDArray[Any]]:
    """How like each shape is to each letter of the atlas, with its marks (row 0) and without (row 1)."""
    import numpy as np

    wholes = [(*shape.body, *shape.above, *shape.below) for shape in shapes]
    bare = [shape.body for shape in shapes if shape.above or shape.below]
    found = _compared([*wholes, *bare])
    rest = iter(found[len(wholes) :])
    return [
        np.stack([found[at], next(rest) if shape.above or shape.below else found[at]])
        for at, shape in enumerate(shapes)
    ]


def _compared(groups: Sequence[Sequence[Component]]) -> NDArray[Any]:
    """Shapes against the atlas: groups x letters. All of a word go into one product."""
    import numpy as np

    from atsharness.harness.facts.shapes import SIDE, normalised

    known = atlas()
    pixels = np.zeros((len(groups), SIDE * SIDE), dtype=np.float32)
    ratios = np.zeros(len(groups), dtype=np.float32)
    for at, parts in enumerate(groups):
        x0, y0 = min(part.x0 for part in parts), min(part.y0 for part in parts)
        x1, y1 = max(part.x1 for part in parts), max(part.y1 for part in parts)
        canvas = np.zeros((y1 - y0, x1 - x0), dtype=np.int16)
        for part in parts:
            canvas[part.y0 - y0 : part.y1 - y0, part.x0 - x0 : part.x1 - x0][part.pixels] = 255
        look = normalised(canvas, float(y1 - y0), float(max(1, y1 - y0)))
        if look is not None:
            pixels[at] = look.pixels
        ratios[at] = np.log((x1 - x0) / (y1 - y0))
    scores = pixels @ known.pixels.T
    # Width over height tells an l from an m, which the square of 20 x 20 does not.
    scores -= 0.25 * np.minimum(np.abs(ratios[:, None] - _ratios()), 2.0)
    best: NDArray[Any] = np.maximum.reduceat(scores, known.starts, axis=1)
    return best


@functools.cache
def _ratios() -> NDArray[Any]:
    import numpy as np

    measures = atlas().measures
    found: NDArray[Any] = np.log(measures[:, 1] / measures[:, 0])
    return found


def _score(look: NDArray[Any], chars: Iterable[str], *, bare: bool) -> float:
    at = _at()
    found = [float(look[1 if bare else 0, at[char]]) for char in chars if char in at]
    return max(found, default=0.0)


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _cost(char: str, shape: Segment, look: NDArray[Any], tall: float) -> float:
    """How badly a shape fits a character."""
    height = shape.y1 - shape.y0
    if not char.isalnum() and char not in _at():
        return 0.15 if height < 0.45 * tall or char in "/()[]|{}" else 0.7
    if height < 0.3 * tall:
        return 0.9
    base = _base(char)
    if base not in _at():
        return UNKNOWN
    like = {char, base, base.swapcase()}
    if base in _READ_FOR_I:
        like |= set("ıilI1")
    return 1.0 - max(_score(look, like, bare=False), _score(look, {base, *like}, bare=True))


def _aligned(
    text: str, shapes: Sequence[Segment], looks: Sequence[NDArray[Any]]
) -> list[tuple[str, tuple[int, ...]]]:
    """Characters with the shapes that show them, by least cost; one shape may show up to three."""
    tall = max(shape.y1 - shape.y0 for shape in shapes)
    rows, columns = len(text) + 1, len(shapes) + 1
    best = [[float("inf")] * columns for _ in range(rows)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * columns for _ in range(rows)]
    best[0][0] = 0.0
    for row in range(rows):
        for column in range(columns):
            here = best[row][column]
            if here == float("inf"):
                continue
            moves: list[tuple[int, int, float]] = []
            if row + 1 < rows:
                moves.append((1, 0, SKIP))
                if column + 1 < columns:
                    moves.append((1, 1, _cost(text[row], shapes[column], looks[column], tall)))
            if column + 1 < columns:
                moves.append((0, 1, SKIP))
                moves += [(count, 1, MERGED * count - 0.3) for count in (2, 3) if row + count < rows]
            if row + 1 < rows and column + 2 < columns:
                moves.append((1, 2, MERGED))
            for down, right, cost in moves:
                if here + cost < best[row + down][column + right]:
                    best[row + down][column + right] = here + cost
                    step[row + down][column + right] = down, right
    found: list[tuple[str, tuple[int, ...]]] = []
    row, column = rows - 1, columns - 1
    while row or column:
        down, right = step[row][column]
        found.append((text[row - down : row], tuple(range(column - right, column))))
        row, column = row - down, column - right
    return found[::-1]


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
    if marks == ("dot",) and not (len(chars) == 1 and _base(chars) in "zZ"):
        return chars
    return _accented(chars, look, marks, upper=upper) or chars


def _accented(chars: str, look: NDArray[Any], marks: tuple[str, ...], *, upper: bool) -> str | None:
    """The letter under these marks: OCR's, unless another one that takes them looks much liker.

    OCR may have taken one letter with its mark for two ("fi" for an n with a tilde).
    """
    own = _base(chars) if len(chars) == 1 else ""
    if own in _READ_FOR_I and _score(look, "ıIl", bare=True) >= SURE:
        own = "I" if upper else "i"
    bases = (base for base in _BASES if base.isupper() == upper and composed(base, marks) is not None)
    score, base = max(((_score(look, _stem(base), bare=True), base) for base in bases), default=(0.0, ""))
    mine = composed(own, marks) if own.isalpha() else None
    if mine is not None and (
        own.lower() == base.lower() or _score(look, _stem(own), bare=True) >= score - BETTER
    ):
        return mine
    return composed(base, marks) if score >= SURE else None


def _stem(base: str) -> str:
    return "ı" if base == "i" else base


def _ligature(chars: str, look: NDArray[Any]) -> str:
    letter = _TWO.get(chars)
    return letter if letter is not None and _score(look, letter, bare=True) >= SURE else chars


def _whole(char: str, shape: Segment, look: NDArray[Any], baseline: float) -> str:
    """A letter whose mark is joined to it: a cedilla, an ogonek, a stroke, a sharp s."""
    deep = shape.y1 - baseline > 0.12 * (shape.y1 - shape.y0)
    hooked = _HOOKED.get("c" if char == "g" else char)
    if deep and hooked is not None and hooked in _at():
        rival = _score(look, char, bare=True)
        # The next letter's tail makes an a deep, too: only a cedilla, which c lacks, needs no lead.
        if _score(look, hooked, bare=True) > rival + (0.0 if char in "cC" else BETTER):
            return hooked
    struck = _STRUCK.get(char)
    if struck is not None and struck in _at():
        rivals = _score(look, {char, "t", "f", "1"} if char in "tlL" else {char}, bare=True)
        # A plain L is .12 and more liker to L than to Ł; a slender l leaves less between them.
        if _score(look, struck, bare=True) > rivals + (0.0 if char == "L" else 0.05):
            return struck
    if char in _SHARP and _score(look, "ß", bare=True) > _score(look, char, bare=True) + BETTER:
        return "ß"
    return char
