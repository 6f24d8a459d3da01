"""Hidden text: drawn in the invisible text rendering mode.

What it looks for:
    Glyphs drawn in text rendering mode 3 (ISO 32000-1, 9.3.6), except on scans.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    The text layer that OCR puts over a scan is reported by ATS102.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS141",
    name="invisible-render-mode",
    depth=7,
    find=hidden("invisible_mode", "drawn in the invisible rendering mode"),
    advice={
        "": "Delete the hidden text; what should count must be visible.",
    },
)
