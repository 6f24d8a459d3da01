"""Text laid out in the cells of a table.

What it looks for:
    Grids with ruled lines whose cells hold more than a few words.

Why parsers lose it:
    Paths read tables by rows, by columns, or in the order of the file; a cell of several lines is torn
    apart.

Evidence:
    Words that follow each other on the page but not in a path's text.

How to fix:
    Use headings and paragraphs.

Limits:
    Tables of short entries (languages and levels) are data and are not reported. Tables without ruled lines
    are columns (ATS201).
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.text_facts import LayoutTable
from atsharness.rules.kit import costing
from atsharness.rules.kit.sides import glued_where_torn, region
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for table in facts_of(artifacts).of(LayoutTable):
        cost = region(artifacts, table.page, (table.box,), least=1)
        own = Evidence(kind="layout", page=table.page, box=table.box, observed=table.text, note=table.note)
        yield Draft(
            message=f"text laid out in a table of {table.note}",
            anchor=table.text,
            page=table.page,
            boxes=(table.box,),
            costs=(cost,),
            explains=glued_where_torn(artifacts, table.page, (table.box,), cost),
            evidence=(*costing.torn_words(artifacts, cost), own),
        )


RULE = Rule(
    id="ATS205",
    name="layout-table",
    depth=9,
    find=_find,
    advice={
        "": "Replace the table with headings and paragraphs.",
        "word": "Select the table > Layout > Convert to Text, separated by paragraph marks.",
        "libreoffice": "Table > Convert > Table to Text.",
        "google-docs": "Copy the cells' text out of the table and delete it.",
        "typst": "Replace #table with headings and paragraphs; keep tables for short data.",
        "latex": "Replace tabular with sections and itemize.",
    },
)
