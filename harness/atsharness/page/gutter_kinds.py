"""What a separator parts: columns, dates, labels, a grid of short entries, or nothing of weight."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.language.headings import section_of
from atsharness.model.facts import GutterKind
from atsharness.page.section_bounds import STRETCH_GAP
from atsharness.page.words import SAME_ROW, Placed

MINOR_SHARE = 0.03
FEW_LINES = 0.3
GRID_ROWS = 8
GRID_MEDIAN, GRID_LONGEST = 14, 24
"""Characters of the entries of a grid (skills in rows of single words)."""

LIST_WORDS, LIST_LONGEST = 5, 40
"""Words of the usual entry, and characters of each, of a list whose entries take one line two abreast."""

LEAST_TITLED = 3
"""Lines under the headings of a side that has sections of its own."""

LONGEST_META = 30
"""Characters of a date or a place beside an entry."""

LEAST_NAMES, LEAST_DATES = 3, 2
NAMED = 0.8
"""Share of a margin's lines that are section names or dates."""

LABELLED = 0.6
"""Share of a form's labels with a value beside them; the others are a label's second line, or headings."""

GOES_ON = 1.3
"""Pitches to the next line of one paragraph, at most."""

_MONTHS = (
    "jan|feb|mar|m[aä]r|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|ao[uû]t|ago|sep|oct|okt|nov|dec|dez|d[eé]c|dic"
    "|ene|f[eé]v|januar|enero|febrero|marzo|spring|summer|autumn|fall|winter"
)
_DATE = re.compile(
    rf"(?:(?:19|20)\d\d(?:-\d\d){{0,2}}|'\d\d\b|\b\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:{_MONTHS})\w*\b|\b(?:present|today|now|heute"
    r"|actuel|aujourd|presente|actualidad|current|ongoing|expected)\w*)",
    re.IGNORECASE,
)


_IDENTITY = re.compile(r"@|(?:\d[ ().-]*){6}")
"""An e-mail address or a telephone number: one line of a block about somebody."""


class Cell(NamedTuple):
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


def kind_of(
    left: list[Cell], right: list[Cell], share: float, pitch: float, *, halves: bool = False
) -> GutterKind:
    """What a separator parts; the rules and their limits are those measured on 480 random layouts.

    Args:
        left: cells left of it, from top to bottom.
        right: cells right of it.
        share: of the page's characters on the side that has fewer.
        pitch: the usual distance between two lines, in points.
        halves: whether the right side begins about the middle of the text: labels take less room.
    """
    left_length, right_length = _usual_length(left), _usual_length(right)
    if left_length <= 2 or right_length <= 2:  # bullets, numbers, icons
        return "minor"
    beside = _beside(left, right)
    if left_length <= LONGEST_META and (_are_dates(left) or _are_dates(beside) or _dated(left, right, pitch)):
        return "date_col"
    are_paired = len(_beside(right, left)) == len(right)
    if _is_meta(left, right, are_paired, right_length, pitch):
        return "meta_right"
    if _are_headed(left, right):
        return "columns"
    margin = _margin(left, right)
    if margin is not None:
        return margin
    if not halves and _are_labels(left, right, beside):
        return "keyval"
    if _is_grid(left, right):
        return "grid"
    if are_paired and _is_refrain(right):
        return "meta_right"
    if _is_list(left, right):
        return "grid"
    if _is_light(left, right, share) and not _is_titled(min(left, right, key=len)):
        return "minor"
    return "keyval" if _is_form(left, right, pitch) else "columns"


def _is_refrain(cells: list[Cell]) -> bool:
    """Whether short texts repeat each other, as one country beside entry after entry does."""
    return _usual_length(cells) <= LONGEST_META and 2 * len({cell.text for cell in cells}) <= len(cells)


def _are_labels(left: list[Cell], right: list[Cell], beside: list[Cell]) -> bool:
    """Whether the left side holds a short label for most of the values right of it, and no contact data."""
    few = len(left) <= min(12, len(right)) and _usual_length(left) <= 16
    return few and len(beside) / len(left) >= 0.8 and not _is_told(left) and not _is_titled(beside)


