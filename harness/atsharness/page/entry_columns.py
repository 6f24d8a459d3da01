"""Columns within entries: the lines of each entry in two columns, under a head that stands over both.

Lists set with ``column-count`` of CSS or ``multicols`` of LaTeX look so. One strip of white space then runs
down past entry after entry, and past heads that are short enough; but each entry is read to its end before
the next one. What tells is that both columns begin on one line more than once, each time under a head with
nothing of the second column beside it.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from atsharness.model.facts import Gutter
from atsharness.model.geometry import union
from atsharness.page.gutter_kinds import first_told, style_of
from atsharness.page.section_bounds import STRETCH_GAP
from atsharness.page.whitespace_separators import is_one_text
from atsharness.page.words import Placed, Row

LEAST_GAP = 0.62
"""Em between the end of a line and the next column, at least; a space has .25 to .33."""

INDENT = 2.5
"""Em from a column's bullets to its lines, at most."""

SAME_EDGE = 1.5
"""Points by which the left edges of one column's lines differ."""

EVEN = 0.5, 1.05
"""Width of the second column's longest line, as a share of the distance between the columns' left edges."""

LEAST_ENTRIES, LEAST_ABREAST = 2, 3
"""Entries in columns, and lines of theirs that have one beside them."""

LEAST_GOING_ON = 0.2
"""Share of the columns' lines that go on with the one above; entries of one line each are a list."""

GOES_ON = 1.4
"""Pitches to the next line of the first column where the second one has ended, at most."""

Standing = Literal["abreast", "left", "right", "amid", "across", "head", "apart"]
"""Lines of both columns, of one of them, of the second one beside a head, in their style over both, heads,
and those of others."""


class _Line(NamedTuple):
    """One row about the left edge of the second column: what stands next to it on each side."""

    row: int
    baseline: float
    left: list[Placed]
    right: list[Placed]
    standing: Standing


def entry_columns(rows: Sequence[Row], page: int, pitch: float) -> list[tuple[Gutter, range]]:
    """A gutter of columns for each entry whose lines are set in two, with its rows.

    Args:
        rows: of the page, at least one.
        page: its number, from 1.
        pitch: the usual distance between two lines, in points.
    """
    em = statistics.median(item.word.size for row in rows for item in row.words)
    found: list[tuple[Gutter, range]] = []
    for edge in _edges(rows):
        lines = _lines(rows, edge, em)
        entries = _entries(lines, pitch)
        if _are_columns(entries, lines, edge):
            made = [(_gutter(entry, edge, page, pitch), _span(entry)) for entry in entries]
            if not any(meet(a, b) for a, _ in made for b, _ in found):
                found += made
    return found


