"""Accents printed over letters instead of accented letters.

What it looks for:
    A spacing accent (´ ` ¨ ^ ~) whose middle lies over a letter.

Why parsers lose it:
    TeX's oldest encoding prints the accent and the letter apart. Paths return both: R´esum´e.

Evidence:
    The letter as it is read, and the two characters that paths return.

How to fix:
    Use a font encoding with accented letters.

Limits:
    Accents over letters that the table of compositions lacks are found but not named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit.spots import facts_of, some_texts, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"{len(spots)} accents are printed over their letters: {some_texts(spots)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("accent_overlay")
    yield from spot_drafts(artifacts, spots, _message)


RULE = Rule(
    id="ATS115",
    name="accent-overlay",
    find=_find,
    advice={
        "": "Use a font that has the accented letters.",
        "latex": "Load \\usepackage[T1]{fontenc} with \\usepackage{lmodern}, or compile with LuaLaTeX.",
    },
)
