"""Words whose letters are drawn as outlines.

What it looks for:
    Rows of many different small shapes on one baseline, close together, over which the file has no text.

Why parsers lose it:
    The letters are lines and curves; there is no text to read.

Evidence:
    What OCR reads there and no path returns; without OCR, the number of shapes.

How to fix:
    Export without converting text to outlines (paths, curves).

Limits:
    A row of tightly set vector icons can look like letters; OCR tells them apart. Icons that are links one
    by one, and frames around text, are no letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._ink import drafts


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(artifacts, "outlines")


RULE = Rule(
    id="ATS132",
    name="text-as-outlines",
    depth=7,
    find=_find,
    advice={
        "": "Export without “convert text to outlines” (or paths, curves); embed the fonts instead.",
        "canva": "Download as PDF without “Flatten PDF”.",
        "latex": "Leave out Ghostscript's -dNoOutputFonts and the like.",
    },
)
