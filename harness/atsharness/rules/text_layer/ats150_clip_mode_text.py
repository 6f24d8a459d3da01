"""Hidden text: used only as a clipping path.

What it looks for:
    Glyphs drawn in text rendering mode 7 (ISO 32000-1, 9.3.6) whose area nothing fills.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Text that clips a picture, so that the letters can be seen, is not reported.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS150",
    name="clip-mode-text",
    depth=7,
    find=hidden("clip_mode", "drawn in a rendering mode that only clips"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
