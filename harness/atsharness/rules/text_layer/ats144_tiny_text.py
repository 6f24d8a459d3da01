"""Hidden text: too small to be read.

What it looks for:
    Glyphs smaller than 2.5 points.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Small print that can be read (6 points and more) is not reported here; see ATS210.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS144",
    name="tiny-text",
    depth=7,
    find=hidden("tiny", "smaller than 2.5 points"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
