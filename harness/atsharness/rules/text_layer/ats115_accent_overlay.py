"""Accents drawn over letters instead of accented letters.

What it looks for:
    A separate accent character (´ ` ¨ ^ ~) whose centre lies over a letter.

Why parsers lose it:
    TeX's oldest encoding draws the accent and the letter as two characters. Paths return both: R´esum´e.

Evidence:
    The letter as a person reads it, and the two characters that paths return.

How to fix:
    Use a font encoding with accented letters.

Limits:
    An accent over a letter for which Unicode has no combined form is found, but the intended letter is not
    named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import AccentOverlay
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(accents: Sequence[AccentOverlay]) -> str:
    return f"{counted(len(accents), 'accent')} drawn over a plain letter: {some_texts(accents)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    accents = facts_of(artifacts).of(AccentOverlay)
    yield from fact_drafts(artifacts, accents, _message)


RULE = Rule(
    id="ATS115",
    name="accent-overlay",
    depth=7,
    find=_find,
    advice={
        "": "Use a font that has the accented letters.",
        "latex": "Load \\usepackage[T1]{fontenc} with \\usepackage{lmodern}, or compile with LuaLaTeX.",
    },
)
