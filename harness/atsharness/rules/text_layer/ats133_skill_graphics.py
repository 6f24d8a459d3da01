"""Levels of skills drawn as bars, dots or stars.

What it looks for:
    Rows of equal small shapes, or bars within bars, beside a few words.

Why parsers lose it:
    The level is nowhere in the text: paths return the skill alone, or signs that mean nothing.

Evidence:
    The skill beside the graphic.

How to fix:
    Write the level in a word.

Limits:
    The words stay, so no path loses any: it is information.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit.spots import facts_of, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"{len(spots)} levels are only drawn: “{spots[0].text[:40]}”"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("skill_bar", "skill_dots")
    yield from spot_drafts(artifacts, spots, _message, harmless=True)


RULE = Rule(
    id="ATS133",
    name="skill-graphics",
    find=_find,
    advice={"": "Write the level in a word (basic, fluent, expert), or leave it out."},
)
