"""The lines of a section as entries: each has a head, a date, and what is said of it.

Where the first entry has its date tells how the others are set: nothing stands before it but the heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.dated import Printed
from atsharness.content.lines import Line
from atsharness.content.parts import parts_of
from atsharness.content.rows import Dated, Rows, Wrapped
from atsharness.text.tokens import Token

_MOST_BEFORE = 3
"""Lines of a head above its date."""
_MOST_HEAD = 4
"""Lines of a head."""
_MOST_WORDS = 16
"""Words of a line that is a head."""
_MOST_ASIDE = 6
"""Words at the right edge beside a line of text; more are text."""
_WORDS_OF_NAME = 8
_FEW_WORDS = 3
"""Words of a line below a head that is whole, which may be of it too."""

_WHOLE = 2
"""Parts of a head that is whole."""

Cell = tuple[Token, ...]


class Entry(msgspec.Struct, kw_only=True):
    """One entry: `head` are its lines without the date, each in cells; `further` are dates beyond its own."""

    head: list[list[Cell]] = []
    date: Printed | None = None
    date_words: tuple[Token, ...] = ()
    text: list[list[Token]] = []
    """Paragraphs."""
    bullets: list[list[Token]] = []
    further: list[tuple[Printed, tuple[Token, ...]]] = []


def entries_of(
    lines: Sequence[Line], *, single: bool = True, torn: Mapping[int, Wrapped] | None = None
) -> list[Entry]:
    """The entries of a section's lines.

    Args:
        lines: without the heading.
        single: whether one date alone dates an entry, as a degree's or a project's does.
        torn: periods over two lines, by the offset of their first word.
    """
    if not lines:
        return []
    rows = Rows(lines, single=single, torn=torn)
    starts = _starts(rows) if rows.dates else _undated(rows)
    starts[0] = 0
    stops = [*starts[1:], len(rows)]
    return [
        _Making(rows, start, [one for one in rows.dates if start <= one.row < stop]).entry(stop)
        for start, stop in zip(starts, stops, strict=True)
    ]


# --- where entries begin ---------------------------------------------------------------------------------


def _starts(rows: Rows) -> list[int]:
    """The first row of each dated entry."""
    first = rows.dates[0]
    if not first.aside and any(rows.bulleted[: first.row]):
        return _starts_before_dates(rows)
    above = range(_first_plain(rows, first.row), first.row)
    before = min(sum(rows.continued[row] != "yes" for row in above), _MOST_BEFORE)
    starts: list[int] = []
    if _is_degree(rows, first.row) and any(_is_degree(rows, row) for row in above):
        before, starts = 0, [0]  # the first degree has no date; this is the next one's
    elif any(rows.bulleted[: first.row]) and not rows.is_body(first.row):
        starts = [0]  # likewise: it stands beside a head below the first entry's text
    for one in rows.dates:
        if one.aside and rows.is_body(one.row):
            start = _head_of_body(rows, one.row)
        else:
            wanted = before - (first.alone and not one.alone)
            start = one.row - _lead(rows, one.row, wanted, starts[-1] + 1 if starts else 0)
        if start is None or (starts and (start <= starts[-1] or _is_second(rows, one, starts[-1]))):
            continue
        starts.append(start)
    return starts or [0]


def _is_degree(rows: Rows, row: int) -> bool:
    """Whether a row begins with a degree."""
    found = cues.degree_in(rows.lines[row].text)
    return found is not None and found.start() == 0


def _first_plain(rows: Rows, row: int) -> int:
    """The first of the rows without bullets that end with a row."""
    while row > 0 and not rows.bulleted[row - 1]:
        row -= 1
    return row


def _lead(rows: Rows, row: int, wanted: int, least: int) -> int:
    """How many of the rows above a date are its entry's head."""
    lead = 0
    while wanted > 0 and row - lead - 1 >= least:
        above = row - lead - 1
        line = rows.lines[above]
        if rows.is_body(above) or rows.has_date(above) or len(line.words) > _MOST_WORDS:
            break
        if cues.is_sentence(line.text):
            break
        wanted -= rows.continued[above] != "yes"  # of a head over two lines the second is none of its own
        lead += 1
    return lead


def _head_of_body(rows: Rows, row: int) -> int | None:
    """The first row of the head above the text that a date stands beside."""
    while row >= 0 and rows.is_body(row):
        row -= 1
    if row < 0:
        return None
    while row > 0 and not rows.is_body(row - 1):
        if rows.has_date(row - 1) or len(rows.lines[row - 1].words) > _MOST_WORDS:
            break
        row -= 1
    return row


def _is_second(rows: Rows, one: Dated, last: int) -> bool:
    """Whether a date straight below another, both alone on their lines, is of the same entry."""
    before = [other for other in rows.dates if last <= other.row < one.row]
    if not before or before[-1].row != one.row - 1:
        return False
    return all(other.alone and len(rows.lines[other.row].cells) == 1 for other in (before[-1], one))


def _starts_before_dates(rows: Rows) -> list[int]:
    """The first row of each entry where dates stand after the entries' texts."""
    starts = [0]
    for one in rows.dates[:-1]:
        row = one.row + 1
        while row < len(rows) and cues.is_extra(rows.lines[row].text):
            row += 1
        if row < len(rows):
            starts.append(row)
    return starts


