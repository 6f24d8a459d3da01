"""Hidden text: fully transparent.

What it looks for:
    Glyphs drawn with an opacity below .1.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Some programs put transparent text over its own outlines. A person reads the outlines, so this is
    information.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS148",
    name="transparent-text",
    depth=7,
    find=hidden("transparent", "fully transparent"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
