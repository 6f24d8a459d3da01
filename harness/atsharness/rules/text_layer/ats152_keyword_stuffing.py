"""Keyword stuffing: a very long list of keywords, or the same one over and over.

What it looks for:
    Lists of more than 30 short items, and one word repeated eight times or more.

Why parsers lose it:
    They lose nothing: every path returns the words. But systems and recruiters take such lists for
    deception.

Evidence:
    The list, and why it counts as stuffing.

How to fix:
    Name each skill once, where it was used.

Limits:
    This rule reports information. Hidden keywords are hidden text and have rules of their own (ATS141 to
    ATS150).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit.spots import facts_of, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"{int(spots[0].value or 0)} keywords in a row ({spots[0].note}): “{spots[0].text[:50]}”"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = facts_of(artifacts).of("keyword_stuffing")
    spots = [spot for spot in found if not spot.note.startswith("hidden")]
    yield from spot_drafts(artifacts, spots, _message, harmless=True)


RULE = Rule(
    id="ATS152",
    name="keyword-stuffing",
    depth=7,
    find=_find,
    advice={"": "Name each skill once, in the job where it was used; 12 to 25 are plenty."},
)
