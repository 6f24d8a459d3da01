"""Visible glyphs to words and rows, by geometry alone: never by the order of the content stream."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.model.facts import LineWord, Part, Run
from atsharness.model.geometry import union
from atsharness.text.graphemes import SPACING_ACCENTS

WORD_GAP = 0.15
"""A gap of so many em parts two words where no space stands (the least at which most engines part them)."""

KERNED = 0.25
"""So many em the next part of a word may step back: W and A, a smaller capital under an overhang."""

SAME_ROW = 1.5
"""Baselines that differ by so many points are one row."""

LEAST_SAMPLE = 8
"""Letters of a sample of a font that leaves some out, at least."""


class Placed(NamedTuple):
    """A word, its baseline, and the font of its first letter by its index (-1: not known)."""

    word: LineWord
    baseline: float
    font: int = -1


class Row(NamedTuple):
    """Words on one baseline over the whole width, left to right."""

    baseline: float
    words: list[Placed]


def placed_words(runs: Sequence[Run]) -> list[Placed]:
    """The words of the visible, horizontal runs of a page, in the order of the runs.

    Words are cut at white space and at gaps of `WORD_GAP` beyond the run's own letter-spacing. Parts of
    one word in several runs (a change of font) are joined by `rows`.
    """
    found: list[Placed] = []
    for index, run in enumerate(runs):
        if run.visible and run.horizontal:
            found.extend(_cut(index, run))
    return found


def tracking(run: Run) -> float:
    """The run's letter-spacing: its median gap between two letters, in em; 0 for less than 4 gaps."""
    if not run.size:
        return 0.0
    gaps = []
    for i in range(1, len(run.text)):
        if run.glyphs[i] >= 0 and not run.text[i].isspace() and not run.text[i - 1].isspace():
            gaps.append((run.x0[i] - run.x1[i - 1]) / run.size)
    return statistics.median(gaps) if len(gaps) >= 4 else 0.0


def _cut(index: int, run: Run) -> Iterable[Placed]:
    spacing = WORD_GAP * run.size + max(0.0, tracking(run)) * run.size
    start = -1
    for i, char in enumerate(run.text):
        if char.isspace():
            if start >= 0:
                yield _placed(index, run, start, i)
            start = -1
        elif start >= 0 and run.glyphs[i] >= 0 and run.x0[i] - run.x1[i - 1] > spacing:
            yield _placed(index, run, start, i)
            start = i
        elif start < 0:
            start = i
    if start >= 0:
        yield _placed(index, run, start, len(run.text))


def _placed(index: int, run: Run, start: int, stop: int) -> Placed:
    box = (min(run.x0[start:stop]), run.box[1], max(run.x1[start:stop]), run.box[3])
    word = LineWord(text=run.text[start:stop], box=box, parts=(Part(index, start, stop),), size=run.size)
    return Placed(word, run.baseline, run.font)


# --- rows ----------------------------------------------------------------------------------------


def rows(words: Iterable[Placed]) -> list[Row]:
    """Words grouped by baseline, top to bottom, each row from left to right with broken words joined.

    Smaller words that stand a little higher or lower (superscripts, small figures) join the row that they
    touch, and so do accents over capitals.
    """
    ordered = sorted(words, key=lambda item: (item.baseline, item.word.box[0]))
    groups: list[Row] = []
    for item in ordered:
        if groups and item.baseline - groups[-1].baseline <= SAME_ROW:
            groups[-1].words.append(item)
        else:
            groups.append(Row(item.baseline, [item]))
    return [Row(row.baseline, _joined(row.words)) for row in _with_raised(groups)]


def _with_raised(groups: list[Row]) -> list[Row]:
    """Rows of raised or lowered small words merged into the row they belong to."""
    kept: list[Row] = []
    waiting: list[Placed] = []
    for at, row in enumerate(groups):
        host = None
        size = max(item.word.size for item in row.words)
        for other in (groups[at + 1 : at + 2], kept[-1:]):
            if other and abs(other[0].baseline - row.baseline) < 0.5 * size and _touches(row, other[0]):
                host = other[0]
                break
        if host is None:
            kept.append(Row(row.baseline, [*row.words, *waiting]))
            waiting = []
        elif kept and host is kept[-1]:
            host.words.extend(row.words)
        else:
            waiting.extend(row.words)
    return kept


def _touches(row: Row, host: Row) -> bool:
    """Whether every word of a row is an accent over one of the host, or stands beside a larger one."""
    return all(
        any(_is_accent(item.word, other.word) or _is_raised(item.word, other.word) for other in host.words)
        for item in row.words
    )


def _is_accent(word: LineWord, other: LineWord) -> bool:
    """Whether a word is an accent raised over a capital of another, or marks over its letters."""
    middle = (word.box[0] + word.box[2]) / 2
    return (word.text in SPACING_ACCENTS or _are_marks(word)) and other.box[0] < middle < other.box[2]


def _is_raised(word: LineWord, other: LineWord) -> bool:
    gap = word.box[0] - other.box[2]
    return word.size < 0.85 * other.size and -0.3 * other.size < gap < 0.6 * other.size


def _joined(items: list[Placed]) -> list[Placed]:
    """A row's words from left to right; neighbours without a gap or a space between them made one."""
    items = sorted(items, key=lambda item: (item.word.box[0], item.word.box[2]))
    joined: list[Placed] = []
    for item in items:
        if joined:
            before, word = joined[-1].word, item.word
            gap = word.box[0] - before.box[2]
            size = max(before.size, word.size)
            if before.parts[-1].run != word.parts[0].run and (
                -KERNED * size <= gap <= WORD_GAP * 0.6 * size or _is_mark_on(word, before)
            ):
                joined[-1] = joined[-1]._replace(word=_join(before, word))
                continue
        joined.append(item)
    return joined


def _is_mark_on(word: LineWord, before: LineWord) -> bool:
    """Whether marks alone stand over the word before them, whose last letter they belong to."""
    return _are_marks(word) and before.box[0] <= word.box[0] <= before.box[2]


def _are_marks(word: LineWord) -> bool:
    return word.text > "\u02ff" and all(map(unicodedata.combining, word.text))


def _join(a: LineWord, b: LineWord) -> LineWord:
    return LineWord(
        text=a.text + b.text, box=union((a.box, b.box)), parts=a.parts + b.parts, size=max(a.size, b.size)
    )


def is_alphabet(text: str) -> bool:
    """Whether letters follow in the order of their codes, forth or back: a sample of a font, no word."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    if len(text) < LEAST_SAMPLE:  # "first" nearly follows the alphabet, too
        return len(text) > 3 and set(steps) in ({1}, {-1})
    forth, back = (sum(0 < sign * step <= 3 for step in steps) for sign in (1, -1))
    return max(forth, back) > 0.7 * len(steps)
