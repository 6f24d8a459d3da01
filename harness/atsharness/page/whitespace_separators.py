"""Whitespace separators: vertical bands that rows of text leave open, with lines on both sides.

Whether one parts columns or only looks like it is judged elsewhere (`gutters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model.facts import LineWord
from atsharness.page.words import Placed, Row

BIN = 2.0
"""Width of the bins into which the page is cut, in points."""

LEAST_WIDTH = 6.0
LEAST_WIDTH_EM = 0.62
LEAST_LINES = 3
LEAST_PITCHES = 2.6
JUTTING_ROWS = 3
SAME_EDGE = 3.0
MOST_RUN_OVER = 2
"""Lines of a left side that run over into the right one, one after the other."""

RUN_OVER = 0.35
"""Share of a left side's width by which one of its lines may run over."""

ROOM, CLOSE = 1.8, 0.7
"""Pitches between two lines of a side, and to the nearer one, that leave no room for a whole line there."""

MOST_SEPARATORS = 400
MOST_SPACES = 2
"""Space characters between two words of one text; columns that spaces part have more between them."""


class Separator(NamedTuple):
    """A band of white space: bins ``[left, right)``, rows ``[top, bottom)`` that have lines on both sides."""

    left: int
    right: int
    top: int
    bottom: int


def find_separators(rows: Sequence[Row], width: float, em: float, pitch: float) -> list[Separator]:
    """The separators of a page that no other one is a part of.

    Args:
        rows: of the page.
        width: of the page, in points.
        em: the usual size of its text, in points.
        pitch: the usual distance between two lines, in points.
    """
    least = max(LEAST_WIDTH, LEAST_WIDTH_EM * em)
    found = [_extended(one, rows, pitch) for one in _distinct(_separators(rows, width, least, pitch), rows)]
    return _merged(found, rows)


def _separators(rows: Sequence[Row], width: float, least: float, pitch: float) -> list[Separator]:
    """Every separator of the least width that is free over enough rows with lines on both sides."""
    import numpy as np

    bins = max(1, int(width / BIN) + 1)
    taken = np.zeros((len(rows), bins), dtype=bool)
    first = np.full(len(rows), bins)
    last = np.zeros(len(rows), dtype=int)
    for at, row in enumerate(rows):
        for item, neighbour in zip(row.words, (None, *row.words), strict=False):
            x0, _, x1, _ = item.word.box
            a, b = int(max(0.0, x0 + 0.3) / BIN), int(max(0.0, x1 - 0.3) / BIN)
            taken[at, a : b + 1] = True
            if neighbour is not None and is_one_text(neighbour.word, item.word):
                taken[at, last[at] : a] = True
            first[at] = min(first[at], a)
            last[at] = max(last[at], b)
    need = max(1, int(least / BIN + 0.5))
    sums = np.concatenate([np.zeros((len(rows), 1), int), taken.cumsum(1)], axis=1)
    free = sums[:, need:] == sums[:, :-need]
    starts = np.arange(free.shape[1])
    has_left = first[:, None] < starts[None, :]
    has_right = last[:, None] >= starts[None, :] + need
    both = ((free & has_left).sum(0) >= LEAST_LINES) & ((free & has_right).sum(0) >= LEAST_LINES)
    found: list[Separator] = []
    baselines = np.array([row.baseline for row in rows])
    states = free.astype(np.int8) + 2 * has_left + 4 * has_right
    # Rows with words on the left (right) above each row, so that most segments are passed over quickly.
    lefts = np.concatenate([np.zeros((1, free.shape[1]), int), has_left.cumsum(0)])
    rights = np.concatenate([np.zeros((1, free.shape[1]), int), has_right.cumsum(0)])
    before: list[Separator] = []
    for at in np.flatnonzero(both).tolist():
        if before and before[0].right == at + need - 1 and (states[:, at] == states[:, at - 1]).all():
            before = [separator._replace(right=at + need) for separator in before]
            found[-len(before) :] = before
            continue
        before = []
        column = np.concatenate([[0], free[:, at].view(np.int8), [0]])
        edges = (column[1:] != column[:-1]).nonzero()[0]
        tops, bottoms = edges[::2], edges[1::2]
        enough = (
            (lefts[bottoms, at] - lefts[tops, at] >= LEAST_LINES)
            & (rights[bottoms, at] - rights[tops, at] >= LEAST_LINES)
        ).nonzero()[0]
        for top, bottom in zip(tops[enough].tolist(), bottoms[enough].tolist(), strict=True):
            left = has_left[top:bottom, at].nonzero()[0] + top
            right = has_right[top:bottom, at].nonzero()[0] + top
            low, high = max(left[0], right[0]), min(left[-1], right[-1])
            if high > low and baselines[high] - baselines[low] + pitch >= LEAST_PITCHES * pitch:
                before.append(Separator(at, at + need, top, bottom))
        found.extend(before)
    return found


def is_one_text(one: LineWord, two: LineWord) -> bool:
    """Whether a run sets two words a space or two apart: however wide these are, the text goes on there.

    Justified lines widen their spaces, and a letter that the file calls a space leaves its width.
    """
    end, start = one.parts[-1], two.parts[0]
    return end.run == start.run and 1 <= start.start - end.stop <= MOST_SPACES


