"""Hidden text: outside the page or its CropBox.

What it looks for:
    Glyphs whose centre lies outside the page as displayed.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Some engines leave out what is off the page, others read it.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS145",
    name="off-page-text",
    depth=7,
    find=hidden("off_page", "outside the page"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "canva": "Delete elements that lie beside the page.",
        "word": "Delete text boxes that lie beside the page.",
    },
)
