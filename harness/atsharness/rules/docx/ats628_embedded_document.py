"""Another document embedded in this one.

What it looks for:
    Parts that another file's content is brought in by (`w:altChunk`); some generators build whole
    documents so.

Why parsers lose it:
    Only Word itself unfolds such a part: most readers see nothing of it.

Evidence:
    The part that refers to it.

How to fix:
    Open the file in Word and save it.

Limits:
    What the part shows is not read, so nothing is known of its words.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import told
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS628",
    name="embedded-document",
    of="docx",
    depth=2,
    find=told(
        ("embedded document", "embedded documents"), "alternative_part", what=": what it shows was not read"
    ),
    advice={
        "": "Open the file in Word and save it as DOCX.",
        "word": "Save the file once: Word unfolds the part.",
    },
)
