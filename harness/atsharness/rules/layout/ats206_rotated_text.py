"""Rotated text.

What it looks for:
    Visible text of three or more characters that does not run from left to right.

Why parsers lose it:
    Paths return rotated text letter by letter, first, last or reversed. Those that read by rows insert its
    letters into the lines beside it.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Set the text horizontally.

Limits:
    A page that is rotated as a whole is not reported here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit import costing
from atsharness.rules.kit.spots import facts_of, some_texts, spot_drafts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"rotated text: {some_texts(spots)}"


def _costs_of(artifacts: Artifacts, spots: Sequence[Spot]) -> Iterator[Cost]:
    """The order of the turned words, and what becomes of the lines into which a path puts their letters."""
    measured = artifacts.measured
    page, boxes = spots[0].page, [spot.box for spot in spots]
    words = measured.words_in(page, boxes)
    order = costing.order(artifacts, words)
    yield order
    yield costing.elsewhere(artifacts, words)
    torn = {*order.words, *measured.spoilt(words)}
    width = max((one.width for one in facts_of(artifacts).pages if one.number == page), default=0.0)
    beside = measured.words_in(page, [(0.0, y0, width, y1) for _, y0, _, y1 in boxes])
    lost = {path: some for path, some in measured.spoilt(beside).items() if path in torn}
    yield Cost(loss="content", hits=measured.hits(lost.keys()), words=lost)


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("rotated")
    yield from spot_drafts(artifacts, spots, _message, also=lambda some: _costs_of(artifacts, some))


RULE = Rule(
    id="ATS206",
    name="rotated-text",
    depth=14,
    find=_find,
    advice={
        "": "Set contact data and labels horizontally.",
    },
)
