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


def cut_at_headings(
    separators: Sequence[Separator], rows: Sequence[Row], rules: Sequence[Rule], em: float, pitch: float
) -> dict[Separator, list[Separator]]:
    """The parts of separators between the headings that bound them: one, itself, where none does.

    Args:
        separators: of the page, but for those of a margin.
        rows: of the page.
        rules: horizontal lines drawn on the page.
        em: the usual size of its text, in points.
        pitch: the usual distance between two lines, in points.
    """
    sizes = _heading_sizes(rows, em)
    sides = {one: _Beside(one, rows, sizes) for one in separators}
    bounds = {one: beside.bounds(rules, pitch) for one, beside in sides.items()}
    # A heading of the whole width bounds every strip that runs past it.
    every = {at for found in bounds.values() for at in found}
    return {
        one: _parts(one, bounds[one] | {at for at in every if beside.is_clear(at, pitch)})
        for one, beside in sides.items()
    }


def _parts(separator: Separator, bounds: set[int]) -> list[Separator]:
    edges = [separator.top - 1, *sorted(bounds), separator.bottom]
    return [separator._replace(top=low + 1, bottom=high) for low, high in pairwise(edges) if high > low + 1]


class _Beside:
    """What stands beside a separator: which rows hold a heading and nothing to its right."""

    def __init__(self, separator: Separator, rows: Sequence[Row], sizes: frozenset[float]) -> None:
        self.separator = separator
        self.rows = rows
        self.middle = (separator.left + separator.right) / 2 * BIN
        span = range(separator.top, separator.bottom)
        sides = {
            at: [words for words in _stretches(rows[at]) if words[0].word.box[0] > self.middle] for at in span
        }
        self.apart = any(_is_heading(words, sizes) for side in sides.values() for words in side)
        self.right = [rows[at].baseline for at in span if sides[at]]
        self.headings = {at for at in span if not sides[at] and _is_heading(rows[at].words, sizes)}

    def bounds(self, rules: Sequence[Rule], pitch: float) -> set[int]:
        """The rows whose headings bound the separator."""
        last = self.separator.bottom - 1
        return {
            at
            for at in self.headings
            if _is_ruled(self.rows[at], self.middle, rules, pitch)
            or (not self.apart and self.is_clear(at, pitch))
            # The text of the whole width that ends the strip begins with it.
            or (at == last < len(self.rows) - 1 and self.rows[at].baseline > max(self.right, default=0.0))
        }

    def is_clear(self, at: int, pitch: float) -> bool:
        """Whether the right side leaves a blank at a heading, or has not begun or has ended there."""
        if at not in self.headings:
            return False
        baseline = self.rows[at].baseline
        above = max((other for other in self.right if other < baseline), default=float("-inf"))
        below = min((other for other in self.right if other > baseline), default=float("inf"))
        return min(baseline - above, below - baseline) >= _CLEAR * pitch and below - above >= _BLANK * pitch


def _heading_sizes(rows: Sequence[Row], em: float) -> frozenset[float]:
    """The sizes, above that of the text, at which a page's known headings are set."""
    sizes = (_size(words) for row in rows for words in _stretches(row) if _is_known(words))
    return frozenset(size for size in sizes if size > _LARGER * em)


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
