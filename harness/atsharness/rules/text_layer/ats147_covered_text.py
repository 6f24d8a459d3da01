"""Text under a picture or an area of colour.

What it looks for:
    Glyphs that leave no ink and over most of which something is painted later.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Painting with a blend mode that lets text show is no cover.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS147",
    name="covered-text",
    find=hidden("covered", "under something painted over it"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "word": "Move the picture behind the text, or delete the text under it.",
        "canva": "Delete the template's text that lies under the picture.",
    },
)
