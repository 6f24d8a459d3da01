"""Text in the colour of what lies behind it.

What it looks for:
    Glyphs that leave no ink: their colour has a contrast under 1.15 to what lies behind them.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Text of slight contrast is found by ATS143.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS142",
    name="same-colour-text",
    find=hidden("same_colour", "in the colour of what is behind it"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "word": "Select all (Ctrl+A), set the font colour to Automatic, and delete what appears.",
        "google-docs": "Select all, set the text colour to black, and delete what appears.",
    },
)
