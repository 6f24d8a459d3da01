"""Body text in two or more columns.

What it looks for:
    A gutter (a vertical strip of white space) with text on both sides, where a person reads one side after
    the other. Dates at the right edge, labels before their values and grids of single words are not columns.

Why parsers lose it:
    Modes that read the page from top to bottom take a row of both columns for one line: half a bullet point
    is followed by half of another.

Evidence:
    Words that follow each other on the page but not in a path's text, and what the path puts between them.

How to fix:
    Use one column.

Limits:
    What a gutter separates is judged from the lengths and the alignment of the lines, not from the meaning
    of the words.
"""

from __future__ import annotations

from atsharness.rules.layout._columns import gutters
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS201",
    name="columns",
    depth=12,
    find=gutters("columns"),
    advice={
        "": "Use one column; put short lists on one line, separated by commas.",
        "typst": "Replace #columns(2) or #grid with one column, or put one section after the other.",
        "latex": "Do not use multicol, paracol or twocolumn.",
        "word": "Layout > Columns > One; replace text boxes with paragraphs.",
        "libreoffice": "Format > Columns > 1; replace frames with paragraphs.",
        "chromium": "Print a style sheet without grid, float and columns: @media print { … display: block }.",
        "google-docs": "Format > Columns > one column.",
        "canva": "Put all text into one text element, section after section.",
        "altacv": r"Remove \begin{paracol}, \switchcolumn and \end{paracol}: the sections then follow each "
        r"other.",
    },
)
