"""A page that is stored rotated and displayed upright.

What it looks for:
    Pages with a /Rotate entry of 90, 180 or 270 degrees (ISO 32000-1, table 30) on which a path loses words.

Why parsers lose it:
    Paths that arrange text by its coordinates and ignore the rotation see lines that run upwards.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Export the page in the orientation in which it is read.

Limits:
    Where no path loses a word nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

LEAST_SHARE = 0.1
"""Of the page's words: a turned page is lost as a whole, or by lines."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        if not page.rotation % 360:
            continue
        box = (0.0, 0.0, page.width, page.height)
        words = artifacts.measured.words_in(page.number, [box])
        cost = costing.content(artifacts, words)
        if any(len(lost) > LEAST_SHARE * len(words) for lost in cost.words.values()):
            yield Draft(
                message=f"page {page.number} is stored rotated by {page.rotation} degrees",
                anchor=f"page {page.number} turned",
                page=page.number,
                boxes=(box,),
                costs=(cost,),
                evidence=costing.lost_words(artifacts, cost),
            )


RULE = Rule(
    id="ATS212",
    name="turned-page",
    depth=14,
    find=_find,
    advice={"": "Export the page in the orientation in which it is read; do not rotate it afterwards."},
)
