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

from atsharness.model.text_facts import RotatedText
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _message(rotated: Sequence[RotatedText]) -> str:
    return f"rotated text: {some_texts(rotated)}"


def _costs_of(artifacts: Artifacts, rotated: Sequence[RotatedText]) -> Iterator[Cost]:
    """The order of the rotated words, and what becomes of the lines into which a path puts their letters."""
    measured = artifacts.measured
    page, boxes = rotated[0].page, [one.box for one in rotated]
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
    rotated = facts_of(artifacts).of(RotatedText)
    yield from fact_drafts(artifacts, rotated, _message, also=lambda some: _costs_of(artifacts, some))


RULE = Rule(
    id="ATS206",
    name="rotated-text",
    depth=14,
    find=_find,
    advice={
        "": "Set contact data and labels horizontally.",
    },
)
