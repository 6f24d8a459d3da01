"""Text of no opacity.

What it looks for:
    Glyphs drawn with an opacity under .1.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Some programs put transparent text over its own outlines; a person reads those, and it is
    information.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS148",
    name="transparent-text",
    find=hidden("transparent", "fully transparent"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
