"""Text that is turned.

What it looks for:
    Visible text of three characters or more that is not written from left to right.

Why parsers lose it:
    Paths return turned text letter by letter, first, last or reversed.

Evidence:
    The words, and what a path has of them.

How to fix:
    Set it horizontally.

Limits:
    A page that is turned as a whole is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.harness.layout import Spot
from atsharness.harness.rules import _costs
from atsharness.harness.rules._spots import facts_of, some_texts, spot_drafts
from atsharness.harness.rules.model import Artifacts, Cost, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"turned text: {some_texts(spots)}"


def _order(artifacts: Artifacts, spots: Sequence[Spot]) -> Cost:
    words = artifacts.measured.words_in(spots[0].page, [spot.box for spot in spots])
    return _costs.order(artifacts, words)


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("rotated")
    yield from spot_drafts(artifacts, spots, _message, also=lambda some: [_order(artifacts, some)])


RULE = Rule(
    id="ATS206",
    name="rotated-text",
    find=_find,
    advice={
        "": "Set contact data and labels horizontally.",
    },
)
