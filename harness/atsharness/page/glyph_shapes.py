"""The shape vote: whether a font's glyphs look like the letters that the text layer says they are.

Each glyph is cut out of one rendering, normalised, and compared with an atlas of the same letters in twelve
styles (the standard 14 fonts less the symbols, which PyMuPDF carries). Weighted by how often each is drawn, a
font that lies agrees on a third of its letters, an honest one on nine of ten.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.model.facts import Suspect
from atsharness.page import visibility
from atsharness.page.atlas import LETTERS, atlas
from atsharness.page.page import Page

if TYPE_CHECKING:
    from numpy.typing import NDArray

DPI = 200
SIDE = 20
OCCURRENCES = 3
MOST_GLYPHS = 64
"""Different letters of one font compared."""

MIXED = 24
"""Difference of brightness (of 255) within a row of pixels from which something stands in it."""

MOST_PICTURES = 4
"""Pages whose pictures are held at a time: 11 MB each."""

LEAST_GLYPHS = 8
LEAST_SIZE = 6.0
TOP = 3
HEIGHT, WIDTH, BASELINE = 1.2, 0.5, 1.5
"""Weights of the differences in height, width and place above the baseline, in em."""

MARGIN = 0.55
"""By how much another letter must fit better to name a glyph a suspect."""
UNLIKE = 0.3
"""By how much for it to count among the unlike ones: an odd design has few of them."""

SMALL_CAPITALS = 0.85
"""Agreement below which a font's small letters are asked whether they are small capitals (.46-.52)."""
LEAST_SMALL = 4
MOSTLY_SMALL = 0.75
"""So many small letters, and that share of them, look like their capitals, of those that differ."""

_SAME = (
    "0OoQ",
    "1lI|!iíîï",
    "cC",
    "kK",
    "pP",
    "sS",
    "uU",
    "vV",
    "wW",
    "xX",
    "zZ",
    "yY",
    "mM",
    "5S",
    "2Z",
    "8B",
)
"""Letters that differ by size alone, or hardly, in some fonts."""


class Vote(NamedTuple):
    """What the glyphs of one font look like."""

    agree: float
    voted: int
    suspects: tuple[Suspect, ...]
    unlike: int
    """Plain letters that look rather like another plain one."""


_Key = tuple[int, str]
"""A glyph's number and the letter that the text layer says it is."""


class _Place(NamedTuple):
    """Where a glyph is drawn, in points."""

    page: int
    x0: float
    x1: float
    baseline: float
    size: float


class _Look(NamedTuple):
    pixels: NDArray[Any]
    """20 x 20, of unit length."""
    height: float
    width: float
    bottom: float
    """Above the baseline, in em."""


def vote(pages: Sequence[Page], fonts: int) -> list[Vote | None]:
    """The vote on each font by its index; None where too few letters can be compared."""
    wanted: list[dict[_Key, list[_Place]]] = [{} for _ in range(fonts)]
    drawn: list[Counter[_Key]] = [Counter() for _ in range(fonts)]
    for number, page in enumerate(pages):
        _collect(number, page, wanted, drawn)
    images: dict[int, NDArray[Any]] = {}

    def seen(place: _Place) -> _Look | None:
        page = pages[place.page]
        if place.page not in images:
            while len(images) >= MOST_PICTURES:
                del images[next(iter(images))]
            images[place.page] = visibility.pixels(page.page, _scale(page))
        return _cut(images[place.page], _scale(page), place)

    return [
        _count(places, counts, seen) if len(places) >= LEAST_GLYPHS else None
        for places, counts in zip(wanted, drawn, strict=True)
    ]


def _collect(
    number: int, page: Page, wanted: list[dict[_Key, list[_Place]]], drawn: list[Counter[_Key]]
) -> None:
    letters = set(LETTERS)
    for run in page.runs:
        if not run.visible or run.hidden or not run.horizontal or run.size < LEAST_SIZE:
            continue
        if run.contrast is not None and run.contrast < 2:
            continue
        places = wanted[run.font]
        for at, char in enumerate(run.text):
            if char not in letters or run.glyphs[at] < 0:
                continue
            if at + 1 < len(run.glyphs) and run.glyphs[at + 1] < 0:
                continue  # a ligature
            key = (run.glyphs[at], char)
            drawn[run.font][key] += 1
            if key not in places and len(places) >= MOST_GLYPHS:
                continue
            found = places.setdefault(key, [])
            if len(found) < OCCURRENCES:
                found.append(_Place(number, run.x0[at], run.x1[at], run.baseline, run.size))


