"""Text in a footnote or endnote.

What it looks for:
    Footnotes and endnotes with text.

Why parsers lose it:
    Most readers take the body alone: the note is lost.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Write it in the body.

Limits:
    Notes are rare in résumés; publications lists have them.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS622",
    name="note",
    of="flow",
    depth=6,
    find=losing(("note", "notes"), "footnote", "endnote"),
    advice={
        "": "Write the text of notes into the body.",
        "word": "References > Next Footnote shows them: move their text into the body.",
        "libreoffice": "Move the notes' text into the body.",
    },
)
