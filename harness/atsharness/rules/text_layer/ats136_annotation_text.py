"""Text typed onto the page as an annotation.

What it looks for:
    Annotations with visible text (FreeText, Stamp).

Why parsers lose it:
    An annotation lies over the page. Most engines read the page content only.

Evidence:
    The text, and the paths that miss it.

How to fix:
    Flatten the annotations, or write the text in the original document.

Limits:
    Highlights, links and closed pop-ups are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._notes import drafts


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(artifacts, "annotation", "annotations")


RULE = Rule(
    id="ATS136",
    name="annotation-text",
    depth=7,
    find=_find,
    advice={"": "Write the text in the original document, or print the annotated page to a new PDF."},
)
