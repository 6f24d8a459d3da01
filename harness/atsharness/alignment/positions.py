"""Where words stand on the page, as a judge between equal words, if both texts have boxes that agree."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from atsharness.model import Box, Word
from atsharness.model.geometry import union
from atsharness.text.tokens import Token, tokens

_MIN_AGREEING = 5
_TRUST = 0.9
"""A page's boxes count if at least 5 words that match by context alone, and .9 of those, share a place."""
_SAME = 0.5
"""Centres of one word differ by at most this share of the larger box, in either direction."""
_APART = 1.5
"""Line heights between two boxes from which on they are surely not one word."""


class Position(NamedTuple):
    """The page and box of one word, in points, origin top left."""

    page: int
    box: Box


Positions = list[Position | None]


def positions_of(text: Sequence[Token], words: Sequence[Word | None] | None) -> Positions | None:
    """Gives each token the box of the words it is made of.

    Args:
        text: the tokens of a text.
        words: the words of the same text with their boxes; without white space both read the same. Where some
            are None (not found on the page), they go with the tokens one by one.

    Returns:
        One position per token (a part of a word gets that part of its box; a token over two pages none), or
        None where there are no words or the two do not read the same.
    """
    if not words:
        return None
    boxed = [word for word in words if word is not None]
    if len(boxed) < len(words):
        if len(words) != len(text):
            return None
        return [None if word is None else Position(word.page, word.box) for word in words]
    parts = ["".join(token.raw for token in tokens(word.text)) for word in boxed]
    if "".join(parts) != "".join(token.raw for token in text):
        return None
    ends = list(accumulate(map(len, parts)))
    found: Positions = []
    at = 0
    for token in text:
        stop = at + len(token.raw)
        number = bisect_right(ends, at)
        pages, boxes = set(), []
        while number < len(boxed) and ends[number] - len(parts[number]) < stop:
            low, high = ends[number] - len(parts[number]), ends[number]
            if parts[number]:
                pages.add(boxed[number].page)
                share = (max(at, low) - low) / (high - low), (min(stop, high) - low) / (high - low)
                boxes.append(_part(boxed[number].box, *share))
            number += 1
        found.append(Position(pages.pop(), union(boxes)) if len(pages) == 1 else None)
        at = stop
    return found


def _part(box: Box, start: float, stop: float) -> Box:
    x0, y0, x1, y1 = box
    return x0 + start * (x1 - x0), y0, x0 + stop * (x1 - x0), y1


def trusted(
    ref: Positions, hyp: Positions, pairs: Iterable[tuple[int, int]]
) -> tuple[Positions, Positions] | None:
    """Leaves the positions of the pages on which words matched without them stand where they should.

    Args:
        ref: of the reference's words.
        hyp: of the recovered words.
        pairs: words that match by their context alone.

    Returns:
        Both lists with None for the words of other pages, or None where no page is left.
    """
    seen: Counter[int] = Counter()
    agreeing: Counter[int] = Counter()
    for a, b in pairs:
        one, two = ref[a], hyp[b]
        if one is not None and two is not None:
            seen[one.page] += 1
            agreeing[one.page] += same_place(one, two)
    pages = {page for page, count in agreeing.items() if count >= max(_MIN_AGREEING, _TRUST * seen[page])}
    if not pages:
        return None
    return _on_pages(ref, pages), _on_pages(hyp, pages)


def _on_pages(found: Positions, pages: set[int]) -> Positions:
    return [position if position is not None and position.page in pages else None for position in found]


def same_place(one: Position, two: Position) -> bool:
    """Whether two boxes can be those of one word, measured by two engines."""
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = one.box, two.box
    wide, high = max(ax1 - ax0, bx1 - bx0), max(ay1 - ay0, by1 - by0)
    return (
        one.page == two.page
        and abs(ax0 + ax1 - bx0 - bx1) <= 2 * _SAME * wide
        and abs(ay0 + ay1 - by0 - by1) <= 2 * _SAME * high
    )


def apart(one: Position | None, two: Position | None) -> bool:
    """Whether two words with known places surely are two."""
    if one is None or two is None:
        return False
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = one.box, two.box
    high = max(ay1 - ay0, by1 - by0)
    return (
        one.page != two.page
        or abs(ay0 + ay1 - by0 - by1) > 2 * _SAME * high
        or max(ax0 - bx1, bx0 - ax1) > _APART * high
    )


class Rows:
    """Finds words by the height at which they stand."""

    def __init__(self, found: Positions, numbers: Iterable[int], height: float) -> None:
        self._found = found
        self._height = height
        self._rows: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in numbers:
            position = found[number]
            if position is not None:
                self._rows[position.page, self._row(position)].append(number)

    def _row(self, position: Position) -> int:
        return int((position.box[1] + position.box[3]) / 2 // self._height)

    def near(self, position: Position) -> Iterable[int]:
        """The words on the position's row and the two beside it."""
        row = self._row(position)
        for at in (row - 1, row, row + 1):
            yield from self._rows.get((position.page, at), ())


def row_height(found: Positions) -> float:
    """The usual height of a word's box, in points."""
    heights = [position.box[3] - position.box[1] for position in found if position is not None]
    return max(1.0, median(heights)) if heights else 1.0


def equal_in_place(
    ref_keys: Sequence[str], hyp_keys: Sequence[str], ref: Positions, hyp: Positions
) -> list[tuple[int, int]]:
    """Pairs of equal words in one place, each word once, the best covered first; ordered by the reference."""
    height = row_height(ref)
    by_key: dict[str, list[int]] = defaultdict(list)
    for b, key in enumerate(hyp_keys):
        by_key[key].append(b)
    rows = {key: Rows(hyp, by_key[key], height) for key in set(ref_keys) if key in by_key}
    candidates = []
    for a, position in enumerate(ref):
        if position is None or ref_keys[a] not in rows:
            continue
        for b in rows[ref_keys[a]].near(position):
            other = hyp[b]
            if other is not None and same_place(position, other):
                away = abs(position.box[0] - other.box[0]) + abs(position.box[1] - other.box[1])
                candidates.append((away, a, b))
    used_a: set[int] = set()
    used_b: set[int] = set()
    chosen = []
    for _, a, b in sorted(candidates):
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            chosen.append((a, b))
    return sorted(chosen)


def stretches_near(
    ref: Positions, hyp: Positions, span: tuple[int, int], rows: Rows
) -> list[tuple[int, int]]:
    """The stretches of those recovered words in `rows` that stand where a stretch of the reference stands."""
    near = sorted(
        {
            b
            for position in ref[slice(*span)]
            if position is not None
            for b in rows.near(position)
            if not apart(position, hyp[b])
        }
    )
    found: list[tuple[int, int]] = []
    for b in near:
        if found and found[-1][1] == b:
            found[-1] = (found[-1][0], b + 1)
        else:
            found.append((b, b + 1))
    return found
