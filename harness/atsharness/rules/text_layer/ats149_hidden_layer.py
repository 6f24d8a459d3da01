"""Hidden text: on a layer that is switched off.

What it looks for:
    Text in optional content that the file's default configuration does not show.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or make it visible.

Limits:
    Layers for print only, or for the screen only, are treated as shown.
"""

from __future__ import annotations

from atsharness.rules.model import Rule
from atsharness.rules.text_layer._hidden import hidden

RULE = Rule(
    id="ATS149",
    name="hidden-layer",
    depth=7,
    find=hidden("layer_off", "on a layer that is switched off"),
    advice={
        "": "Delete the layers that are switched off before exporting.",
    },
)
