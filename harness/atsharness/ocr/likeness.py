"""Shapes of a word's picture held against letters: how like they are, and which one shows which."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from atsharness.ocr.components import Component
from atsharness.ocr.marks import Segment
from atsharness.page.atlas import atlas

if TYPE_CHECKING:
    from numpy.typing import NDArray

SKIP = 0.8
MERGED = 0.55
UNKNOWN = 0.45
"""Costs of the alignment: a character without a shape or the reverse, each further character in one shape,
a character that the atlas does not hold. A shape that looks like its character costs .05-.3."""

OVER = 0.7
"""So much of a mark's height is above its letter: a serif that fine print parts from its letter is not."""

STACKED = 0.45
"""A mark over a mark is so low, in its letter's height."""

READ_FOR_I = "iIl1|!tfjí"
"""What OCR takes an i with another mark than a dot for."""


def settled(shape: Segment) -> Segment:
    """A letter with a piece of it that was taken for a mark, and without a mark over a mark that was not."""
    letter = max(shape.body, key=lambda part: part.height)
    is_mark = [letter.y0 - part.y0 >= OVER * part.height for part in shape.above]
    above = list(compress(shape.above, is_mark))
    body = [*shape.body, *(part for part, own in zip(shape.above, is_mark, strict=True) if not own)]
    if above:
        lowest, low = min(part.y0 for part in above), STACKED * letter.height
        is_mark = [part is not letter and part.y1 <= lowest and part.height < low for part in body]
        above += compress(body, is_mark)
        body = [part for part, own in zip(body, is_mark, strict=True) if not own]
    return Segment(tuple(body), tuple(sorted(above, key=lambda part: part.x0)), shape.below)


@functools.cache
def _at() -> dict[str, int]:
    return {letter: at for at, letter in enumerate(atlas().letters)}


def likenesses(shapes: Sequence[Segment]) -> list[NDArray[Any]]:
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

    from atsharness.page.glyph_shapes import SIDE, normalised

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


def score_of(look: NDArray[Any], chars: Iterable[str], *, bare: bool) -> float:
    """How like a shape is to the likest of some letters: at most 1; `bare` of its marks or with them."""
    at = _at()
    found = [float(look[1 if bare else 0, at[char]]) for char in chars if char in at]
    return max(found, default=0.0)


def base_of(char: str) -> str:
    """A letter without its accents."""
    return unicodedata.normalize("NFD", char)[0]


def _cost(char: str, shape: Segment, look: NDArray[Any], tall: float) -> float:
    """How badly a shape fits a character."""
    height = shape.y1 - shape.y0
    if not char.isalnum() and char not in _at():
        return 0.15 if height < 0.45 * tall or char in "/()[]|{}" else 0.7
    if height < 0.3 * tall:
        return 0.9
    base = base_of(char)
    if base not in _at():
        return UNKNOWN
    like = {char, base, base.swapcase()}
    if base in READ_FOR_I:
        like |= set("ıilI1")
    return 1.0 - max(score_of(look, like, bare=False), score_of(look, {base, *like}, bare=True))


def aligned(
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
