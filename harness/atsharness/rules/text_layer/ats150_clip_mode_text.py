"""Text that only clips and paints nothing.

What it looks for:
    Glyphs drawn in text rendering mode 7 (ISO 32000-1, 9.3.6) whose area nothing fills.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Text that clips a picture and so shows is seen.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS150",
    name="clip-mode-text",
    find=hidden("clip_mode", "drawn in a mode that only clips"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
