"""Text in columns of the page.

What it looks for:
    Sections with more than one column (`w:cols`).

Why parsers lose it:
    DOCX readers take columns one after the other, as the file has them. Who converts the file to PDF
    first reads it as any PDF of two columns.

Evidence:
    The number of columns.

How to fix:
    Use one column for what matters.

Limits:
    It costs nothing in a DOCX itself: information only. Check the PDF as well if you send one.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import told
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS606",
    name="docx-columns",
    of="flow",
    depth=14,
    find=told(
        ("section in columns", "sections in columns"),
        "columns",
        what=", read one after the other in the file",
    ),
    advice={
        "": "Use one column.",
        "word": "Layout > Columns > One.",
        "libreoffice": "Format > Columns > 1.",
        "google-docs": "Format > Columns > one column.",
    },
)
