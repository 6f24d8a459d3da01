"""Hidden text: cut off by a clipping path.

What it looks for:
    Glyphs that leave no visible mark although their colour differs from the background and nothing is
    painted over them.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Text that is partly cut off is divided into a visible and a hidden part.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS146",
    name="clipped-text",
    depth=7,
    find=hidden("clipped", "cut off by a clipping path"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "chromium": "Remove overflow: hidden, or give the box the height its text needs.",
        "canva": "Make the text frame as large as its text.",
    },
)
