"""Gutters: whitespace separators that part columns, and those that only look like it.

A separator is followed down the page over rows that it does not cross (`whitespace_separators`). It needs
three lines on each side and a common height of 2.6 lines. What it parts is then judged: a column of dates,
right-aligned dates, labels and their values, a grid of short words are read row by row; what is left is
read one side after the other.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.model.facts import Gutter, GutterKind
from atsharness.model.geometry import union
from atsharness.page.whitespace_separators import (
    BIN,
    LEAST_LINES,
    LEAST_PITCHES,
    SAME_EDGE,
    Separator,
    find_separators,
)
from atsharness.page.words import Placed, Row

MINOR_SHARE = 0.03
FEW_LINES = 0.3
MOST_ROWS = 600
HALFWAY = (0.43, 0.63)
"""Share of the width of text at which the right one of two halves begins; with a sidebar .25-.4, .65-.75."""

GRID_ROWS = 8
GRID_MEDIAN, GRID_LONGEST = 14, 24
"""Characters of the entries of a grid (skills in rows of single words)."""

LONGEST_META = 30
"""Characters of a date or a place beside an entry."""

GRID_GAP = 1.2
"""Em between two entries of a grid."""

_MONTHS = (
    "jan|feb|mar|m[aä]r|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|ao[uû]t|ago|sep|oct|okt|nov|dec|dez|d[eé]c|dic"
    "|ene|f[eé]v|januar|enero|febrero|marzo|spring|summer|autumn|fall|winter"
)
_DATE = re.compile(
    rf"(?:(?:19|20)\d\d|'\d\d\b|\b\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:{_MONTHS})\w*\b|\b(?:present|today|now|heute"
    r"|actuel|aujourd|presente|actualidad|current|ongoing|expected)\w*)",
    re.IGNORECASE,
)


class _Cell(NamedTuple):
    """What one row holds on one side of a separator."""

    row: int
    text: str
    x0: float
    x1: float
    placed: list[Placed]


def is_date(text: str) -> bool:
    """Whether most of a short text is a date or a range of dates."""
    rest = re.sub(r"[\s–—\-.,/|()•]+", "", _DATE.sub("", text))
    rest = re.sub(r"^(?:to|bis|until|since|seit|à|a|depuis|desde)$", "", rest, flags=re.IGNORECASE)
    return bool(_DATE.search(text)) and len(rest) <= max(3, 0.25 * len(text))


def find_gutters(rows: Sequence[Row], page: int, width: float) -> list[Gutter]:
    """The gutters of a page.

    Args:
        rows: from `wording.rows`: visible words only.
        page: number of the page, from 1.
        width: of the page, in points.

    Returns:
        Every separator with its kind, from top to bottom and left to right.
    """
    rows = rows[:MOST_ROWS]
    if len(rows) < LEAST_LINES:
        return []
    sizes = [item.word.size for row in rows for item in row.words for _ in item.word.text]
    em = statistics.median(sizes)
    pitch = line_pitch(rows)
    separators = find_separators(rows, width, em, pitch)
    total = sum(len(item.word.text) for row in rows for item in row.words)
    extent = (
        min(item.word.box[0] for row in rows for item in row.words),
        max(item.word.box[2] for row in rows for item in row.words),
    )
    found: list[Gutter] = []
    bounds: list[Separator] = []
    # The tallest first: they bound what stands on the sides of the others.
    for separator in sorted(separators, key=lambda one: (one.top - one.bottom, one.left)):
        left, right = _cells(separator, bounds, rows)
        left, right = _trimmed(left, right, ended=separator.bottom < len(rows), pitch=pitch)
        if _tall_enough(left, right, rows, pitch):
            bounded = any(one.top < separator.bottom and separator.top < one.bottom for one in bounds)
            gutter = _judged(separator, left, right, page, total, pitch, None if bounded else extent)
            found.append(gutter)
            if gutter.kind in ("columns", "sidebar"):
                bounds.append(separator)
    return sorted(found, key=lambda gutter: (gutter.box[1], gutter.box[0]))


def line_pitch(rows: Sequence[Row]) -> float:
    """The usual distance between two lines, in points."""
    em = statistics.median([item.word.size for row in rows for item in row.words] or [10.0])
    steps = [b.baseline - a.baseline for a, b in pairwise(rows)]
    usual = [step for step in steps if 0.8 * em < step < 2.5 * em]
    return statistics.median(usual) if usual else 1.2 * em


# --- what a separator parts -------------------------------------------------------------------------------


def _cells(
    separator: Separator, separators: list[Separator], rows: Sequence[Row]
) -> tuple[list[_Cell], list[_Cell]]:
    """The cells to the left and right of a separator, up to the next of `separators` on each side."""
    left: list[_Cell] = []
    right: list[_Cell] = []
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
                cells.append(_Cell(at, text, part[0].word.box[0], part[-1].word.box[2], part))
    return left, right


def _trimmed(
    left: list[_Cell], right: list[_Cell], *, ended: bool, pitch: float
) -> tuple[list[_Cell], list[_Cell]]:
    """The cells without those of the text above or below that the separator happens to miss.

    Where the right side has one left edge, cells at its ends that begin elsewhere (a date of the next
    entry) are none of it. Where a line over the whole width ends the separator, what follows on the left
    after a blank below the right side's end belongs to that line's text.
    """
    if len(right) > LEAST_LINES:
        edge, count = Counter(round(cell.x0 / SAME_EDGE) for cell in right).most_common(1)[0]
        if count >= LEAST_LINES and count >= 0.6 * len(right):
            while right and abs(right[-1].x0 / SAME_EDGE - edge) > 5:
                right = right[:-1]
            while right and abs(right[0].x0 / SAME_EDGE - edge) > 5:
                right = right[1:]
    if ended and left and right:
        for at in range(1, len(left)):
            if left[at].row > right[-1].row and _baseline(left[at]) - _baseline(left[at - 1]) > 1.3 * pitch:
                return left[:at], right
    return left, right


def _tall_enough(left: list[_Cell], right: list[_Cell], rows: Sequence[Row], pitch: float) -> bool:
    if len(left) < LEAST_LINES or len(right) < LEAST_LINES:
        return False
    low, high = max(left[0].row, right[0].row), min(left[-1].row, right[-1].row)
    if high <= low:
        return False
    inside = [sum(low <= cell.row <= high for cell in side) for side in (left, right)]
    height = rows[high].baseline - rows[low].baseline + pitch
    return min(inside) >= 2 and height >= LEAST_PITCHES * pitch


def _judged(
    separator: Separator,
    left: list[_Cell],
    right: list[_Cell],
    page: int,
    total: int,
    pitch: float,
    extent: tuple[float, float] | None,
) -> Gutter:
    """A separator with what it parts.

    `extent` is where the page's text begins and ends; None where other columns stand beside these.
    """
    left_box = union(item.word.box for cell in left for item in cell.placed)
    right_box = union(item.word.box for cell in right for item in cell.placed)
    left_chars = sum(len(item.word.text) for cell in left for item in cell.placed)
    right_chars = sum(len(item.word.text) for cell in right for item in cell.placed)
    kind = _kind(left, right, min(left_chars, right_chars) / max(1, total), pitch)
    sidebar: str | None = None
    if kind == "columns":
        widths = left_box[2] - left_box[0], right_box[2] - right_box[0]
        uneven = min(widths) < 0.7 * max(widths) or min(left_chars, right_chars) < 0.4 * max(
            left_chars, right_chars
        )
        if uneven and not _is_halfway(right_box[0], extent):
            kind = "sidebar"
            sidebar = "left" if (left_chars, widths[0]) < (right_chars, widths[1]) else "right"
    return Gutter(
        kind=kind,
        page=page,
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


def _is_halfway(start: float, extent: tuple[float, float] | None) -> bool:
    """Whether the right side begins about the middle of the text: halves, however full each is."""
    if extent is None:
        return False
    low, high = HALFWAY
    return low <= (start - extent[0]) / max(1.0, extent[1] - extent[0]) <= high


def _kind(left: list[_Cell], right: list[_Cell], share: float, pitch: float) -> GutterKind:
    """What a separator parts; the rules and their limits are those measured on 480 random layouts."""
    left_length, right_length = _usual_length(left), _usual_length(right)
    if left_length <= 2 or right_length <= 2:  # bullets, numbers, icons
        return "minor"
    beside = _beside(left, right)
    if left_length <= LONGEST_META and (_are_dates(left) or _are_dates(beside) or _dated(left, pitch)):
        return "date_col"
    are_paired = len(_beside(right, left)) == len(right)
    if _is_meta(left, right, are_paired, right_length, pitch):
        return "meta_right"
    if len(left) <= 12 and left_length <= 16 and len(beside) / len(left) >= 0.8 and len(left) <= len(right):
        return "keyval"
    if _is_grid(left, right):
        return "grid"
    if are_paired and right_length <= LONGEST_META and 2 * len({cell.text for cell in right}) <= len(right):
        return "meta_right"  # one country beside entry after entry has one left edge, as a column has
    fewer, more = sorted((len(left), len(right)))
    if share < MINOR_SHARE or (share < 2 * MINOR_SHARE and fewer < FEW_LINES * more):
        return "minor"
    return "columns"


def _usual_length(cells: list[_Cell]) -> float:
    return statistics.median(len(cell.text) for cell in cells)


def _beside(cells: list[_Cell], others: list[_Cell]) -> list[_Cell]:
    """The cells with one of the others in their row."""
    rows = {cell.row for cell in others}
    return [cell for cell in cells if cell.row in rows]


def _are_dates(cells: list[_Cell]) -> bool:
    """Whether most are dates; a heading over the whole width, which has nothing beside it, is no entry."""
    dates = sum(is_date(cell.text) for cell in cells)
    return dates >= 2 and dates > 0.7 * len(cells)


def _is_grid(left: list[_Cell], right: list[_Cell]) -> bool:
    """Whether the rows that both sides share hold short entries beside the separator, one a cell.

    What stands above and below them on the left alone (a heading, the next section) is none of it.
    """
    if len(right) > GRID_ROWS:
        return False
    rows = {cell.row for cell in right}
    beside = [cell for cell in left if right[0].row <= cell.row <= right[-1].row]
    if {cell.row for cell in beside} != rows:
        return False
    lengths = [_piece(cell.placed[::-1]) for cell in beside]
    other = [_piece(cell.placed) for cell in right]
    return all(
        statistics.median(some) <= GRID_MEDIAN and max(some) <= GRID_LONGEST for some in (lengths, other)
    )


def _piece(words: Sequence[Placed]) -> int:
    """Characters of the entry nearest to a separator: words up to the first wide gap."""
    count = len(words[0].word.text)
    for one, two in pairwise(words):
        gap = max(two.word.box[0] - one.word.box[2], one.word.box[0] - two.word.box[2])
        if gap > GRID_GAP * one.word.size:
            break
        count += 1 + len(two.word.text)
    return count


def _is_meta(left: list[_Cell], right: list[_Cell], are_paired: bool, length: float, pitch: float) -> bool:
    """Dates or places set to the right of their entries."""
    if length > LONGEST_META:
        return False
    spread_end = statistics.pstdev([cell.x1 for cell in right])
    spread_start = statistics.pstdev([cell.x0 for cell in right])
    if spread_end < 2.5 and spread_start > 4:
        return True
    if (
        are_paired
        and len(right) < 0.7 * len(left)
        and (spread_start > 4 or sum(is_date(cell.text) for cell in right) > 0.3 * len(right))
    ):
        return True
    return _dated(right, pitch)


def _dated(cells: list[_Cell], pitch: float) -> bool:
    """Whether most groups of lines (date, place, duration) are short and hold a date."""
    groups = cell_groups([_baseline(cell) for cell in cells], pitch)
    dated = sum(any(is_date(cells[at].text) for at in group) for group in groups)
    return dated >= 2 and dated > 0.6 * len(groups) and max(map(len, groups)) <= 4


def cell_groups(baselines: Sequence[float], pitch: float) -> list[range]:
    """Indices of lines that follow one another without a blank of more than .7 lines."""
    groups: list[range] = []
    for at, baseline in enumerate(baselines):
        if groups and baseline - baselines[at - 1] < 1.7 * pitch:
            groups[-1] = range(groups[-1].start, at + 1)
        else:
            groups.append(range(at, at + 1))
    return groups


def _baseline(cell: _Cell) -> float:
    return cell.placed[0].baseline
