"""Text in a content control.

What it looks for:
    Content controls (`w:sdt`): around paragraphs, words, a table's row or cell. Word's own résumé
    templates put them around names, dates and headings, Google Docs around words.

Why parsers lose it:
    python-docx skips a control with all that is in it, whether it is around a whole section or around one
    word.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Remove the controls; their text stays.

Limits:
    A control that still shows its own placeholder is ATS610.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS604",
    name="content-control",
    of="docx",
    depth=6,
    find=losing(("content control", "content controls"), "content_control"),
    advice={
        "": "Remove the content controls and keep their text.",
        "word": "Click into the field, right-click > Remove Content Control; the text stays.",
        "google-docs": "Download as PDF as well, and send that where a portal takes it.",
        "libreoffice": "Right-click the content control > Remove Content Control.",
    },
)