def _undated(rows: Rows) -> list[int]:
    """Entries without dates: each begins with a line set like the first, or a short one after text."""
    starts = [0]
    first = rows.lines[0]
    apart = first.font is not None and any(line.font not in (None, first.font) for line in rows.lines)
    for row in range(1, len(rows)):
        line, above = rows.lines[row], rows.lines[row - 1]
        if rows.is_body(row):
            continue
        if apart:
            begins = (line.font, line.height) == (first.font, first.height) and above.font != first.font
        else:
            ended = rows.bulleted[row - 1] or (above.text.endswith((".", "!")) and len(above.words) > 1)
            short = len(line.words) <= _WORDS_OF_NAME and not line.text.endswith((".", "!", ";", ","))
            begins = rows.continued[row] == "no" and ended and short
        if begins:
            starts.append(row)
    return starts


# --- what stands in an entry -----------------------------------------------------------------------------


class _Making:
    """One entry in the making: the rows of its head come first."""

    def __init__(self, rows: Rows, start: int, dates: Sequence[Dated]) -> None:
        self._rows = rows
        self._start = start
        self._date = next((one for one in dates if one.date.period), dates[0] if dates else None)
        self._entry = Entry(further=[(one.date, one.words) for one in dates if one is not self._date])
        if self._date is not None:
            self._entry.date, self._entry.date_words = self._date.date, self._date.words
        self._taken = {word.start for word in self._entry.date_words}
        self._in_head = True

    def entry(self, stop: int) -> Entry:
        """The entry of the rows up to one."""
        for row in range(self._start, stop):
            cells, beside = self._divided(row)
            head = self._entry.head
            if self._in_head and row > self._start and head and self._is_wrapped(row):
                last = head[-1].pop() if head[-1] else ()
                head[-1] += [(*last, *(cells[0] if cells else ())), *cells[1:], *beside]
                continue
            self._in_head = self._in_head and (row == self._start or self._is_head(row))
            if self._in_head and not self._rows.bulleted[row]:
                head.append([*cells, *beside])
                continue
            if beside:
                head.append(beside)
            self._add(row, [word for cell in cells for word in cell], cells)
        return self._entry

    def _add(self, row: int, words: list[Token], cells: list[Cell]) -> None:
        """Takes a row of the text below the head."""
        entry, rows = self._entry, self._rows
        if not words:
            return
        if rows.bulleted[row]:
            entry.bullets.append(words)
        elif self._is_beside_date(row) and len(words) <= _MOST_WORDS:
            entry.head.append(cells)
        elif (entry.bullets or entry.text) and rows.continued[row] != "no":
            (entry.bullets or entry.text)[-1].extend(words)
        else:
            entry.text.append(words)

    def _is_beside_date(self, row: int) -> bool:
        """Whether a row holds the entry's date, or stands straight above one that comes after the text."""
        date = self._date
        if date is None or row == date.row:
            return date is not None
        return row == date.row - 1 and not date.aside and self._rows.continued[row] == "no"

    def _is_wrapped(self, row: int) -> bool:
        """Whether a row is the rest of the head's row above it."""
        rows = self._rows
        line, above = rows.lines[row], rows.lines[row - 1]
        if rows.bulleted[row] or (rows.indented[row] and not line.text[:1].islower()):
            return False
        if rows.continued[row] == "yes":
            return True
        alike = line.font is not None and line.font == above.font and line.height == above.height
        return alike and len(above.cells) == 1 and not rows.has_date(row - 1) and rows.is_full(row - 1)

    def _is_head(self, row: int) -> bool:
        """Whether a row below rows of a head is one too."""
        rows = self._rows
        line = rows.lines[row]
        if rows.bulleted[row] or len(self._entry.head) >= _MOST_HEAD:
            return False
        reached = self._date.row if self._date is not None else self._start
        if row <= reached and not any(rows.bulleted[self._start : row]):
            return True
        if rows.indented[row] or rows.continued[row] == "yes" or len(line.words) > _MOST_WORDS:
            return False
        if self._is_complete() and len(line.words) > _FEW_WORDS and not cues.is_place(line.text):
            return False
        return not (cues.is_sentence(line.text) or line.text.endswith("!"))

    def _is_complete(self) -> bool:
        """Whether a head has a title and an employer: what follows is a town, or text."""
        parts = parts_of(self._entry.head)
        towns = sum(cues.is_place(part.text) for part in parts)
        return len(parts) - towns >= _WHOLE or (towns > 0 and any("," in part.text for part in parts[:1]))

    def _divided(self, row: int) -> tuple[list[Cell], list[Cell]]:
        """A row's cells without the date; of a row of text also what is set apart at its right edge."""
        cells: list[Cell] = []
        beside: list[Cell] = []
        for number, cell in enumerate(self._rows.lines[row].cells):
            apart = self._rows.is_body(row) and number > 0 and len(cell) <= _MOST_ASIDE
            (beside if apart else cells).extend(_without(cell, self._taken))
        return cells, beside


def _without(cell: Sequence[Token], taken: set[int]) -> list[Cell]:
    """A cell's words before and after those that are taken."""
    parts: list[list[Token]] = [[]]
    for word in cell:
        if word.start in taken:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if any(not word.decoration for word in part)]
