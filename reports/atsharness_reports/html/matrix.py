"""Tables of what each reader makes of each field and each keyword."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model import DocumentResult, Keyword
from atsharness_reports._plain_words import OUTCOMES, field_name
from atsharness_reports.html.readers import Reader

MOST_ROWS = 150
"""Rows of a table; a long CV has some 120 fields."""


class Cell(NamedTuple):
    """One reader's outcome: a class, its sign, and what the reader has in the value's place."""

    kind: str
    sign: str
    title: str


class Row(NamedTuple):
    """One field or keyword. `lost` says how many readers do not get it."""

    name: str
    term: str
    value: str
    cells: list[Cell]
    lost: int


class Matrix(NamedTuple):
    """Rows, those that some reader loses first; `more` of them are left out."""

    readers: list[Reader]
    rows: list[Row]
    signs: list[tuple[str, str, str]]
    more: int = 0
    absent: list[str] = []  # noqa: RUF012


_NONE = Cell("none", "–", "not asked of this reader")


def fields(result: DocumentResult, listed: Sequence[Reader]) -> Matrix:
    """Fields × readers."""
    by_field: dict[str, dict[str, Cell]] = {}
    values: dict[str, str] = {}
    used: set[str] = set()
    for item in result.fields:
        if item.outcome == "spurious":
            continue
        key = item.detail or item.outcome
        used.add(key)
        sign, meaning = OUTCOMES[key]
        title = "" if item.outcome == "exact" else item.observed or meaning
        by_field.setdefault(item.field, {})[item.path_id] = Cell(key, sign, title)
        values.setdefault(item.field, item.expected)
    measured = [reader for reader in listed if any(reader.path_id in row for row in by_field.values())]
    rows = []
    for pointer, row in by_field.items():
        cells = [row.get(reader.path_id, _NONE) for reader in measured]
        lost = sum(cell.kind not in ("exact", "none") for cell in cells)
        rows.append(Row(field_name(pointer), pointer, values[pointer], cells, lost))
    rows.sort(key=lambda row: not row.lost)
    signs = [(key, sign, meaning) for key, (sign, meaning) in OUTCOMES.items() if key in used]
    return Matrix(measured, rows[:MOST_ROWS], signs, max(0, len(rows) - MOST_ROWS))


def keywords(result: DocumentResult, listed: Sequence[Reader], *, asked: bool) -> Matrix:
    """Keywords × readers: all where a posting or a list was given, else those that some reader loses."""
    known = [item for item in result.keywords if item.in_reference and (asked or item.lost_in)]
    measured = [
        reader
        for reader in listed
        if any(reader.path_id in (*item.survives, *item.lost_in) for item in known)
    ]
    rows = [
        Row(item.keyword, "", "", [_kept(item, reader) for reader in measured], len(item.lost_in))
        for item in known
    ]
    rows.sort(key=lambda row: -row.lost)
    absent = [item.keyword for item in result.keywords if not item.in_reference]
    signs = [("exact", "✓", "found"), ("missing", "✕", "not found")]
    return Matrix(measured, rows[:MOST_ROWS], signs, max(0, len(rows) - MOST_ROWS), absent)


def _kept(keyword: Keyword, reader: Reader) -> Cell:
    if reader.path_id in keyword.survives:
        return Cell("exact", "✓", "")
    return Cell("missing", "✕", "") if reader.path_id in keyword.lost_in else _NONE
