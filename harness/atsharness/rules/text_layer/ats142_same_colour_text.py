"""Hidden text: in the colour of its background.

What it looks for:
    Glyphs that leave no visible mark because their contrast with the background is below 1.15.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Text with low but visible contrast is reported by ATS143.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS142",
    name="same-colour-text",
    depth=7,
    find=hidden("same_colour", "in the colour of their background"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "word": "Select all (Ctrl+A), set the font colour to Automatic, and delete what appears.",
        "google-docs": "Select all, set the text colour to black, and delete what appears.",
    },
)