def _scale(page: Page) -> float:
    """Pixels a point: 200 dpi, less where the page is very large."""
    area = max(1.0, page.width * page.height)
    return min(DPI / 72, float((visibility.MOST_PIXELS / area) ** 0.5))


def _cut(image: NDArray[Any], scale: float, place: _Place) -> _Look | None:
    """One glyph as the rendering shows it."""
    baseline, size = place.baseline, place.size
    left, right = round(place.x0 * scale), round(place.x1 * scale)
    top, bottom = int((baseline - 1.05 * size) * scale), int((baseline + 0.35 * size) * scale)
    if left < 0 or top < 0 or right - left < 3 or right > image.shape[1] or bottom > image.shape[0]:
        return None
    part = visibility.luma(image[top:bottom, left:right])  # the glyphs are a small part of the page
    ink = abs(part - _median(part))
    line = baseline * scale - top
    ink[_around(part, int(line))] = 0
    return normalised(ink, line, size * scale)


def _median(part: NDArray[Any]) -> int:
    """The median of whole numbers, rounded down; a few times as fast as numpy's."""
    import numpy as np

    ordered = np.sort(part, axis=None)
    return (int(ordered[(ordered.size - 1) // 2]) + int(ordered[ordered.size // 2])) // 2


def _around(part: NDArray[Any], line: int) -> NDArray[Any]:
    """The rows above and below a glyph in which nothing of it stands: each of one brightness.

    They may differ from the glyph's ground: it stands on a band, or over a rule. Below `line`, the row of the
    baseline, what stands beyond a free row is the next line's; what reaches the upper edge, higher than any
    letter, is the previous line's where lines are set close.
    """
    import numpy as np

    found = part.max(axis=1) - part.min(axis=1) >= MIXED
    if found[0] and not found[: max(line, 0)].all():
        found[: int(np.argmin(found))] = False
    free = np.flatnonzero(~found[line:])
    if free.size:
        found[line + free[0] :] = False
    mixed = np.flatnonzero(found)
    outside = np.ones(part.shape[0], dtype=bool)
    if mixed.size:
        outside[mixed[0] : mixed[-1] + 1] = False
    return outside


def normalised(ink: NDArray[Any], baseline: float, em: float) -> _Look | None:
    """Ink (height x width, 0-255) as a unit vector of 20 x 20 with its measures; None without ink.

    Args:
        ink: darkness over the ground.
        baseline: its row.
        em: pixels an em.
    """
    import numpy as np
    from PIL import Image

    if ink.size == 0 or (darkest := ink.max()) < 60:
        return None
    mask = ink > 0.35 * darkest
    rows, columns = mask.any(axis=1).nonzero()[0], mask.any(axis=0).nonzero()[0]
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = box.shape
    picture = Image.frombytes("L", (width, height), box.astype(np.uint8).tobytes())
    small = picture.resize(
        (SIDE, SIDE), Image.Resampling.BOX if min(box.shape) > SIDE else Image.Resampling.BILINEAR
    )
    vector = np.frombuffer(small.tobytes(), dtype=np.uint8).astype(np.float32)
    vector = vector / (np.linalg.norm(vector) or 1.0)
    return _Look(
        vector,
        (rows[-1] + 1 - rows[0]) / em,
        (columns[-1] + 1 - columns[0]) / em,
        (baseline - rows[-1] - 1) / em,
    )


@functools.cache
def _alike() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {letter: {letter} for letter in LETTERS}
    for group in _SAME:
        for letter in group:
            if letter in table:
                table[letter] |= set(group)
    return {letter: frozenset(group) for letter, group in table.items()}


@functools.cache
def _alike_matrix() -> NDArray[Any]:
    """For each pair of the atlas's letters whether they count as one."""
    import numpy as np

    letters, alike = atlas().letters, _alike()
    return np.array([[other in alike[letter] for other in letters] for letter in letters])


def _count(
    places: dict[_Key, list[_Place]], drawn: Counter[_Key], seen: Callable[[_Place], _Look | None]
) -> Vote | None:
    """Each glyph's best look against the atlas, weighted by how often it is drawn.

    A glyph that fits its own letter best needs no second look, which could change nothing.
    """
    import numpy as np

    left = {
        key: (look for place in found if (look := seen(place)) is not None) for key, found in places.items()
    }
    looks = {key: [first] for key, more in left.items() if (first := next(more, None)) is not None}
    if len(looks) < LEAST_GLYPHS:
        return None
    keys = list(looks)
    scores = _scores([char for _, char in keys], [found[0] for found in looks.values()])
    for key, margin in zip(keys, scores.margins, strict=True):
        if margin > 0:
            looks[key].extend(left[key])
    further = [(key, look) for key, found in looks.items() for look in found[1:]]
    if further:
        more = _scores([char for (_, char), _ in further], [look for _, look in further])
        scores = _Scores(*map(np.concatenate, zip(scores, more, strict=True)))
        keys += [key for key, _ in further]
    vote = _vote(keys, scores, drawn)
    if vote.agree < SMALL_CAPITALS and (scale := _small_capitals(looks)) is not None:
        for key, found in looks.items():
            found.extend(left[key])
        return _vote_of_capitals(_enlarged(looks, scale), drawn)
    return vote


def _vote_of_capitals(looks: dict[_Key, list[_Look]], drawn: Counter[_Key]) -> Vote:
    """The vote of all looks as capitals."""
    flat = [(key, look) for key, found in looks.items() for look in found]
    scores = _scores([char.upper() for (_, char), _ in flat], [look for _, look in flat])
    return _vote([key for key, _ in flat], scores, drawn)


def _small_capitals(looks: dict[_Key, list[_Look]]) -> float | None:
    """How much smaller a font's small letters are than capitals, if they look like these; else None."""
    import numpy as np

    known = atlas()
    sizes: list[float] = []
    letters = 0
    for (_, char), found in looks.items():
        if not "a" <= char <= "z" or char.upper() in _alike()[char]:
            continue
        letters += 1
        similar = np.maximum.reduceat(known.pixels @ found[0].pixels, known.starts)
        at = known.letters.index(char.upper())
        if similar[at] > similar[known.letters.index(char)]:
            stop = known.starts[at + 1] if at + 1 < len(known.starts) else len(known.pixels)
            sizes.append(found[0].height / float(np.median(known.measures[known.starts[at] : stop, 0])))
    if letters < LEAST_SMALL or len(sizes) < MOSTLY_SMALL * letters:
        return None
    return sorted(sizes)[len(sizes) // 2]


def _enlarged(looks: dict[_Key, list[_Look]], scale: float) -> dict[_Key, list[_Look]]:
    """The looks with small letters as large as capitals."""
    return {
        key: [
            one._replace(height=one.height / scale, width=one.width / scale, bottom=one.bottom / scale)
            for one in found
        ]
        if key[1].islower()
        else found
        for key, found in looks.items()
    }


class _Scores(NamedTuple):
    """How well each of the looks fits, an entry a look."""

    ranks: NDArray[Any]
    """Letters that fit better than its own."""
    margins: NDArray[Any]
    """By how much the best of the other letters fits better."""
    nearest: NDArray[Any]
    """That letter's index in the atlas."""


def _scores(chars: Sequence[str], looks: Sequence[_Look]) -> _Scores:
    """Looks against the atlas, each with the letter that it should be."""
    import numpy as np

    known = atlas()
    measures = np.array([(one.height, one.width, one.bottom) for one in looks], dtype=np.float32)
    scores = np.stack([one.pixels for one in looks]) @ known.pixels.T
    for column, weight in enumerate((HEIGHT, WIDTH, BASELINE)):
        scores -= weight * np.abs(measures[:, column, None] - known.measures[None, :, column])
    by_letter = np.maximum.reduceat(scores, known.starts, axis=1)
    same = _alike_matrix()[[known.letters.index(char) for char in chars]]
    own = np.where(same, by_letter, -9.0).max(axis=1)
    others = np.where(same, -9.0, by_letter)
    return _Scores((others > own[:, None]).sum(axis=1), others.max(axis=1) - own, others.argmax(axis=1))


def _vote(keys: Sequence[_Key], scores: _Scores, drawn: Counter[_Key]) -> Vote:
    """The vote where each glyph, one or several times among the keys, fits so well."""
    known = atlas()
    agreed: set[_Key] = set()
    least: dict[_Key, tuple[float, str]] = {}
    for at, key in enumerate(keys):
        if scores.ranks[at] < TOP:
            agreed.add(key)
        if key not in least or scores.margins[at] < least[key][0]:
            least[key] = float(scores.margins[at]), known.letters[scores.nearest[at]]
    suspects = [
        Suspect(glyph=glyph, text=char, looks_like=letter, margin=round(margin, 2))
        for (glyph, char), (margin, letter) in least.items()
        if margin > MARGIN
    ]
    unlike = sum(
        margin > UNLIKE and char.isascii() and letter.isascii()
        for (_, char), (margin, letter) in least.items()
    )
    share = sum(drawn[key] for key in agreed) / sum(drawn[key] for key in least)
    return Vote(round(share, 3), len(least), tuple(suspects), unlike)
