"""Text of a simple field.

What it looks for:
    Fields stored as one element (`w:fldSimple`): mail-merge data, document properties, dates.

Why parsers lose it:
    python-docx and mammoth skip the element with its text.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Turn the field into text.

Limits:
    Complex fields (`w:fldChar`) keep their text in ordinary runs; their code is ATS618.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS615",
    name="simple-field",
    of="docx",
    depth=6,
    find=losing(("field", "fields"), "simple_field"),
    advice={
        "": "Turn fields into text.",
        "word": "Select all, then Ctrl+Shift+F9 turns every field into its text.",
        "libreoffice": "Type the text in place of the field.",
    },
)
