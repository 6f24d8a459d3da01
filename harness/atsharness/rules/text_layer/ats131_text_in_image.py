"""Words that are part of a picture.

What it looks for:
    Pictures whose pixels hold rows of strokes as text has them, over which no text lies.

Why parsers lose it:
    A text path reads no pixels. A banner with the name, or skills drawn as a "tech stack", is not
    there for it.

Evidence:
    What OCR reads in the picture and no path returns; without OCR the strokes counted.

How to fix:
    Type the words as text, over or beside the picture.

Limits:
    Without OCR a chart of bars close together may look like text: the finding then has medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._ink import drafts


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(artifacts, "image", "a picture")


RULE = Rule(
    id="ATS131",
    name="text-in-image",
    find=_find,
    advice={
        "": "Type the words as text; keep pictures for what is no text.",
        "canva": "Replace pictures of words by text elements, and download without “Flatten PDF”.",
        "chromium": "Write the words in HTML over the picture; CSS and canvas drawings print as pixels.",
    },
)
