"""Right-to-left text that the file stores in visual order, so that paths return it backwards.

What it looks for:
    Visible words in Hebrew or Arabic script whose letters the file stores in the order of the page, from
    left to right.

Why parsers lose it:
    Stored from left to right, such words come out backwards, and a search for the word finds nothing. Some
    paths, on the other hand, reverse words that are stored correctly.

Evidence:
    The word as a person reads it, and as a path returns it.

How to fix:
    Export with a program that writes text in logical order.

Limits:
    Visual order is recognised by Hebrew final letters only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import VisualOrderWord
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(words: Sequence[VisualOrderWord]) -> str:
    return f"right-to-left words are stored backwards in the file: {some_texts(words)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    words = facts_of(artifacts).of(VisualOrderWord)
    yield from fact_drafts(artifacts, words, _message, also=lambda _: [costing.everywhere(artifacts)])


RULE = Rule(
    id="ATS113",
    name="visual-order-rtl",
    depth=7,
    find=_find,
    advice={
        "": (
            "Export again with a program that writes right-to-left text in logical order, such as"
            " Word or LibreOffice."
        ),
    },
)
