"""Hidden text: covered by a picture or an area of colour.

What it looks for:
    Glyphs that leave no visible mark because something is painted over most of them later.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Something painted with a blend mode through which the text shows is not a cover.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS147",
    name="covered-text",
    depth=7,
    find=hidden("covered", "covered by something painted over them"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "word": "Move the picture behind the text, or delete the text under it.",
        "canva": "Delete the template's text that lies under the picture.",
    },
)