def _margin(left: list[Cell], right: list[Cell]) -> GutterKind | None:
    """What a margin of section names, with or without dates, is; None where the left side says more.

    What stands above the first line of the right side is no part of it.
    """
    texts = [cell.text for cell in left if cell.row >= right[0].row]
    dates = sum(map(is_date, texts))
    names = {at for at, text in enumerate(texts) if section_of(text) is not None}
    if not names or len(names) + dates < max(LEAST_NAMES, NAMED * len(texts)):
        return None
    return "date_col" if dates >= LEAST_DATES else "keyval"


def _is_form(left: list[Cell], right: list[Cell], pitch: float) -> bool:
    """Whether each line at the right has a label or goes on with the line above, as in a form.

    The labels end at one edge, beside their values; or all are set in one way, and all values in another.
    Names of sections are none, nor is what stands above the first value or below the last one.
    """
    labels, values = _beside(left, right), _beside(right, left)
    told = [
        cell for cell in left if right[0].row <= cell.row <= right[-1].row and section_of(cell.text) is None
    ]
    if len(labels) < LABELLED * len(told) or len(values) < LEAST_NAMES:
        return False
    beside = {cell.row for cell in values}
    if any(
        two.row not in beside and baseline_of(two) - baseline_of(one) > GOES_ON * pitch
        for one, two in pairwise(right)
    ):
        return False
    ends, starts = [cell.x1 for cell in left], [cell.x0 for cell in left]
    if statistics.pstdev(ends) < 2.5 and statistics.pstdev(starts) > 4:
        return True
    one, two = {style_of(cell.placed[-1]) for cell in labels}, {style_of(cell.placed[0]) for cell in values}
    return len(one) == len(two) == 1 and one != two


def _is_light(left: list[Cell], right: list[Cell], share: float) -> bool:
    fewer, more = sorted((len(left), len(right)))
    return share < MINOR_SHARE or (share < 2 * MINOR_SHARE and fewer < FEW_LINES * more)


def _usual_length(cells: list[Cell]) -> float:
    return statistics.median(len(cell.text) for cell in cells)


def _beside(cells: list[Cell], others: list[Cell]) -> list[Cell]:
    """The cells with one of the others in their row."""
    rows = {cell.row for cell in others}
    return [cell for cell in cells if cell.row in rows]


def _are_dates(cells: list[Cell]) -> bool:
    """Whether most are dates; a heading over the whole width, which has nothing beside it, is no entry."""
    dates = sum(is_date(cell.text) for cell in cells)
    return dates >= 2 and dates > 0.7 * len(cells)


def _is_grid(left: list[Cell], right: list[Cell]) -> bool:
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


def _is_list(left: list[Cell], right: list[Cell]) -> bool:
    """Whether the rows that both sides share hold two short entries of one line each, all set alike.

    Blocks of several lines abreast are read one after the other: their first lines are set otherwise, a
    line goes on in the next one, or they are records.
    """
    rows = {cell.row for cell in right}
    beside = [cell for cell in left if right[0].row <= cell.row <= right[-1].row]
    if len(right) > GRID_ROWS or {cell.row for cell in beside} != rows or _are_records(beside, right):
        return False
    sides = [[cell.placed[-_words_in_piece(cell.placed[::-1]) :] for cell in beside]]
    sides.append([cell.placed[: _words_in_piece(cell.placed)] for cell in right])
    starts = [[words[0].word.text[0].islower() for words in side] for side in sides]
    goes_on = any(lower > side[0] for side in starts for lower in side)
    return not goes_on and _are_short([words for side in sides for words in side])


def _are_short(entries: Sequence[Sequence[Placed]]) -> bool:
    """Whether entries are short and begin in one font and size."""
    return (
        len({style_of(words[0]) for words in entries}) == 1
        and statistics.median(map(len, entries)) <= LIST_WORDS
        and max(len(" ".join(item.word.text for item in words)) for words in entries) <= LIST_LONGEST
    )


