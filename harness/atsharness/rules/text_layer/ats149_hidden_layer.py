"""Text on a layer that is switched off.

What it looks for:
    Text of optional content that the file's default configuration does not show.

Why parsers lose it:
    Paths read it like any other text, and it lands among the visible words. Systems and recruiters that
    compare both take it for deception.

Evidence:
    The hidden words, where they stand, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Layers that only print, or only show on screen, are taken as displayed.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS149",
    name="hidden-layer",
    find=hidden("layer_off", "on a layer that is switched off"),
    advice={
        "": "Delete the layers that are switched off before exporting.",
    },
)
