"""Accents that a picture of a word shows and OCR left out or took for others.

OCR told to read one language gives the base letter of what that language does not use ("Formacion"). The
accent is in the picture all the same: a small stroke over or under a letter, which `components` sets
apart. Its kind is told by its form, its letter by the alignment of the word's shapes with what OCR read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.ocr.components import Component, components

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOWER = 1.3
"""A mark is so many times lower than the letter that it stands over."""

SPREAD = 0.75
"""A letter's marks are looked for over so much of its height at least, however narrow it is."""

DOT = (0.6, 1.7)
"""Width over height of a dot."""

SLOPE = (12.0, 82.0)
"""Degrees over the horizontal of an acute or a grave accent."""

SMALL = 0.24
"""Length of an accent in heights of its letter; what is smaller is dirt of a scan."""

TINY = 0.1
"""Side of a diaeresis's dots, likewise."""

LEAST_SIDE = 3
"""Pixels of a mark's shorter side from which its form can be told."""

DOT_BELOW = 0.15
LEAST_DOT = 4
"""Side of a dot below its letter, in heights of the letter and in pixels."""

LONG = 1.55
"""Length over breadth (of the ellipse with the same second moments) of a straight stroke that slopes."""

TILTED = 0.25
"""Difference in height between the ends of a flat stroke, in its height, from which it slopes."""

_COMBINING = {
    "acute": "\u0301",
    "grave": "\u0300",
    "circumflex": "\u0302",
    "tilde": "\u0303",
    "breve": "\u0306",
    "caron": "\u030c",
    "ring": "\u030a",
    "diaeresis": "\u0308",
    "double acute": "\u030b",
    "dot": "\u0307",
    "dot below": "\u0323",
}
_BREVE = "aAgGuU"
"""Letters over which a hook open above is a breve; over others it is a caron."""
_DOTTED = "zZ"
"""Letters that a single dot over them is believed on: elsewhere it is more often dirt."""
_DOTTED_BELOW = "aeiouyAEIOUY\u01a1\u01b0\u01a0\u01af"


class Segment(NamedTuple):
    """Shapes one above another: a letter, or several that touch, with its marks."""

    body: tuple[Component, ...]
    above: tuple[Component, ...]
    below: tuple[Component, ...]

    @property
    def x0(self) -> int:
        """Its left edge without marks, in pixels."""
        return min(part.x0 for part in self.body)

    @property
    def x1(self) -> int:
        """Its right edge."""
        return max(part.x1 for part in self.body)

    @property
    def y0(self) -> int:
        """Its top edge without marks."""
        return min(part.y0 for part in self.body)

    @property
    def y1(self) -> int:
        """Its bottom edge."""
        return max(part.y1 for part in self.body)


def segments(ink: NDArray[Any]) -> list[Segment]:
    """The letters of a word from left to right, as far as they do not touch.

    Args:
        ink: the word's pixels (height x width), True where there is ink.
    """
    parts = components(ink)
    if not parts:
        return []
    tallest = max(part.height for part in parts)
    parts = [part for part in parts if part.area >= max(3, 0.004 * tallest * tallest)]
    owners: dict[int, tuple[int, bool]] = {}
    for at, part in enumerate(parts):
        nearest: float | None = None
        for other, body in enumerate(parts):
            if body.height < LOWER * part.height or part.width > 2.2 * max(body.width, 0.4 * body.height):
                continue
            over = part.y1 <= body.y0 + 0.12 * body.height
            under = part.y0 >= body.y1 - 0.05 * body.height
            gap = body.y0 - part.y1 if over else part.y0 - body.y1
            # The two dots over an i stand beside its stem.
            room = max(0.0, (SPREAD * body.height - body.width) / 2)
            shared = min(part.x1, body.x1 + room) - max(part.x0, body.x0 - room)
            if not (over or under) or gap > 0.45 * body.height or shared < 0.5 * min(part.width, body.width):
                continue
            aside = abs(part.x0 + part.x1 - body.x0 - body.x1) / (body.width + 2 * room)
            if nearest is None or aside < nearest:
                nearest = aside
                owners[at] = other, over
    bodies = sorted((at for at in range(len(parts)) if at not in owners), key=lambda at: parts[at].x0)
    groups: list[list[int]] = []
    for at in bodies:
        part = parts[at]
        if groups:
            x0, x1 = min(parts[one].x0 for one in groups[-1]), max(parts[one].x1 for one in groups[-1])
            if min(x1, part.x1) - max(x0, part.x0) > 0.5 * min(x1 - x0, part.width):
                groups[-1].append(at)
                continue
        groups.append([at])

    def top(at: int) -> int | None:
        """The body that a mark, or a mark on a mark, belongs to."""
        seen = set()
        while at in owners and at not in seen:
            seen.add(at)
            at = owners[at][0]
        return None if at in owners else at

    found = []
    for group in groups:
        mine = [at for at in owners if top(at) in group]
        above = sorted((parts[at] for at in mine if owners[at][1]), key=lambda part: part.x0)
        below = tuple(parts[at] for at in mine if not owners[at][1])
        found.append(Segment(tuple(parts[at] for at in group), tuple(above), below))
    return found