def _are_records(left: list[Cell], right: list[Cell]) -> bool:
    """Whether both sides tell of something in the same lines: an address in one row, none in another."""
    texts = {cell.row: cell.text for cell in left}
    told = {
        _IDENTITY.search(cell.text) is not None and _IDENTITY.search(texts[cell.row]) is not None
        for cell in right
        if cell.row in texts
    }
    return len(told) > 1


def _are_headed(left: list[Cell], right: list[Cell]) -> bool:
    """Whether both sides begin with a heading in one row, and their headings share their rows."""
    one, two = (heads([cell.placed for cell in side]) for side in (left, right))
    gap = right[0].x0 - left[0].x1
    words = left[0].row == right[0].row and gap < STRETCH_GAP * left[0].placed[-1].word.size
    return not words and shared(one, two) >= min(len(one), len(two)) > 0 and shared(one[:1], two[:1]) > 0


def _is_told(cells: list[Cell]) -> bool:
    """Whether a side has an address or a number: no label does."""
    return any(_IDENTITY.search(cell.text) for cell in cells)


def _is_titled(cells: list[Cell]) -> bool:
    """Whether a side has a section of its own: a known heading, set otherwise than the lines under it.

    In a margin of headings all are set alike.
    """
    titles = [section_of(cell.text) is not None for cell in cells]
    lines = [cell for cell, title in zip(cells, titles, strict=True) if not title]
    styles = {style_of(cell.placed[0]) for cell in lines}
    apart = any(
        title and style_of(cell.placed[0]) not in styles for cell, title in zip(cells, titles, strict=True)
    )
    return apart and len(lines) >= LEAST_TITLED


def heads(rows: Sequence[Sequence[Placed]]) -> list[float]:
    """The baselines of lines that are set as a side's first is, with others below each: its groups' headings.

    Args:
        rows: of one side, from top to bottom; none is empty.

    Returns:
        From the top; empty where such lines are not the fewer.
    """
    styles = [style_of(first_told(row) or row[0]) for row in rows]
    found = [at for at, style in enumerate(styles) if style == styles[0]]
    if 2 * len(found) >= len(rows) or any(two - one == 1 for one, two in pairwise([*found, len(rows)])):
        return []
    return [rows[at][0].baseline for at in found]


def shared(one: Sequence[float], two: Sequence[float]) -> int:
    """How many baselines of one side are baselines of the other as well."""
    return sum(any(abs(a - b) <= SAME_ROW for b in two) for a in one)


def first_told(words: Sequence[Placed]) -> Placed | None:
    """The first word with a letter or digit, behind a line's bullet; None where there is none."""
    return next((item for item in words if any(map(str.isalnum, item.word.text))), None)


def style_of(item: Placed) -> tuple[int, float]:
    """The font and the size of a word, by which it is set like another."""
    return item.font, round(item.word.size, 1)


def _piece(words: Sequence[Placed]) -> int:
    """Characters of the entry nearest to a separator: words up to the first wide gap."""
    return len(" ".join(item.word.text for item in words[: _words_in_piece(words)]))


def _words_in_piece(words: Sequence[Placed]) -> int:
    """Words of the entry nearest to a separator."""
    for at, (one, two) in enumerate(pairwise(words), start=1):
        gap = max(two.word.box[0] - one.word.box[2], one.word.box[0] - two.word.box[2])
        if gap > STRETCH_GAP * one.word.size:
            return at
    return len(words)


def _is_meta(left: list[Cell], right: list[Cell], are_paired: bool, length: float, pitch: float) -> bool:
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
    return _dated(right, left, pitch)


def _dated(cells: list[Cell], entries: list[Cell], pitch: float) -> bool:
    """Whether most groups of lines (date, place, duration) are short and hold a date; entries tell more."""
    if sum(len(cell.text) for cell in cells) > sum(len(cell.text) for cell in entries):
        return False
    groups = cell_groups([baseline_of(cell) for cell in cells], pitch)
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


def baseline_of(cell: Cell) -> float:
    """The baseline of a cell's first word, in points from the top of the page."""
    return cell.placed[0].baseline
