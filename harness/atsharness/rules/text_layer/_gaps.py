"""Narrow gaps: whether what stands between them are words without spaces or pieces of one word."""

from __future__ import annotations

import statistics

import msgspec

from atsharness.model.facts import LayoutFacts, Spot

LEAST = 3
EVEN = 0.02
"""Gaps that differ by less em are alike."""

EVEN_SHARE = 0.8
"""Share of a font's gaps between words, on a page, that are alike where narrow gaps stand for its spaces."""


def false_spaces(facts: LayoutFacts) -> list[Spot]:
    """Spaces within words, and pieces of words placed apart."""
    words = [spot for spot in facts.of("missing_space") if spot.seen is not None and spot.value is not None]
    return [spot for spot in facts.of("spurious_space") if not _are_words(spot, words)]


def short_words(facts: LayoutFacts) -> list[Spot]:
    """Pieces that are words after all, as words that no space parts: "140 hosts to 12"."""
    pieces = {id(spot) for spot in false_spaces(facts)}
    return [
        msgspec.structs.replace(spot, kind="missing_space", text=spot.seen or "", seen=spot.text)
        for spot in facts.of("spurious_space")
        if id(spot) not in pieces
    ]


def _are_words(spot: Spot, words: list[Spot]) -> bool:
    """Whether a page parts the words of its other lines, in the same font, by just such gaps.

    Short words look like pieces of one; but letters that are set one by one have gaps of all widths.
    """
    gaps = [word.value or 0.0 for word in words if (word.page, word.font) == (spot.page, spot.font)]
    if len(gaps) < LEAST or spot.value is None:
        return False
    usual = statistics.median(gaps)
    alike = sum(abs(gap - usual) <= EVEN for gap in gaps)
    return alike >= EVEN_SHARE * len(gaps) and abs(spot.value - usual) <= EVEN
