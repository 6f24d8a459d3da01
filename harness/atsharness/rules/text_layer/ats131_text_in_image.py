"""Words that are part of a picture.

What it looks for:
    Images whose pixels show rows of strokes like those of text, and over which the file has no text.

Why parsers lose it:
    A text path does not read pixels. A banner with the name, or skills drawn as a "tech stack", does not
    exist for it.

Evidence:
    What OCR reads in the picture and no path returns; without OCR, the number of strokes.

How to fix:
    Type the words as text, over or beside the picture.

Limits:
    Without OCR a chart with narrow bars may look like text; such a finding has medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._ink import drafts


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(artifacts, "image")


RULE = Rule(
    id="ATS131",
    name="text-in-image",
    depth=7,
    find=_find,
    advice={
        "": "Type the words as text; use pictures only for what is not text.",
        "canva": "Replace pictures of words with text elements, and download without “Flatten PDF”.",
        "chromium": "Write the words in HTML over the picture; CSS and canvas drawings print as pixels.",
    },
)
