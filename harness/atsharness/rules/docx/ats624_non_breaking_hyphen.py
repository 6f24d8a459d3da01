"""A non-breaking hyphen.

What it looks for:
    Word's own non-breaking hyphen (`w:noBreakHyphen`, Ctrl+Shift+Hyphen), an element between two texts.

Why parsers lose it:
    docx2txt, OpenCATS and Odoo have no mark for it: co-op becomes coop, a range of years 20202021.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Type an ordinary hyphen.

Limits:
    U+2011 as a character is read by all.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS624",
    name="non-breaking-hyphen",
    of="flow",
    depth=8,
    find=losing(("non-breaking hyphen", "non-breaking hyphens"), "non_breaking_hyphen"),
    advice={
        "": "Type an ordinary hyphen.",
        "word": "Find ^~ and replace it by an ordinary hyphen.",
    },
)
