"""The line along which a reader goes over a page, as the paths of an SVG drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atsharness.model import Word, WordLabel

_SAME_LINE = 0.5
"""Of a word's height: two words that stand this near to each other in height stand on one line."""
_NEAR = 3
"""Words further in the reference that are still the next ones: some in between may be lost."""
MOST_RUNS = 1_500
"""Stretches of one reader drawn on one page; a dense page read word by word in no order has 900."""


class Line(NamedTuple):
    """Three paths of SVG: what is read in a row, the way back to the next line, and leaps elsewhere."""

    text: str
    back: str
    leaps: str
    start: tuple[int, int]
    end: tuple[int, int]
    leap_count: int


class _Run:
    """Words of one line that are read in a row: indices in the reference, and where they begin and end."""

    __slots__ = ("first", "last", "page", "x0", "x1", "y")

    def __init__(self, at: int, word: Word) -> None:
        self.first = self.last = at
        self.page = word.page
        self.x0, _, self.x1, self.y = word.box

    def takes(self, at: int, word: Word) -> bool:
        """Goes on with a word, if it is the next one on the same line."""
        if not self.last < at <= self.last + _NEAR or word.page != self.page:
            return False
        _, top, right, bottom = word.box
        if abs(bottom - self.y) >= _SAME_LINE * max(1.0, bottom - top) or right < self.x1:
            return False
        self.last, self.x1 = at, right
        return True


def lines(labels: Sequence[WordLabel], words: Sequence[Word | None]) -> dict[int, Line]:
    """Where a reader goes, page by page.

    Args:
        labels: of the reference's words, one by one.
        words: the same words with their places.
    """
    pages: dict[int, list[_Run]] = {}
    for run in _runs(labels, words):
        pages.setdefault(run.page, []).append(run)
    return {page: _line(runs[:MOST_RUNS]) for page, runs in pages.items()}


def _runs(labels: Sequence[WordLabel], words: Sequence[Word | None]) -> Iterator[_Run]:
    places = zip(labels, words, strict=False)
    read = sorted(
        (label.hypothesis[0], at)
        for at, (label, word) in enumerate(places)
        if label.hypothesis and word is not None and not label.decoration
    )
    run: _Run | None = None
    for _, at in read:
        word = words[at]
        assert word is not None
        if run is None or not run.takes(at, word):
            if run is not None:
                yield run
            run = _Run(at, word)
    if run is not None:
        yield run


def _line(runs: Sequence[_Run]) -> Line:
    text: list[str] = []
    back: list[str] = []
    leaps: list[str] = []
    for before, run in zip([None, *runs], runs, strict=False):
        if before is not None:
            way = f"M{before.x1:.0f} {before.y:.0f}L{run.x0:.0f} {run.y:.0f}"
            (back if before.last < run.first <= before.last + _NEAR else leaps).append(way)
        text.append(f"M{run.x0:.0f} {run.y:.0f}H{run.x1:.0f}")
    first, last = runs[0], runs[-1]
    return Line(
        "".join(text),
        "".join(back),
        "".join(leaps),
        (round(first.x0), round(first.y)),
        (round(last.x1), round(last.y)),
        len(leaps),
    )
