"""The order in which a person reads a page: blocks parted by gutters, lines within them.

A gutter of columns cuts the region it stands in: what is above, its left side, its right side, what is
below. Regions are cut again by the gutters within them. Where labels or dates of several lines stand beside
their entries, or rules part the rows of a table, each row is read left to right before the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Literal, NamedTuple

from atsharness.language.headings import section_of
from atsharness.model import Box
from atsharness.model.facts import Block, Gutter, Line, LineWord, Part, Run
from atsharness.model.geometry import union
from atsharness.page.gutter_kinds import cell_groups, heads, is_date, shared
from atsharness.page.gutters import line_pitch
from atsharness.page.section_bounds import RULE_REACH, Rule
from atsharness.page.words import SAME_ROW, Placed, Row, rows

Side = Literal["left", "right"] | None

_DEEPEST = 12
_ON_ONE_GRID = 0.8
"""Share of the lines of a side with fewer that have one beside them, in a grid of headed groups."""

OFF_MIDDLE = 0.3
"""Pitches between the middle of a label and that of the lines beside it, at most."""

MOST_LABEL_LINES, LEAST_CENTRED = 2, 2
"""Lines of a label at the middle of its entry, at most, and such labels of a column, at least."""

LOWER = 0.3
"""Pitches by which a label stands lower or higher than the line beside it: its letters are smaller."""


class _Region(NamedTuple):
    words: list[Placed]
    gutter: int | None
    side: Side


def reading_order(
    words: Sequence[Placed], gutters: Sequence[Gutter], rules: Sequence[Rule] = ()
) -> tuple[list[Line], list[Block]]:
    """Lines of a page in the order of reading, and the blocks that they make up.

    Args:
        words: the visible words of a page.
        gutters: of the page; right-aligned dates, grids and minor ones part no blocks.
        rules: horizontal lines drawn on the page.
    """
    dividing = [
        (index, gutter)
        for index, gutter in enumerate(gutters)
        if gutter.kind in ("columns", "sidebar", "date_col", "keyval")
    ]
    regions = _cut(_Region(list(words), None, None), dividing, rules, 0)
    lines: list[Line] = []
    blocks: list[Block] = []
    for region in regions:
        found = _lines(region.words, len(blocks))
        if not found:
            continue
        start = len(lines)
        lines.extend(found)
        blocks.append(
            Block(
                box=union(line.box for line in found),
                start=start,
                stop=len(lines),
                gutter=region.gutter,
                side=region.side,
            )
        )
    return lines, blocks


def rotated_lines(runs: Sequence[Run], block: int, start: int) -> tuple[list[Line], list[Block]]:
    """Visible text that is not written from left to right: one line and one block a run, read last.

    Args:
        runs: of the page.
        block: index of the first block made.
        start: index of the first line made.
    """
    lines: list[Line] = []
    blocks: list[Block] = []
    for index, run in enumerate(runs):
        if run.horizontal or not run.visible or not run.text.strip():
            continue
        words = tuple(
            LineWord(
                text=run.text[a:b], box=_rotated_box(run, a, b), parts=(Part(index, a, b),), size=run.size
            )
            for a, b in (match.span() for match in re.finditer(r"\S+", run.text))
        )
        at = start + len(lines)
        blocks.append(Block(box=run.box, start=at, stop=at + 1))
        lines.append(
            Line(
                words=words,
                box=run.box,
                baseline=run.baseline,
                size=run.size,
                block=block + len(blocks) - 1,
            )
        )
    return lines, blocks


def _rotated_box(run: Run, start: int, stop: int) -> Box:
    """The box of glyphs of a rotated run: its box's share along the direction of writing."""
    length = max(run.x1) or 1.0
    a, b = min(run.x0[start:stop]) / length, max(run.x1[start:stop]) / length
    x0, y0, x1, y1 = run.box
    along_x, along_y = run.direction
    if abs(along_y) > abs(along_x):
        if along_y < 0:
            a, b = 1 - b, 1 - a
        return x0, y0 + a * (y1 - y0), x1, y0 + b * (y1 - y0)
    if along_x < 0:
        a, b = 1 - b, 1 - a
    return x0 + a * (x1 - x0), y0, x0 + b * (x1 - x0), y1


