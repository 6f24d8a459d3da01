"""Gutters: whitespace separators that part columns, and those that only look like it.

A separator is followed down the page over rows that it does not cross (`whitespace_separators`). It needs
three lines on each side and a common height of 2.6 lines. What it parts is then judged: a column of dates,
right-aligned dates, labels and their values, a grid of short words are read row by row; what is left is
read one side after the other.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from atsharness.model import Box
from atsharness.model.facts import Gutter
from atsharness.model.geometry import union
from atsharness.page.entry_columns import entry_columns, meet
from atsharness.page.gutter_kinds import Cell, baseline_of, kind_of
from atsharness.page.section_bounds import Rule, cut_at_headings
from atsharness.page.whitespace_separators import (
    BIN,
    LEAST_LINES,
    LEAST_PITCHES,
    SAME_EDGE,
    Separator,
    find_separators,
)
from atsharness.page.words import Row

MOST_ROWS = 600
HALFWAY = (0.43, 0.63)
"""Share of the width of text at which the right one of two halves begins; with a sidebar .25-.4, .65-.75."""


ABREAST = 0.5
"""Share of the taller one's height over which two gutters of columns part three."""

TITLE_BLANK = 1.8
"""Pitches between the title of a page and the column over which it stands."""


def find_gutters(rows: Sequence[Row], page: int, width: float, rules: Sequence[Rule] = ()) -> list[Gutter]:
    """The gutters of a page.

    Args:
        rows: from `wording.rows`: visible words only.
        page: number of the page, from 1.
        width: of the page, in points.
        rules: horizontal lines drawn on the page.

    Returns:
        Every separator with its kind, from top to bottom and left to right.
    """
    rows = rows[:MOST_ROWS]
    if len(rows) < LEAST_LINES:
        return []
    words = [item.word for row in rows for item in row.words]
    em = statistics.median(word.size for word in words for _ in word.text)
    text = _Text(
        page=page,
        rows=rows,
        pitch=line_pitch(rows),
        chars=sum(len(word.text) for word in words),
        left=min(word.box[0] for word in words),
        right=max(word.box[2] for word in words),
        largest=max(word.size for word in words),
    )
    separators = find_separators(rows, width, em, text.pitch)
    found = _all_judged(separators, text)
    # A margin of dates or labels goes on from section to section; what has no weight has none in parts.
    kinds = ("columns", "sidebar", "meta_right")
    cut = cut_at_headings(
        [one for one in separators if one in found and found[one].kind in kinds], rows, rules, em, text.pitch
    )
    parts = [part for one in separators for part in cut.get(one, [one])]
    if parts != separators:
        found = _all_judged(parts, text)
    within = entry_columns(rows, page, text.pitch)
    if within:
        found = _all_judged([end for one in parts for end in _outside(one, found.get(one), within)], text)
    gutters = [*found.values(), *(gutter for gutter, _ in within)]
    return sorted(gutters, key=lambda gutter: (gutter.box[1], gutter.box[0]))


class _Text(NamedTuple):
    """The text of a page: its rows, the distance between two, its characters, its edges, its largest size."""

    page: int
    rows: Sequence[Row]
    pitch: float
    chars: int
    left: float
    right: float
    largest: float


def _outside(
    separator: Separator, gutter: Gutter | None, within: Sequence[tuple[Gutter, range]]
) -> Iterator[Separator]:
    """A separator above and below the columns within entries that stand in it; whole where none do."""
    judged = None if gutter is None or gutter.kind == "meta_right" else gutter
    spans = [span for one, span in within if judged is not None and meet(judged, one)]
    if not spans:
        yield separator
        return
    for end in (separator._replace(bottom=spans[0].start), separator._replace(top=spans[-1].stop)):
        if end.top < end.bottom:
            yield end


def _all_judged(separators: Sequence[Separator], text: _Text) -> dict[Separator, Gutter]:
    """Those of the separators that are tall enough, with what they part."""
    found: dict[Separator, Gutter] = {}
    bounds: list[Separator] = []
    # The tallest first: they bound what stands on the sides of the others.
    for separator in sorted(separators, key=lambda one: (one.top - one.bottom, one.left)):
        left, right = _cells(separator, bounds, text.rows)
        left, right = _trimmed(left, right, text, ended=separator.bottom < len(text.rows))
        if _tall_enough(left, right, text.rows, text.pitch):
            bounded = any(one.top < separator.bottom and separator.top < one.bottom for one in bounds)
            found[separator] = _judged(separator, left, right, text, bounded=bounded)
            if found[separator].kind in ("columns", "sidebar"):
                bounds.append(separator)
    return {one: _of_several(gutter, found.values()) for one, gutter in found.items()}


def _of_several(gutter: Gutter, others: Iterable[Gutter]) -> Gutter:
    """A sidebar as one of several columns, where another gutter stands beside it."""
    abreast = gutter.kind == "sidebar" and any(
        other is not gutter
        and other.kind in ("columns", "sidebar")
        and _overlap(gutter.box, other.box) > ABREAST * max(map(_height, (gutter.box, other.box)))
        for other in others
    )
    return msgspec.structs.replace(gutter, kind="columns", sidebar=None) if abreast else gutter


def _overlap(one: Box, two: Box) -> float:
    return min(one[3], two[3]) - max(one[1], two[1])


def _height(box: Box) -> float:
    return box[3] - box[1]


def line_pitch(rows: Sequence[Row]) -> float:
    """The usual distance between two lines, in points."""
    em = statistics.median([item.word.size for row in rows for item in row.words] or [10.0])
    steps = [b.baseline - a.baseline for a, b in pairwise(rows)]
    usual = [step for step in steps if 0.8 * em < step < 2.5 * em]
    return statistics.median(usual) if usual else 1.2 * em


