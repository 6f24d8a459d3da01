"""Words in a smart tag or in custom XML.

What it looks for:
    Words that Word 2003 tagged as a name, a place or a date (`w:smartTag`), and text in `w:customXml`.

Why parsers lose it:
    python-docx skips the tag with its words: names and dates are what was tagged.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Save the file anew.

Limits:
    Word removes smart tags itself when it saves a file in its present format.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS626",
    name="tagged-words",
    of="docx",
    depth=6,
    find=losing(("tagged stretch", "tagged stretches"), "smart_tag", "custom_xml"),
    advice={
        "": "Copy the text into a new document.",
        "word": "Open the file and save it as a new DOCX: Word drops smart tags.",
    },
)