def _distinct(separators: list[Separator], rows: Sequence[Row]) -> list[Separator]:
    """One separator a gutter: of those without a word between them the one that is free the longest."""
    best: list[Separator] = []
    for separator in sorted(separators, key=lambda one: (one.top - one.bottom, one.left))[:MOST_SEPARATORS]:
        for at, other in enumerate(best):
            top, bottom = max(separator.top, other.top), min(separator.bottom, other.bottom)
            if bottom - top < 0.5 * min(separator.bottom - separator.top, other.bottom - other.top):
                continue
            low, high = min(separator.left, other.left), max(separator.right, other.right)
            if not _between(rows, top, bottom, low, high):
                if (separator.top, separator.bottom) == (other.top, other.bottom):
                    best[at] = Separator(low, high, other.top, other.bottom)
                break
        else:
            best.append(separator)
    return best


def _extended(separator: Separator, rows: Sequence[Row], pitch: float) -> Separator:
    """A separator that goes on above and below where a line of its left side runs over into the right one.

    An address that does not fit its column has no room of its own: the right side's lines stand as close as
    ever beside it.
    """
    edge = _edge(separator, rows)
    starts = Counter(round(row.words[0].word.box[0]) for row in rows[separator.top : separator.bottom])
    start = min((at for at, count in starts.items() if count > 1), default=edge)
    right = [row.baseline for row in rows if any(_begins(item, edge) for item in row.words)]
    top, bottom = separator.top, separator.bottom
    for step, ends in ((-1, range(top - 1, -1, -1)), (1, range(bottom, len(rows)))):
        over = 0
        reached = None
        for at in ends:
            if _runs_over(rows[at], start, edge, right, pitch):
                over += 1
            elif over > MOST_RUN_OVER or any(
                item.word.box[0] < edge - SAME_EDGE and item.word.box[2] > separator.left * BIN
                for item in rows[at].words
            ):
                break
            if over and any(_begins(item, edge) for item in rows[at].words):
                reached = at
        if reached is not None:
            top, bottom = (reached, bottom) if step < 0 else (top, reached + 1)
    return separator._replace(top=top, bottom=bottom)


def _begins(item: Placed, edge: float) -> bool:
    return abs(item.word.box[0] - edge) < SAME_EDGE


def _runs_over(row: Row, start: float, edge: float, right: Sequence[float], pitch: float) -> bool:
    """Whether a row's first text begins at the left side's edge and runs a little over that of the right."""
    own = [item.word for item in row.words if item.word.box[0] < edge - SAME_EDGE]
    if not own or abs(own[0].box[0] - start) > SAME_EDGE:
        return False
    end = own[-1].box[2]
    above = max((other for other in right if other <= row.baseline), default=float("-inf"))
    below = min((other for other in right if other >= row.baseline), default=float("inf"))
    close = min(row.baseline - above, below - row.baseline) < CLOSE * pitch
    return edge < end <= edge + RUN_OVER * (edge - start) and (close or below - above < ROOM * pitch)


def _merged(separators: list[Separator], rows: Sequence[Row]) -> list[Separator]:
    """Separators made one that are parts of one gutter: a line of the left side juts out into it.

    They share the left edge of their right side, and no word crosses that edge on the rows between them.
    """
    left = sorted(separators, key=lambda one: (one.top, one.bottom))
    done: list[Separator] = []
    edges: list[float] = []
    for separator in left:
        edge = _edge(separator, rows)
        for at, other in enumerate(done):
            gap = range(min(other.bottom, separator.bottom), max(other.top, separator.top))
            if (
                abs(edge - edges[at]) < SAME_EDGE
                and len(gap) <= JUTTING_ROWS
                and not any(_crosses(rows[row], edge) for row in gap)
            ):
                done[at] = Separator(
                    max(other.left, separator.left),
                    max(max(other.left, separator.left) + 1, min(other.right, separator.right)),
                    min(other.top, separator.top),
                    max(other.bottom, separator.bottom),
                )
                break
        else:
            done.append(separator)
            edges.append(edge)
    return done


def _edge(separator: Separator, rows: Sequence[Row]) -> float:
    """The leftmost place where several rows begin right of a separator."""
    starts: Counter[int] = Counter()
    for row in rows[separator.top : separator.bottom]:
        right = [item.word.box[0] for item in row.words if item.word.box[0] >= separator.right * BIN - BIN]
        if right:
            starts[round(min(right))] += 1
    return min((start for start, count in starts.items() if count > 1), default=separator.right * BIN)


def _crosses(row: Row, edge: float) -> bool:
    """Whether a word stands over an edge at which none begins."""
    over = any(item.word.box[0] < edge - SAME_EDGE and item.word.box[2] > edge for item in row.words)
    return over and not any(_begins(item, edge) for item in row.words)


def _between(rows: Sequence[Row], top: int, bottom: int, low: int, high: int) -> bool:
    """Whether whole words stand between two separators on more than a few of these rows."""
    count = sum(
        any(item.word.box[0] >= low * BIN and item.word.box[2] <= high * BIN for item in row.words)
        for row in rows[top:bottom]
    )
    return count >= LEAST_LINES
