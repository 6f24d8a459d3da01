"""A table within a table.

What it looks for:
    Tables that stand in a cell of another table.

Why parsers lose it:
    python-docx gives a cell's own paragraphs alone: the table in it is lost in every mode.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Take the inner table apart.

Limits:
    A table that arranges the page is ATS603.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS611",
    name="nested-table",
    of="flow",
    depth=5,
    find=losing(("table within a table", "tables within tables"), "nested_table"),
    advice={
        "": "Take the inner table apart into paragraphs.",
        "word": "Click into the inner table > Layout > Convert to Text.",
        "libreoffice": "Table > Convert > Table to Text.",
        "google-docs": "Copy the inner cells' text out and delete the inner table.",
    },
)
