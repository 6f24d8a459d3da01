"""Text that a clipping path cuts off.

What it looks for:
    Glyphs that leave no ink although they have a colour of their own, and over which nothing is
    painted.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    What is cut off in part is split into the seen and the unseen.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS146",
    name="clipped-text",
    find=hidden("clipped", "cut off by the frame it stands in"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
        "chromium": "Remove overflow: hidden, or give the box the height its text needs.",
        "canva": "Make the text's frame as large as its text.",
    },
)
