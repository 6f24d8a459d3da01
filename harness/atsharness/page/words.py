"""Visible glyphs to words and rows, by geometry alone: never by the order of the content stream."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.model.facts import LineWord, Part, Run
from atsharness.model.geometry import union
from atsharness.page.raised import (
    INITIAL_GAP,
    LONE_LETTERS,
    OVERLAP,
    are_marks,
    is_initial,
    with_initials,
    with_raised,
)
from atsharness.text.leaders import LEADER, is_leader

WORD_GAP = 0.15
"""A gap of so many em parts two words where no space stands (the least at which most engines part them)."""

LIKE_A_SPACE, WIDEST_SPACE = 0.75, 0.3
"""Share of a typed space's width from which a gap looks like one; em of the widest space not justified."""

LEAST_TYPED = 2
"""Space characters in a run, or on a line, that tell how wide its spaces are."""

ONE_BY_ONE = 0.7
"""Share of single letters among a line's pieces from which its letters are set one by one."""

SAME_SIZE = 0.1
"""Points by which letters of one size differ."""

JOINED = 0.6 * WORD_GAP
"""Neighbours nearer than so many em are one word, in several runs."""

LEVEL = 0.5
"""Points by which the baselines of letters differ that are level."""

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
    after_space: bool = False
    """The file has a space character before it."""
    before_space: bool = False
    over_edge: bool = False
    """It stands right of the edge of a box, set in another colour than what stands in the box."""


class Row(NamedTuple):
    """Words on one baseline over the whole width, left to right."""

    baseline: float
    words: list[Placed]


Edge = tuple[float, float, float]
"""A vertical edge of a filled box: its x, its top and its bottom, in points."""


def placed_words(runs: Sequence[Run], edges: Sequence[Edge] = ()) -> list[Placed]:
    """The words of the visible, horizontal runs of a page, in the order of the runs.

    Words are cut at white space and at gaps of `WORD_GAP` beyond the run's own letter-spacing. Parts of
    one word in several runs (a change of font) are joined by `rows`.

    Args:
        runs: of the page.
        edges: of the boxes that lie behind its text.
    """
    found: list[Placed] = []
    for index, run in enumerate(runs):
        if not run.horizontal:
            continue
        if run.text.isspace():
            if found and abs(found[-1].baseline - run.baseline) < SAME_ROW:
                found[-1] = found[-1]._replace(before_space=True)
        elif run.visible:
            found.extend(_cut(index, run))
    if edges:
        order = sorted(range(len(found)), key=lambda at: (round(found[at].baseline), found[at].word.box[0]))
        for one, two in pairwise(order):
            if _is_over_edge(found[one], found[two], runs, edges):
                found[two] = found[two]._replace(over_edge=True)
    return found


def _is_over_edge(one: Placed, two: Placed, runs: Sequence[Run], edges: Sequence[Edge]) -> bool:
    """Whether a change of colour and the edge of a box stand between two neighbours set alike."""
    start, stop = one.word.box[2], two.word.box[0]
    return (
        abs(one.baseline - two.baseline) < SAME_ROW
        and 0 <= stop - start < WIDEST_SPACE * two.word.size
        and runs[one.word.parts[-1].run].colour != runs[two.word.parts[0].run].colour
        and any(start - 1 <= x <= stop + 1 and y0 < two.baseline < y1 for x, y0, y1 in edges)
    )


def tracking(run: Run) -> float:
    """The run's letter-spacing: its median gap between two letters, in em; 0 for less than 4 gaps."""
    if not run.size:
        return 0.0
    gaps = []
    for i in range(1, len(run.text)):
        if run.glyphs[i] >= 0 and not run.text[i].isspace() and not run.text[i - 1].isspace():
            gaps.append((run.x0[i] - run.x1[i - 1]) / run.size)
    return statistics.median(gaps) if len(gaps) >= 4 else 0.0


def typed_space(gaps: Sequence[float]) -> float:
    """The least gap, in em, that parts words where the file types its spaces; 0 where it hardly does.

    Kerning and letters set one by one leave gaps, too, but none as wide as the spaces beside them.

    Args:
        gaps: in em, between words with a space character between them.
    """
    return LIKE_A_SPACE * min(statistics.median(gaps), WIDEST_SPACE) if len(gaps) >= LEAST_TYPED else 0.0


def _cut(index: int, run: Run) -> Iterable[Placed]:
    typed = typed_space(list(_typed_gaps(run)))
    spacing = max(WORD_GAP + max(0.0, tracking(run)), typed) * run.size
    ends = {at for leader in LEADER.finditer(run.text) for at in leader.span()}
    start = -1
    spaced = False
    for i, char in enumerate(run.text):
        if char.isspace():
            if start >= 0:
                yield _placed(index, run, start, i, after_space=spaced, before_space=True)
            start = -1
            spaced = True
        elif start >= 0 and (i in ends or (run.glyphs[i] >= 0 and run.x0[i] - run.x1[i - 1] > spacing)):
            yield _placed(index, run, start, i, after_space=spaced)
            start = i
            spaced = False
        elif start < 0:
            start = i
    if start >= 0:
        yield _placed(index, run, start, len(run.text), after_space=spaced)