def _cut(
    region: _Region, gutters: list[tuple[int, Gutter]], rules: Sequence[Rule], depth: int
) -> list[_Region]:
    inside = [item for item in gutters if _parts(region.words, item[1])]
    if not inside or depth > _DEEPEST:
        return [region]
    # Columns go before labels, the tallest first; of equals the leftmost.
    index, gutter = max(inside, key=lambda item: (_columnar(item[1]), _height(item[1]), -item[1].box[0]))
    rest = [item for item in gutters if item[0] != index]
    around = _around(region.words, gutter)
    starts = _bands(gutter, around, rules)
    if starts is None:
        return _cut(region, rest, rules, depth + 1)
    parts = [_Region(around.above, region.gutter, region.side)]
    for low, high in pairwise([-inf, *starts, inf]):
        parts.append(_Region(_within(around.left, low, high), index, "left"))
        parts.append(_Region(_within(around.right, low, high), index, "right"))
    parts.append(_Region(around.below, region.gutter, region.side))
    return [cut for part in parts if part.words for cut in _cut(part, rest, rules, depth + 1)]


class _Around(NamedTuple):
    """A region's words by where they stand about a gutter."""

    above: list[Placed]
    left: list[Placed]
    right: list[Placed]
    below: list[Placed]


def _around(words: Sequence[Placed], gutter: Gutter) -> _Around:
    found = _Around([], [], [], [])
    middle = (gutter.box[0] + gutter.box[2]) / 2
    for item in words:
        if item.baseline < gutter.box[1]:
            found.above.append(item)
        elif item.baseline > gutter.box[3]:
            found.below.append(item)
        elif (item.word.box[0] + item.word.box[2]) / 2 < middle:
            found.left.append(item)
        else:
            found.right.append(item)
    return found


def _within(words: Sequence[Placed], low: float, high: float) -> list[Placed]:
    return [item for item in words if low <= item.baseline < high]


def _columnar(gutter: Gutter) -> bool:
    return gutter.kind in ("columns", "sidebar")


def _height(gutter: Gutter) -> float:
    return gutter.box[3] - gutter.box[1]


def _bands(gutter: Gutter, around: _Around, rules: Sequence[Rule]) -> list[float] | None:
    """Where rows of both sides begin, but for the first; None where the sides are read line by line."""
    if _columnar(gutter):
        return _crossings(gutter, rules) or _headed(around.left, around.right)
    return _entries(around.left, around.right, one_line=gutter.kind == "keyval")


def _crossings(gutter: Gutter, rules: Sequence[Rule]) -> list[float]:
    """The rules that part the rows of a table: those that reach over a gutter between its sides."""
    middle = (gutter.box[0] + gutter.box[2]) / 2
    return sorted(
        y
        for y, x0, x1 in rules
        if gutter.box[1] < y < gutter.box[3] and x0 < middle - RULE_REACH and x1 > middle + RULE_REACH
    )


def _headed(left: Sequence[Placed], right: Sequence[Placed]) -> list[float]:
    """Where the rows of a grid of headed groups begin, but for the first: the groups of both sides in a row.

    Sections abreast are columns: their headings share a row by chance.
    """
    sides = [rows(left), rows(right)]
    one, two = (heads([row.words for row in side]) for side in sides)
    if len(one) < len(two):
        one, two = two, one
        sides.reverse()
    lines = [[row.baseline for row in side] for side in sides]
    fewer = min(lines, key=len)
    if shared(two, one) < len(two) or shared(fewer, max(lines, key=len)) < _ON_ONE_GRID * len(fewer):
        return []
    starts = [line for line in two[1:] if not all(_begins_section(side, line) for side in sides)]
    return [line - 1.0 for line in starts]


def _begins_section(side: Sequence[Row], baseline: float) -> bool:
    return any(section_of(_text(row)) is not None for row in side if abs(row.baseline - baseline) <= SAME_ROW)


def _text(row: Row) -> str:
    return " ".join(item.word.text for item in row.words)


def _entries(left: Sequence[Placed], right: Sequence[Placed], *, one_line: bool) -> list[float] | None:
    """Where entries beside their dates or labels begin; None where each takes one line.

    Args:
        left: dates or labels.
        right: the entries.
        one_line: whether labels take one line each, unless they stand at the middle of their entries.
    """
    found, entries = rows(left), rows(right)
    pitch = line_pitch(entries)
    groups = _groups(found, line_pitch(found))
    if middles := _centred_dates(groups, [row.baseline for row in entries], pitch):
        return [start - 1.0 for start in middles[1:]]
    tops = [_top_beside(group, _groups(entries, pitch), pitch) for group in groups]
    centred = sum(top is not None for top in tops) >= LEAST_CENTRED
    starts: list[float] = []
    for group, top in zip(groups, tops, strict=True):
        starts += [top] if centred and top is not None else _label_starts(group, entries, pitch)
    if not centred and (one_line or len(starts) == len(found)):
        return None
    starts = [_level_with(start, entries, pitch) for start in starts]
    # A name and a title above the first label are none of its entry.
    above = bool(entries) and starts[0] - entries[0].baseline > pitch
    return [start - 1.0 for start in (starts if above else starts[1:])]