def meet(one: Gutter, other: Gutter) -> bool:
    """Whether two gutters have some of the page in common."""
    return all(min(one.box[at + 2], other.box[at + 2]) > max(one.box[at], other.box[at]) for at in (0, 1))


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where, after a gap, words of several rows begin, in points, from the left."""
    starts = Counter(
        round(two.word.box[0])
        for row in rows
        for one, two in zip(row.words, row.words[1:], strict=False)
        if two.word.box[0] - one.word.box[2] >= LEAST_GAP * one.word.size
    )
    return [float(start) for start, count in sorted(starts.items()) if count >= LEAST_ENTRIES]


def _lines(rows: Sequence[Row], edge: float, em: float) -> list[_Line]:
    """How each row stands about the left edge of a second column."""
    sides = [_sides(row, edge) for row in rows]
    abreast = [
        (left, right) for left, right in sides if left and right and right[0].word.box[0] <= edge + SAME_EDGE
    ]
    if len(abreast) < LEAST_ENTRIES:
        return []
    style = Counter(_style(right) for _, right in abreast).most_common(1)[0][0]
    start = Counter(round(left[0].word.box[0]) for left, _ in abreast).most_common(1)[0][0]
    reach = INDENT * em
    found = []
    for at, (row, (left, right)) in enumerate(zip(rows, sides, strict=True)):
        if left and left[0].word.box[0] > edge - reach:
            found.append(_Line(at, row.baseline, [], left, "amid"))  # it begins before the second column does
            continue
        if _crosses(left, right, edge):
            found.append(
                _Line(at, row.baseline, left, right, "across" if _is_listed(left, style) else "head")
            )
            continue
        own = left if left and abs(left[0].word.box[0] - start) <= reach + SAME_EDGE else []
        second = right if right and right[0].word.box[0] <= edge + reach else []
        found.append(_Line(at, row.baseline, own, second, _standing(own, second, edge, style)))
    return found


def _standing(left: list[Placed], right: list[Placed], edge: float, style: tuple[int, float]) -> Standing:
    listed = bool(left) and _is_listed(left, style)
    if right and _is_listed(right, style):
        return "abreast" if listed else "amid" if left else "right"
    if right and right[0].word.box[0] <= edge + SAME_EDGE:
        return "amid"
    if not left:
        return "apart"
    return "left" if listed else "head"


def _crosses(left: Sequence[Placed], right: Sequence[Placed], edge: float) -> bool:
    """Whether a line of the first column goes on into the second one."""
    if not left:
        return False
    last = left[-1].word
    # A bullet may hang in the gap.
    least = LEAST_GAP * last.size if right and first_told(right[:1]) is not None else 0.0
    return last.box[2] > edge - least or (bool(right) and is_one_text(last, right[0].word))


def _sides(row: Row, edge: float) -> tuple[list[Placed], list[Placed]]:
    """The words next to an edge on its left and on its right, up to the first wide gap."""
    cut = sum(item.word.box[0] < edge - SAME_EDGE for item in row.words)
    left, right = row.words[:cut], row.words[cut:]
    start = max(_ends(left), default=0)
    # A bullet stands apart from its line.
    stop = min((at for at in _ends(right) if at > 1 or first_told(right[:1]) is not None), default=len(right))
    return left[start:], right[:stop]


def _ends(words: Sequence[Placed]) -> Iterator[int]:
    """Where words begin behind a wide gap."""
    for at in range(1, len(words)):
        one, two = words[at - 1].word, words[at].word
        if two.box[0] - one.box[2] > STRETCH_GAP * one.size:
            yield at


def _is_listed(words: Sequence[Placed], style: tuple[int, float]) -> bool:
    """Whether a line begins with a bullet, or in the style of the columns."""
    return first_told(words[:1]) is None or _style(words) == style


def _style(words: Sequence[Placed]) -> tuple[int, float]:
    return style_of(first_told(words) or words[0])


def _entries(lines: Sequence[_Line], pitch: float) -> list[list[_Line]]:
    """The lines in columns, entry by entry."""
    entries: list[list[_Line]] = []
    entry: list[_Line] = []
    for one in lines:
        if one.standing == "apart":
            continue
        if entry and (one.standing in ("abreast", "right") or _goes_on(entry[-1], one, pitch)):
            entry.append(one)
            continue
        entry = [one] if one.standing == "abreast" else []
        entries += [entry] if entry else []
    return entries


def _goes_on(last: _Line, one: _Line, pitch: float) -> bool:
    return one.standing == "left" and one.baseline - last.baseline <= GOES_ON * pitch


def _are_columns(entries: Sequence[Sequence[_Line]], lines: Sequence[_Line], edge: float) -> bool:
    """Whether several entries hold text in two columns of one width, which few lines in its style cross.

    No second column has text beside a head.
    """
    if len(entries) < LEAST_ENTRIES:
        return False
    own = [line for entry in entries for line in entry]
    within = Counter(one.standing for one in lines[own[0].row : own[-1].row + 1])
    beside = within["amid"] + within["right"] - sum(one.standing == "right" for one in own)
    if beside or within["abreast"] < LEAST_ABREAST or within["across"] >= within["abreast"]:
        return False
    left, right = [one.left for one in own if one.left], [one.right for one in own if one.right]
    width = edge - min(words[0].word.box[0] for words in left)
    share = (max(words[-1].word.box[2] for words in right) - edge) / width
    return EVEN[0] <= share <= EVEN[1] and _going_on(entries) >= LEAST_GOING_ON * (len(left) + len(right))


def _going_on(entries: Sequence[Sequence[_Line]]) -> int:
    """The lines that go on with the one above, in entries that begin with a beginning."""
    return sum(
        _is_lower(words)
        for entry in entries
        if not _is_lower(entry[0].left)
        for one in entry
        for words in (one.left, one.right)
    )


def _is_lower(words: Sequence[Placed]) -> bool:
    return bool(words) and words[0].word.text[0].islower()


def _span(entry: Sequence[_Line]) -> range:
    return range(entry[0].row, entry[-1].row + 1)


def _gutter(entry: Sequence[_Line], edge: float, page: int, pitch: float) -> Gutter:
    sides = [one.left for one in entry if one.left], [one.right for one in entry if one.right]
    left, right = (union(item.word.box for words in side for item in words) for side in sides)
    chars = [sum(len(item.word.text) for words in side for item in words) for side in sides]
    return Gutter(
        kind="columns",
        page=page,
        box=(
            min(left[2], edge - SAME_EDGE),
            max(min(left[1], right[1]), entry[0].baseline - pitch),
            edge,
            min(max(left[3], right[3]), entry[-1].baseline + pitch / 2),
        ),
        left=left,
        right=right,
        left_lines=len(sides[0]),
        right_lines=len(sides[1]),
        left_chars=chars[0],
        right_chars=chars[1],
    )
