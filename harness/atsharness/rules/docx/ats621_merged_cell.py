"""Merged cells of a table.

What it looks for:
    Cells over several columns or rows with text in them.

Why parsers lose it:
    python-docx gives the text of a merged cell once for each place that it covers.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Take the table apart, or leave its cells unmerged.

Limits:
    Tables that arrange the page are ATS603.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS621",
    name="merged-cell",
    of="flow",
    depth=8,
    find=losing(("merged cell", "merged cells"), "merged_cell", doubled=True),
    advice={
        "": "Avoid merged cells.",
        "word": "Layout > Split Cells, or Convert to Text.",
        "libreoffice": "Table > Split Cells, or Convert > Table to Text.",
        "google-docs": "Right-click > Unmerge cells.",
    },
)
