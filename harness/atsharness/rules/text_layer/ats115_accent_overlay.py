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

from atsharness.model.facts import Spot
from atsharness.rules.kit.spots import counted, facts_of, some_texts, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"{counted(len(spots), 'accent')} drawn over a plain letter: {some_texts(spots)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("accent_overlay")
    yield from spot_drafts(artifacts, spots, _message)


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
