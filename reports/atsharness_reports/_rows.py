"""The result as rows for a spreadsheet: one for each document and parser path."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from atsharness.model import DocumentResult, RunResult
from atsharness_reports._terminal import plain
from atsharness_reports._verdict import exact_fields, kept_keywords

COLUMNS = (
    "file",
    "document",
    "verdict",
    "path",
    "family",
    "status",
    "counts",
    "gets_everything",
    "text",
    "order",
    "fields_exact",
    "fields",
    "keywords_kept",
    "keywords",
    "note",
)
"""`text` and `order` are shares from 0 to 1; what is not known is an empty cell."""
_FORMULA = tuple("=+-@\t\r")
"""Beginnings that spreadsheets take for a formula."""


def separated(run: RunResult, delimiter: str) -> str:
    """A table of values with a head, lines end with a line feed; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in run.documents:
        writer.writerows([cell(value) for value in row] for row in _rows(result))
    return out.getvalue()


def _rows(result: DocumentResult) -> Iterator[list[object]]:
    document, verdict = result.document, result.verdict
    start = [document.path, document.status, verdict.level if verdict is not None else ""]
    if not result.extractions:
        yield [*start, *[""] * (len(COLUMNS) - 4), document.reason or ""]
        return
    readers = {one.path_id: one for one in verdict.readers} if verdict is not None else {}
    recoveries = {one.path_id: one for one in result.recoveries}
    fields = exact_fields(result.fields)
    for item in result.extractions:
        reader, recovery = readers.get(item.path_id), recoveries.get(item.path_id)
        moved = recovery.order.moved if recovery is not None else None
        yield [
            *start,
            item.path_id,
            item.family,
            item.status,
            reader.counted if reader is not None else "",
            reader.gets_everything if reader is not None else "",
            _share(recovery.content.char_recall if recovery is not None else None),
            _share(None if moved is None else 1 - moved),
            *(fields.get(item.path_id, ("", "")) if recovery is not None else ("", "")),
            *(kept_keywords(result.keywords, item.path_id) if recovery is not None else ("", "")),
            (reader.note if reader is not None else "") or item.detail or "",
        ]


def _share(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.4f}"


def cell(value: object) -> str:
    """One value of CSV; text that a spreadsheet would run begins with an apostrophe."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = plain(str(value))
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text