def _level_with(start: float, entries: Sequence[Row], pitch: float) -> float:
    """The baseline of the line beside a label, which may stand a little higher."""
    return min((row.baseline for row in entries if 0 <= start - row.baseline < LOWER * pitch), default=start)


def _groups(lines: Sequence[Row], pitch: float) -> list[Sequence[Row]]:
    return [lines[at.start : at.stop] for at in cell_groups([row.baseline for row in lines], pitch)]


def _label_starts(group: Sequence[Row], entries: Sequence[Row], pitch: float) -> list[float]:
    """Where the entries of a group of dates or labels begin."""
    dates = [row.baseline for row in group if is_date(_text(row))]
    if (
        len(group) > 1
        and section_of(_text(group[0])) is not None
        and _has_beside(group[0], entries, LOWER * pitch)
    ):
        dates = [date for date in dates if date != group[1].baseline]  # under the name of the section
    # Labels of one line each stand as close as the lines of one date with its place.
    labels = [row.baseline for row in group if _has_beside(row, entries, SAME_ROW)]
    return sorted({group[0].baseline, *(dates or labels)})


def _has_beside(row: Row, entries: Sequence[Row], reach: float) -> bool:
    return any(abs(row.baseline - entry.baseline) <= reach for entry in entries)


def _top_beside(group: Sequence[Row], blocks: Sequence[Sequence[Row]], pitch: float) -> float | None:
    """Where the lines begin at whose middle a label stands, as in the cells of a table."""
    first, last = group[0].baseline, group[-1].baseline
    if len(group) > MOST_LABEL_LINES or is_date(_text(group[0])):
        return None
    for block in blocks:
        top, end = block[0].baseline, block[-1].baseline
        if first - top > OFF_MIDDLE * pitch and abs(first + last - top - end) < 2 * OFF_MIDDLE * pitch:
            return top
    return None


def _centred_dates(
    groups: Sequence[Sequence[Row]], lines: Sequence[float], pitch: float
) -> list[float] | None:
    """Where entries begin whose dates stand at their middle, as a table's cells do unless told otherwise.

    Each entry then reaches as far below its date as above it, and the next one begins on the next line.

    Args:
        groups: the dates, and names of sections between them.
        lines: baselines of the entries.
        pitch: the usual distance between these.

    Returns:
        None unless that holds of every line and date, and of two dates at least.
    """
    starts: list[float] = []
    at = dates = 0
    for group in groups:
        first, last = group[0].baseline, group[-1].baseline
        if not is_date(_text(group[0])):
            starts.append(first)
            at = bisect_right(lines, last)
            continue
        if at == len(lines) or first - lines[at] <= OFF_MIDDLE * pitch:
            return None
        starts.append(lines[at])
        end = first + last - lines[at]
        stop = min(range(at, len(lines)), key=lambda line: abs(lines[line] - end))
        if abs(lines[stop] - end) > pitch:  # the space below a list is the cell's
            return None
        at, dates = stop + 1, dates + 1
    return starts if dates >= LEAST_CENTRED and at == len(lines) else None


def _parts(words: list[Placed], gutter: Gutter) -> bool:
    """Whether a gutter has words of the region on both sides."""
    middle = (gutter.box[0] + gutter.box[2]) / 2
    inside = [item for item in words if gutter.box[1] <= item.baseline <= gutter.box[3]]
    left = sum((item.word.box[0] + item.word.box[2]) / 2 < middle for item in inside)
    return 0 < left < len(inside)


def _lines(words: list[Placed], block: int) -> list[Line]:
    found = []
    for row in rows(words):
        if not row.words:
            continue
        sizes: dict[float, int] = {}
        for item in row.words:
            sizes[item.word.size] = sizes.get(item.word.size, 0) + len(item.word.text)
        found.append(
            Line(
                words=tuple(item.word for item in row.words),
                box=union(item.word.box for item in row.words),
                baseline=row.baseline,
                size=max(sizes, key=lambda size: (sizes[size], size)),
                block=block,
            )
        )
    return found