# --- what a separator parts -------------------------------------------------------------------------------


def _cells(
    separator: Separator, separators: list[Separator], rows: Sequence[Row]
) -> tuple[list[Cell], list[Cell]]:
    """The cells to the left and right of a separator, up to the next of `separators` on each side."""
    left: list[Cell] = []
    right: list[Cell] = []
    for at in range(separator.top, separator.bottom):
        low = max(
            (s.right for s in separators if s.right <= separator.left and s.top <= at < s.bottom), default=0
        )
        high = min(
            (s.left for s in separators if s.left >= separator.right and s.top <= at < s.bottom),
            default=1 << 30,
        )
        words = rows[at].words
        middle = (separator.left + separator.right) / 2 * BIN
        for cells, part in (
            (left, [w for w in words if low * BIN - 1 <= w.word.box[0] < middle]),
            (right, [w for w in words if middle <= w.word.box[0] < high * BIN]),
        ):
            if part:
                text = " ".join(item.word.text for item in part)
                cells.append(Cell(at, text, part[0].word.box[0], part[-1].word.box[2], part))
    return left, right


def _trimmed(
    left: list[Cell], right: list[Cell], text: _Text, *, ended: bool
) -> tuple[list[Cell], list[Cell]]:
    """The cells without those of the text above or below that the separator happens to miss.

    Where the right side has one left edge, cells at its ends that begin elsewhere (a date of the next
    entry) are none of it. Where a line over the whole width ends the separator, what follows on the left
    after a blank below the right side's end belongs to that line's text. A name in a banner beside a photo
    stands above both sides.
    """
    if len(right) > LEAST_LINES:
        edge, count = Counter(round(cell.x0 / SAME_EDGE) for cell in right).most_common(1)[0]
        if count >= LEAST_LINES and count >= 0.6 * len(right):
            while right and abs(right[-1].x0 / SAME_EDGE - edge) > 5:
                right = right[:-1]
            while right and abs(right[0].x0 / SAME_EDGE - edge) > 5:
                right = right[1:]
    left, right = _below_title(left, right, text), _below_title(right, left, text)
    if ended and left and right:
        for at in range(1, len(left)):
            if (
                left[at].row > right[-1].row
                and baseline_of(left[at]) - baseline_of(left[at - 1]) > 1.3 * text.pitch
            ):
                return left[:at], right
    return left, right


def _below_title(cells: list[Cell], others: list[Cell], text: _Text) -> list[Cell]:
    """A side without the largest text of the page where that stands, over a blank, above the other side."""
    at = sum(cell.row < others[0].row for cell in cells) if others else 0
    if not 0 < at < len(cells):
        return cells
    blank = baseline_of(cells[at]) - baseline_of(cells[at - 1])
    titled = any(item.word.size >= text.largest for cell in cells[:at] for item in cell.placed)
    return cells[at:] if titled and blank >= TITLE_BLANK * text.pitch else cells


def _tall_enough(left: list[Cell], right: list[Cell], rows: Sequence[Row], pitch: float) -> bool:
    if len(left) < LEAST_LINES or len(right) < LEAST_LINES:
        return False
    low, high = max(left[0].row, right[0].row), min(left[-1].row, right[-1].row)
    if high <= low:
        return False
    inside = [sum(low <= cell.row <= high for cell in side) for side in (left, right)]
    height = rows[high].baseline - rows[low].baseline + pitch
    return min(inside) >= 2 and height >= LEAST_PITCHES * pitch


def _judged(
    separator: Separator, left: list[Cell], right: list[Cell], text: _Text, *, bounded: bool
) -> Gutter:
    """A separator with what it parts; `bounded` where other columns stand beside these."""
    left_box = union(item.word.box for cell in left for item in cell.placed)
    right_box = union(item.word.box for cell in right for item in cell.placed)
    left_chars, right_chars = _chars(left), _chars(right)
    share = min(left_chars, right_chars) / max(1, text.chars)
    halves = not bounded and _is_halfway(right_box[0], text)
    kind = kind_of(left, right, share, text.pitch, halves=halves)
    sidebar: str | None = None
    if kind == "columns":
        widths = left_box[2] - left_box[0], right_box[2] - right_box[0]
        uneven = min(widths) < 0.7 * max(widths) or min(left_chars, right_chars) < 0.4 * max(
            left_chars, right_chars
        )
        if uneven and not halves:
            kind = "sidebar"
            sidebar = "left" if (left_chars, widths[0]) < (right_chars, widths[1]) else "right"
    return Gutter(
        kind=kind,
        page=text.page,
        box=(
            max(separator.left * BIN, left_box[2])
            if left_box[2] < separator.right * BIN
            else separator.left * BIN,
            min(left_box[1], right_box[1]),
            min(separator.right * BIN, right_box[0])
            if right_box[0] > separator.left * BIN
            else separator.right * BIN,
            max(left_box[3], right_box[3]),
        ),
        left=left_box,
        right=right_box,
        left_lines=len(left),
        right_lines=len(right),
        left_chars=left_chars,
        right_chars=right_chars,
        sidebar="left" if sidebar == "left" else "right" if sidebar == "right" else None,
    )


def _chars(cells: Sequence[Cell]) -> int:
    return sum(len(item.word.text) for cell in cells for item in cell.placed)


def _is_halfway(start: float, text: _Text) -> bool:
    """Whether the right side begins about the middle of the text: halves, however full each is."""
    low, high = HALFWAY
    return low <= (start - text.left) / max(1.0, text.right - text.left) <= high
