"""Words separated only by a narrow gap, without a space character.

What it looks for:
    Gaps of .08 to .15 em between words that have no space character.

Why parsers lose it:
    Each engine guesses from the width of the gap whether a word ends. Most need .15 to .2 em, and read
    "PythonandJava".

Evidence:
    The words, and what a path returns for them.

How to fix:
    Export with a program that writes space characters.

Limits:
    Most engines take wider gaps for spaces; what is lost there is reported by ATS127.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import DoubleStrike, IconWord, MissingSpace, PrivateIcons
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts, touch
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._gaps import false_spaces, short_words

NARROW = 0.15
"""Em; from .15 on most engines take a gap for a space, from .20 on all (measured on nine paths)."""


def narrow_gaps(facts: LayoutFacts) -> list[MissingSpace]:
    """Gaps too narrow for most engines, but for those of icons and of letters drawn twice."""
    others = [*facts.of(IconWord, PrivateIcons, DoubleStrike), *false_spaces(facts)]
    return [
        gap
        for gap in (*facts.of(MissingSpace), *short_words(facts))
        if gap.gap_em < NARROW and not any(touch(other, gap) for other in others)
    ]


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from fact_drafts(artifacts, narrow_gaps(facts_of(artifacts)), _message, forms=LOST)


def _message(gaps: Sequence[MissingSpace]) -> str:
    least = min(gap.gap_em for gap in gaps)
    return f"gaps of only {least:.2f} em instead of spaces: {some_texts(gaps)}"


RULE = Rule(
    id="ATS122",
    name="missing-spaces",
    depth=7,
    find=_find,
    advice={
        "": "Export with a program that writes spaces between words.",
        "latex": r"Compile with pdfLaTeX and \pdfinterwordspaceon; XeLaTeX and LuaLaTeX write no spaces.",
        "word": "Use “Save as PDF” instead of a PDF printer.",
    },
)
