"""Narrow gaps: whether what stands between them are words without spaces or pieces of one word."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import MissingSpace, SpuriousSpace

LEAST = 3
EVEN = 0.02
"""Gaps that differ by less em are alike."""

EVEN_SHARE = 0.8
"""Share of a font's gaps between words, on a page, that are alike where narrow gaps stand for its spaces."""


def false_spaces(facts: LayoutFacts) -> list[SpuriousSpace]:
    """Spaces within words, and pieces of words placed apart."""
    gaps = facts.of(MissingSpace)
    return [pieces for pieces in facts.of(SpuriousSpace) if not _are_words(pieces, gaps)]


def short_words(facts: LayoutFacts) -> list[MissingSpace]:
    """Pieces that are words after all, as words that no space parts: "140 hosts to 12"."""
    gaps = facts.of(MissingSpace)
    return [
        MissingSpace(
            page=words.page,
            box=words.box,
            text=words.seen or "",
            seen=words.text,
            gap_em=words.gap_em,
            font=words.font,
        )
        for words in facts.of(SpuriousSpace)
        if _are_words(words, gaps)
    ]


def _are_words(pieces: SpuriousSpace, others: Sequence[MissingSpace]) -> bool:
    """Whether a page parts the words of its other lines, in the same font, by just such gaps.

    Short words look like pieces of one; but letters that are set one by one have gaps of all widths.
    """
    gaps = [one.gap_em for one in others if (one.page, one.font) == (pieces.page, pieces.font)]
    if len(gaps) < LEAST:
        return False
    usual = statistics.median(gaps)
    alike = sum(abs(gap - usual) <= EVEN for gap in gaps)
    return alike >= EVEN_SHARE * len(gaps) and abs(pieces.gap_em - usual) <= EVEN
