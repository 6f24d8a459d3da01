"""The index page of several documents: worst first, each with a small picture and its verdict."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from atsharness.model import DocumentResult, Exhibit, RenderOptions, RunResult
from atsharness_reports._terminal import count
from atsharness_reports.html import findings, verdict
from atsharness_reports.html.page import page, picture_link
from atsharness_reports.table import worst_first

_LEVELS = (
    ("fail", "Fail"),
    ("at_risk", "At risk"),
    ("not_measurable", "Not measurable"),
    ("unread", "Not read"),
    ("pass", "Pass"),
)


def file_name(number: int) -> str:
    """Of a document's report. A document's own name is never a place to write to."""
    return f"report-{number + 1:04}.html"


def index_page(run: RunResult, options: RenderOptions) -> str:
    """The HTML page that links the reports of all documents of a run."""
    numbers = {id(result): number for number, result in enumerate(run.documents)}
    rows = [
        _row(result, options.exhibits.get(numbers[id(result)], Exhibit()), numbers[id(result)])
        for result in worst_first(run.documents)
    ]
    counts = Counter(row["headline"].level for row in rows)
    levels = [(level, name, counts[level]) for level, name in _LEVELS if counts[level]]
    passed = counts["pass"]
    return page(
        "index.html.j2",
        style="".join(
            f"body:has(#only-{level}:checked) .row:not(.{level}){{display:none}}" for level, *_ in levels
        ),
        title=f"{passed} of {count(len(rows), 'file')} pass" if rows else "No file",
        rows=rows,
        levels=levels,
        run=run,
        refresh_s=options.refresh_s,
    )


def _row(result: DocumentResult, exhibit: Exhibit, number: int) -> dict[str, Any]:
    small = exhibit.pictures.thumbnail
    first = next((item for item in findings.listed(result) if item.root), None)
    return {
        "name": result.document.path,
        "link": file_name(number),
        "headline": verdict.headline(result),
        "picture": None if small is None else Markup(picture_link(small)),
        "pixels": None if small is None else small.pixels,
        "first": first,
        "pages": "" if result.document.page_count is None else count(result.document.page_count, "page"),
    }
