"""Text in the rendering mode that paints nothing.

What it looks for:
    Glyphs drawn in text rendering mode 3 (ISO 32000-1, 9.3.6) outside scans.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    The text of an OCR layer over a scan is another matter (ATS102).
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS141",
    name="invisible-render-mode",
    find=hidden("invisible_mode", "drawn in the invisible mode"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