def _typed_gaps(run: Run) -> Iterable[float]:
    """The widths, in em, of what a run's space characters part."""
    if " " not in run.text or not run.size:
        return
    last = -1
    for i, char in enumerate(run.text):
        if char.isspace():
            continue
        if 0 <= last < i - 1:
            yield (run.x0[i] - run.x1[last]) / run.size
        last = i


def _placed(
    index: int, run: Run, start: int, stop: int, *, after_space: bool, before_space: bool = False
) -> Placed:
    box = (min(run.x0[start:stop]), run.box[1], max(run.x1[start:stop]), run.box[3])
    word = LineWord(text=run.text[start:stop], box=box, parts=(Part(index, start, stop),), size=run.size)
    return Placed(word, run.baseline, run.font, after_space, before_space)


# --- rows ----------------------------------------------------------------------------------------


def rows(words: Iterable[Placed]) -> list[Row]:
    """Words grouped by baseline, top to bottom, each row from left to right with broken words joined.

    Smaller words that stand a little higher or lower (superscripts, small figures) join the row that they
    touch, and so do accents over capitals, the letters of logos, and large first letters.
    """
    ordered = sorted(words, key=lambda item: (item.baseline, item.word.box[0]))
    groups: list[Row] = []
    for item in ordered:
        if groups and item.baseline - groups[-1].baseline <= SAME_ROW:
            groups[-1].words.append(item)
        else:
            groups.append(Row(item.baseline, [item]))
    return [Row(row.baseline, _joined(row.words)) for row in with_raised(with_initials(groups))]


def _joined(items: list[Placed]) -> list[Placed]:
    """A row's words from left to right; neighbours without a gap or a space between them made one."""
    items = sorted(items, key=lambda item: (item.word.box[0], item.word.box[2]))
    typed = typed_space(
        [
            (two.word.box[0] - one.word.box[2]) / max(one.word.size, 0.1)
            for one, two in pairwise(items)
            if one.before_space or two.after_space
        ]
    )
    # Where letters are set one by one, the file's spaces alone tell where words end.
    letters = typed > 0 and sum(len(item.word.text) == 1 for item in items) >= ONE_BY_ONE * len(items)
    joined: list[Placed] = []
    for item in items:
        if joined and _are_one(joined[-1], item, typed, letters=letters):
            last = joined[-1]
            joined[-1] = last._replace(word=_join(last.word, item.word), before_space=item.before_space)
        else:
            joined.append(item)
    return joined


def _are_one(last: Placed, item: Placed, typed: float, *, letters: bool) -> bool:
    """Whether two neighbours of a row, from two runs, are one word.

    Args:
        last: the left one.
        item: the right one.
        typed: the gap that looks like one of the row's spaces, in em; 0 where it has none.
        letters: whether the row's letters are set one by one.
    """
    word = item.word
    if last.word.parts[-1].run == word.parts[0].run:
        return False
    if _is_mark_on(word, last.word):
        return True
    if is_leader(last.word.text) or is_leader(word.text):
        return False
    gap = word.box[0] - last.word.box[2]
    size = max(last.word.size, word.size)
    if not -OVERLAP * size <= gap <= INITIAL_GAP * size:
        return False
    spaced = last.before_space or item.after_space
    limit = JOINED
    if letters:
        limit = -1.0 if spaced else WIDEST_SPACE
    elif not spaced and _are_alike(last, item):
        limit = max(limit, WIDEST_SPACE if item.over_edge else typed)
    if is_initial(last.word, word):
        size = word.size
        limit = JOINED if last.word.text in LONE_LETTERS else INITIAL_GAP
    level = abs(item.baseline - last.baseline) < LEVEL
    back = OVERLAP if not level and (last.word.text[-1] + word.text[0]).isalpha() else KERNED
    return -back * size <= gap <= limit * size


def _is_mark_on(word: LineWord, before: LineWord) -> bool:
    """Whether marks alone stand over the word before them, whose last letter they belong to."""
    return are_marks(word) and before.box[0] <= word.box[0] <= before.box[2]


def _are_alike(one: Placed, two: Placed) -> bool:
    """Whether two words may be one by their edges: letters, or figures, of one font and size."""
    edges = one.word.text[-1] + two.word.text[0]
    alike = one.font == two.font and abs(one.word.size - two.word.size) < SAME_SIZE
    return alike and (edges.isalpha() or edges.isdigit())


def _join(a: LineWord, b: LineWord) -> LineWord:
    size = b.size if is_initial(a, b) else max(a.size, b.size)
    return LineWord(text=a.text + b.text, box=union((a.box, b.box)), parts=a.parts + b.parts, size=size)


def is_alphabet(text: str) -> bool:
    """Whether letters follow in the order of their codes, forth or back: a sample of a font, no word."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    if len(text) < LEAST_SAMPLE:  # "first" nearly follows the alphabet, too
        return len(text) > 3 and set(steps) in ({1}, {-1})
    forth, back = (sum(0 < sign * step <= 3 for step in steps) for sign in (1, -1))
    return max(forth, back) > 0.7 * len(steps)
