"""Columns that the file stores row by row.

What it looks for:
    A content stream that switches from one side of a gutter to the other, line by line.

Why parsers lose it:
    Paths that keep the file's order mix the columns, and so do those that read by rows: only an engine that
    detects the columns by itself reads them correctly.

Evidence:
    Words that follow each other on the page but not in a path's text, and what the path puts between them.

How to fix:
    Use one column, or export with a program that writes one column after the other.

Limits:
    Only columns that ATS201 or ATS202 finds are considered.
"""

from __future__ import annotations

from atsharness.rules.layout._streams import orders
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS203",
    name="interleaved-columns",
    depth=8,
    find=orders(
        "stream",
        lambda order: order.interleaved,
        lambda order: f"the file stores its columns row by row ({order.switches} changes of side)",
        both_sides=True,
    ),
    advice={
        "": "Use one column; this program writes columns row by row, and most engines mix them.",
        "typst": "Put each column into one cell of the #grid, not each line into a row of it.",
        "latex": "Use paracol or minipages, not tabular rows, or one column.",
        "word": "Replace the table by Layout > Columns, or better by one column.",
        "chromium": "Put each column into one element, not each row.",
        "canva": "Put each column into one text element.",
    },
)