def kinds(segment: Segment) -> tuple[str, ...] | None:
    """The accents of a letter, innermost first; None where a mark is none that is known."""
    above = _above(segment)
    if not segment.below or above is None:
        return above
    mark, high = segment.below[0], segment.y1 - segment.y0
    small = min(mark.width, mark.height) < max(DOT_BELOW * high, LEAST_DOT)
    if len(segment.below) > 1 or small or kind(mark) != "dot":
        return above
    return (*above, "dot below")


def _above(segment: Segment) -> tuple[str, ...] | None:
    marks = sorted(segment.above, key=lambda part: (-part.y1, part.x0))
    names = [kind(part) for part in marks]
    if any(name is None for name in names):
        return None
    known = [name for name in names if name is not None]
    for single, double in (("dot", "diaeresis"), ("acute", "double acute")):
        if known.count(single) == 2 and _level([m for m, n in zip(marks, names, strict=True) if n == single]):
            known = [double, *(name for name in known if name != single)]
    hats = [name for name in known if name in ("circumflex", "breve", "caron", "diaeresis")]
    found = hats + [name for name in known if name not in hats]
    high = segment.y1 - segment.y0
    if "diaeresis" in found:
        return tuple(found) if all(min(mark.width, mark.height) > TINY * high for mark in marks) else None
    if any(max(mark.width, mark.height) < SMALL * high for mark in marks):
        return ("dot",) if found == ["dot"] else None
    return tuple(found)


def _level(marks: Sequence[Component]) -> bool:
    """Whether two marks stand side by side."""
    one, two = marks
    return min(one.y1, two.y1) - max(one.y0, two.y0) > 0.5 * min(one.height, two.height)


def kind(mark: Component) -> str | None:
    """What a mark is by its form; a hook open above is called a breve."""
    import numpy as np

    pixels = mark.pixels
    height, width = pixels.shape
    if min(height, width) < LEAST_SIDE:
        return None
    rows, columns = np.nonzero(pixels)
    fill = pixels.mean()
    if _has_hole(pixels):
        return "ring"
    spread = np.cov(np.stack([columns, -rows]).astype(float))
    values, vectors = np.linalg.eigh(spread)
    long = float((max(values[1], 1e-6) / max(values[0], 0.08)) ** 0.5)
    angle = float(np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])))
    angle = (angle + 90) % 180 - 90
    flat = width >= 1.15 * height and width >= 4
    heights = np.array([rows[columns == x].mean() if (columns == x).any() else np.nan for x in range(width)])
    if flat and _is_tilde(heights, height, width):
        return "tilde"
    if long >= LONG and SLOPE[0] <= abs(angle) <= SLOPE[1] and (not flat or long >= 2 * LONG):
        return "acute" if angle > 0 else "grave"
    left, right = (
        float(np.nanmean(heights[: width // 3 + 1])),
        float(np.nanmean(heights[-(width // 3) - 1 :])),
    )
    if flat and abs(left - right) > TILTED * height:
        return "acute" if left > right else "grave"
    if flat and (bent := _bent(heights, height, width)) is not None:
        return bent
    if DOT[0] <= width / height <= DOT[1] and fill >= 0.6 and long < 1.3 * LONG:
        return "dot"
    return None


def _is_tilde(heights: NDArray[Any], height: int, width: int) -> bool:
    """Whether a mark goes up, down and up again, by the mean height of each column's ink (0 is its top)."""
    import numpy as np

    part = max(1, width // 4)
    first = float(np.nanmean(heights[width // 8 : width // 8 + part]))
    last = float(np.nanmean(heights[width - width // 8 - part : width - width // 8]))
    edges = float(np.nanmean(heights[:1])) - float(np.nanmean(heights[-1:]))
    return (last - first) / height > 0.05 and edges / height > 0.2


def _bent(heights: NDArray[Any], height: int, width: int) -> str | None:
    import numpy as np

    part = max(1, width // 4)
    sides = (float(np.nanmean(heights[:part])) + float(np.nanmean(heights[-part:]))) / 2
    middle = float(np.nanmean(heights[width // 2 - max(1, width // 8) : width // 2 + max(1, width // 8)]))
    bend = (middle - sides) / height
    if bend < -0.14:
        return "circumflex"
    return "breve" if bend > 0.14 else None


def _has_hole(pixels: NDArray[Any]) -> bool:
    import numpy as np

    height, width = pixels.shape
    if height < 4 or width < 4 or not 0.7 <= width / height <= 1.4:
        return False
    inside = ~pixels[height // 3 : -(height // 3) or None, width // 3 : -(width // 3) or None]
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return bool(inside.mean() > 0.5 and pixels[height // 2, [0, -1]].any() and edge.any())


def composed(base: str, marks: Sequence[str]) -> str | None:
    """A letter with its marks as one character; None where no language of Latin letters writes it."""
    letter = base
    for mark in marks:
        if mark == "dot" and base in "i\u0131":
            continue
        if base not in {"dot": _DOTTED, "dot below": _DOTTED_BELOW}.get(mark, base):
            return None
        letter += _COMBINING["caron" if mark == "breve" and base not in _BREVE else mark]
    letter = unicodedata.normalize("NFC", letter)
    if len(letter) != 1 or not (letter < "\u0180" or "\u1ea0" <= letter <= "\u1ef9"):
        return None
    return letter
