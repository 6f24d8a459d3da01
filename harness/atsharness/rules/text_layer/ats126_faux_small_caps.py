"""Small capitals made from capital letters of two sizes.

What it looks for:
    Words in capitals whose first letter is larger than the rest.

Why parsers lose it:
    pdfplumber splits the line in two where the tops of letters differ by more than 3 points: ``NNEGRET``
    without its A.

Evidence:
    The word, and what a path returns for it.

How to fix:
    Use plain capitals, or real small capitals.

Limits:
    Where the sizes differ by a few points only, all paths keep the word whole: information.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import FauxSmallCaps
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(words: Sequence[FauxSmallCaps]) -> str:
    return f"capitals of two sizes in one word: {some_texts(words)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    words = facts_of(artifacts).of(FauxSmallCaps)
    yield from fact_drafts(artifacts, words, _message, forms=LOST)


RULE = Rule(
    id="ATS126",
    name="faux-small-caps",
    depth=7,
    find=_find,
    advice={
        "": "Use capitals of one size.",
        "latex": "Use a font with real small capitals for \\textsc.",
        "word": "Format > Font: All caps instead of Small caps.",
    },
)
