"""Pictures, which may hold text.

What it looks for:
    Pictures in the document, and whether each has a description.

Why parsers lose it:
    No reader of DOCX runs OCR: words in a picture are lost, whatever the picture shows.

Evidence:
    The part of the file, and the picture's description.

How to fix:
    Type what the picture says into the page.

Limits:
    Whether a picture holds words is not looked into: information only.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import told
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS620",
    name="picture",
    of="flow",
    depth=14,
    find=told(("picture", "pictures"), "picture", "chart", what="; words in it would be lost"),
    advice={"": "Type words of a picture into the page; a photo may stay."},
)
