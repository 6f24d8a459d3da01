"""Columns that the file itself holds row by row.

What it looks for:
    A content stream that goes from side to side of a gutter, line by line.

Why parsers lose it:
    Paths that keep the file's order mix the columns, and so do those that go by rows: only an engine that
    finds the columns by itself reads them right.

Evidence:
    Words that follow each other on the page and that a path tears apart, and what it puts between them.

How to fix:
    Use one column, or export with a program that writes column after column.

Limits:
    It is told from columns that ATS201 or ATS202 found.
"""

from __future__ import annotations

from atsharness.rules.layout._streams import orders
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS203",
    name="interleaved-columns",
    find=orders(
        "stream",
        lambda order: order.interleaved,
        lambda order: f"the file holds its columns row by row ({order.switches} changes of side)",
        both_sides=True,
    ),
    advice={
        "": "Use one column; this program writes columns row by row, which most engines then mix.",
        "typst": "Put each column into one cell of the #grid, not each row into a row of it.",
        "latex": "Use paracol or minipages, not tabular rows, or one column.",
        "word": "Replace the table by Layout > Columns, or better by one column.",
        "chromium": "Put each column into one element, not each row.",
        "canva": "Put each column into one text element.",
    },
)
