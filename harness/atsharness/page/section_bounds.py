"""Section headings that end a whitespace separator, though none of their letters stands in it.

In one column a heading is short, and what stands above and below it may leave the same strip open: dates at
the right under one heading, a list two abreast under the next. No column runs on across a heading of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.language.headings import section_of
from atsharness.page.whitespace_separators import BIN, Separator
from atsharness.page.words import Placed, Row

Rule = tuple[float, float, float]
"""A horizontal rule: its y, and where it begins and ends, in points."""

RULE_REACH = 12.0
"""A rule parts rows of both sides of a strip where it reaches so many points into each."""

STRETCH_GAP = 1.2
"""Em of white between two things on one line."""

_CLEAR = 0.7
"""Pitches between a heading and the nearest line of the other side; lines of two columns stand anyhow."""

_BLANK = 1.8
"""Pitches of white that the other side leaves where a heading of both stands; between paragraphs less."""

_LARGER = 1.08
"""Headings that are so many times as large as the text are told by their size, too."""


def heading_sizes(rows: Sequence[Row], em: float) -> frozenset[float]:
    """The sizes, above that of the text, at which a page's known headings are set; `em` is the text's."""
    sizes = (_size(words) for row in rows for words in _stretches(row) if _is_known(words))
    return frozenset(size for size in sizes if size > _LARGER * em)


def cut_at_headings(
    separator: Separator,
    rows: Sequence[Row],
    rules: Sequence[Rule],
    pitch: float,
    sizes: frozenset[float],
) -> list[Separator]:
    """The parts of a separator between the headings that bound it; the separator itself where none does.

    Args:
        separator: of the page.
        rows: of the page.
        rules: horizontal lines drawn on the page.
        pitch: the usual distance between two lines, in points.
        sizes: of its headings.
    """
    middle = (separator.left + separator.right) / 2 * BIN
    own = rows[separator.top : separator.bottom]
    sides = [[words for words in _stretches(row) if words[0].word.box[0] > middle] for row in own]
    apart = any(_is_heading(words, sizes) for side in sides for words in side)
    right = [row.baseline for row, side in zip(own, sides, strict=True) if side]
    bounds = [
        at
        for at, (row, side) in enumerate(zip(own, sides, strict=True))
        if not side
        and _is_heading(row.words, sizes)
        and (_is_ruled(row, middle, rules, pitch) or (not apart and _is_clear(row.baseline, right, pitch)))
    ]
    edges = [-1, *bounds, len(own)]
    return [
        separator._replace(top=separator.top + low + 1, bottom=separator.top + high)
        for low, high in pairwise(edges)
        if high > low + 1
    ]


def _is_heading(words: Sequence[Placed], sizes: frozenset[float]) -> bool:
    """Whether words are a heading that is known by its words, or by the size of those that are."""
    return _size(words) in sizes or _is_known(words)


def _is_known(words: Sequence[Placed]) -> bool:
    return section_of(" ".join(item.word.text for item in words)) is not None


def _size(words: Sequence[Placed]) -> float:
    return round(max(item.word.size for item in words), 1)


def _stretches(row: Row) -> Iterator[list[Placed]]:
    """The words of a row, parted at wide gaps."""
    begin = 0
    for at in range(1, len(row.words) + 1):
        if at < len(row.words):
            one, two = row.words[at - 1].word, row.words[at].word
            if two.box[0] - one.box[2] <= STRETCH_GAP * one.size:
                continue
        if at > begin:
            yield row.words[begin:at]
        begin = at


def _is_ruled(row: Row, middle: float, rules: Sequence[Rule], pitch: float) -> bool:
    """Whether a rule under a heading reaches from one side to the other."""
    return any(
        row.baseline < y < row.baseline + pitch and x0 < middle - RULE_REACH and x1 > middle + RULE_REACH
        for y, x0, x1 in rules
    )


def _is_clear(baseline: float, others: Sequence[float], pitch: float) -> bool:
    """Whether the other side leaves a blank at a heading, or has not begun or has ended there."""
    above = max((other for other in others if other < baseline), default=float("-inf"))
    below = min((other for other in others if other > baseline), default=float("inf"))
    return min(baseline - above, below - baseline) >= _CLEAR * pitch and below - above >= _BLANK * pitch
