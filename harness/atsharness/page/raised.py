"""Letters of a line whose baseline is not its own: raised, lowered, or several lines high."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from atsharness.model.facts import LineWord
from atsharness.text.graphemes import SPACING_ACCENTS

if TYPE_CHECKING:
    from atsharness.page.words import Placed, Row

OFF_LINE = 0.5
"""Share of its size by which a raised or lowered letter's baseline differs from its line's, at most."""

SMALLER = 0.85
"""A raised letter is smaller than its neighbour by this factor; one of the same size fills a hole."""

OVERLAP, HOLE = 0.45, 0.1
"""Em by which letters of a logo are set over each other, and the room left in a hole that one fills."""

INITIAL = 1.6
"""A letter that begins a paragraph is so many times as large as its line."""

LONE_LETTERS = frozenset("AI")
"""Letters that are words, too: as large ones they stand before a word as often as they begin one."""

INITIAL_GAP = 0.5
"""Sizes of the line between such a letter and the rest of its word."""


def with_raised(groups: Sequence[Row]) -> list[Row]:
    """Rows of raised or lowered letters merged into the row that they belong to.

    Args:
        groups: of one baseline each, from top to bottom.
    """
    kept: list[Row] = []
    waiting: list[Placed] = []
    for at, row in enumerate(groups):
        host = None
        size = max(item.word.size for item in row.words)
        for other in (groups[at + 1 : at + 2], kept[-1:]):
            if other and abs(other[0].baseline - row.baseline) < OFF_LINE * size and _belong(row, other[0]):
                host = other[0]
                break
        if host is None:
            kept.append(row._replace(words=[*row.words, *waiting]))
            waiting = []
        elif kept and host is kept[-1]:
            host.words.extend(row.words)
        else:
            waiting.extend(row.words)
    return kept


def _belong(row: Row, host: Row) -> bool:
    """Whether every word of a row is a part of one of the host, or an accent over one."""
    words = [item.word for item in host.words]
    return all(
        _fills(item.word, words)
        or any(_is_accent(item.word, other) or _is_raised(item.word, other) for other in words)
        for item in row.words
    )


def _is_accent(word: LineWord, other: LineWord) -> bool:
    """Whether a word is an accent raised over a capital of another, or marks over its letters."""
    return (word.text in SPACING_ACCENTS or are_marks(word)) and other.box[0] < _middle(word) < other.box[2]


def _is_raised(word: LineWord, other: LineWord) -> bool:
    gap = word.box[0] - other.box[2]
    return word.size < SMALLER * other.size and -0.3 * other.size < gap < 0.6 * other.size


def _fills(word: LineWord, others: Sequence[LineWord]) -> bool:
    """Whether a letter stands between two words as a letter of theirs does: the E of a logo."""
    left = max((one for one in others if _middle(one) < _middle(word)), key=_middle, default=None)
    right = min((one for one in others if _middle(one) > _middle(word)), key=_middle, default=None)
    if left is None or right is None or len(word.text) > 1:
        return False
    em = max(left.size, right.size)
    gaps = (word.box[0] - left.box[2]) / em, (right.box[0] - word.box[2]) / em
    return all(-OVERLAP <= gap <= HOLE for gap in gaps) and word.size <= 1.05 * em


def _middle(word: LineWord) -> float:
    return (word.box[0] + word.box[2]) / 2


def with_initials(groups: Sequence[Row]) -> list[Row]:
    """Rows with letters of several lines' height at the first of these lines: they begin its first word.

    Args:
        groups: of one baseline each, from top to bottom.
    """
    found = [row._replace(words=list(row.words)) for row in groups]
    for row in found:
        for item in list(row.words):
            host = _first_line(item, found) if len(item.word.text) == 1 and item.word.text.isalpha() else None
            if host is not None:
                row.words.remove(item)
                host.words.append(item)
    return [row for row in found if row.words]


def _first_line(item: Placed, groups: Sequence[Row]) -> Row | None:
    """The topmost of the lines beside a large letter, where there are several; all begin right of it."""
    x1, size = item.word.box[2], item.word.size
    beside: list[Row] = []
    for row in groups:
        if not item.baseline - 0.9 * size < row.baseline < item.baseline + 0.3 * size:
            continue
        right = [other.word for other in row.words if other is not item and other.word.box[0] >= x1 - 1]
        if not right:
            continue
        first = min(right, key=lambda word: word.box[0])
        if size >= INITIAL * first.size and first.box[0] - x1 < INITIAL_GAP * first.size:
            beside.append(row)
    steps = [two.baseline - one.baseline for one, two in pairwise(beside)]
    return beside[0] if steps and min(steps) > 0.8 * min(one.word.size for one in beside[0].words) else None


def is_initial(one: LineWord, two: LineWord) -> bool:
    """Whether one word is a letter of several lines' height that stands close before the other one."""
    return (
        len(one.text) == 1
        and one.text.isalpha()
        and two.text[:1].isalpha()
        and one.size >= INITIAL * two.size
        and two.box[0] - one.box[2] < INITIAL_GAP * two.size
    )


def are_marks(word: LineWord) -> bool:
    """Whether a word is combining marks alone."""
    return word.text > "\u02ff" and all(map(unicodedata.combining, word.text))
