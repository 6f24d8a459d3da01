"""The line along which a reader goes over a page, as the paths of an SVG drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atsharness.model import Box, Word, WordLabel

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


class _Run(NamedTuple):
    """Words of one line that are read in a row: indices in the reference, and where they begin and end."""

    first: int
    last: int
    x0: float
    x1: float
    y: float
    box: Box
    page: int


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
    read = sorted((label.hypothesis[0], at) for at, label in enumerate(labels) if label.hypothesis)
    run: _Run | None = None
    for _, at in read:
        word = words[at] if at < len(words) else None
        if word is None or labels[at].decoration:
            continue
        if run is not None and run.last < at <= run.last + _NEAR and _goes_on(run, word):
            run = run._replace(last=at, x1=word.box[2], box=word.box)
            continue
        if run is not None:
            yield run
        run = _Run(at, at, word.box[0], word.box[2], word.box[3], word.box, word.page)
    if run is not None:
        yield run


def _goes_on(run: _Run, word: Word) -> bool:
    height = max(1.0, word.box[3] - word.box[1])
    level = abs(word.box[3] - run.y) < _SAME_LINE * height
    return level and word.page == run.page and word.box[0] >= run.box[0]


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
