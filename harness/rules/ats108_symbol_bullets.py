"""Bullets that are letters of a symbol font.

What it looks for:
    A sign in a font of symbols (Wingdings, Webdings, Zapf Dingbats) that begins lines.

Why parsers lose it:
    Such fonts draw a bullet at the place of a letter. Paths that do not know the font return the
    letter: each line begins with 'l' or 'G'.

Evidence:
    What paths return at the head of the lines.

How to fix:
    Use the plain bullet (U+2022).

Limits:
    The bullet of Symbol is known to all paths measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.harness.layout import Spot
from atsharness.harness.rules._bullets import strays
from atsharness.harness.rules._measured import LOST
from atsharness.harness.rules._spots import facts_of, spot_drafts
from atsharness.harness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"{len(spots)} bullets are characters of the font {spots[0].note}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("symbol_bullet")
    yield from spot_drafts(
        artifacts, spots, _message, forms=LOST, also=lambda some: [strays(artifacts, some)]
    )


RULE = Rule(
    id="ATS108",
    name="symbol-bullets",
    find=_find,
    advice={
        "": "Use the plain bullet • of the text font.",
        "word": "Define New Bullet > Symbol > (normal text) > •, instead of Wingdings or Symbol.",
        "libreoffice": "Format > Bullets: choose • of the text font, instead of OpenSymbol or Wingdings.",
    },
)
