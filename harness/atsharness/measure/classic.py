"""The classical numbers of text recognition: character and word error rates, Indel similarity.

They read both texts from start to end: what is moved counts as lost and as added. That is why they stand
beside the rates of `atsharness.measure.rates` and not in their place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Sequence

import msgspec

from atsharness.text.graphemes import clusters
from atsharness.text.tokens import canon, tokens

_MOST_CELLS = 20_000_000_000
"""Largest product of length and edits that is computed: a few seconds of rapidfuzz's bit-parallel tables.
Texts of up to 140,000 characters are always within it, longer ones if they are enough alike."""


class Classic(msgspec.Struct, frozen=True, kw_only=True):
    """Error rates, from 0 to beyond 1 where much was added; None where too long and too unlike to compute."""

    cer: float | None
    """Edits of grapheme clusters over the reference's, on CANON text."""
    cer_no_space: float | None
    """The same without white space: letter-spacing and glue cost nothing."""
    wer: float | None
    """Edits of words over the reference's."""
    indel_similarity: float | None
    """1 - (characters inserted and deleted) / (characters of both), 0 to 1."""


def classic(reference: str, hypothesis: str) -> Classic:
    """Compares two texts from start to end.

    CER is over extended grapheme clusters of NFC text, so that a letter and its accents are one
    character however they are written; runs of spaces count as one, white space at both ends
    not at all. WER is over words without the punctuation around them; punctuation
    alone is no word. Rates are edits over the length of the reference; where that is 0, over 1,
    as in jiwer 4 (https://github.com/jitsi/jiwer).

    Args:
        reference: known text.
        hypothesis: recovered text.

    Returns:
        The four numbers. Time: product of length and edits / 64, bounded; memory linear.
    """
    expected, observed = canon(reference).strip(), canon(hypothesis).strip()
    units, others = clusters(expected), clusters(observed)
    solid, other_solid = _solid(units), _solid(others)
    return Classic(
        cer=_rate(units, others),
        cer_no_space=_rate(solid, other_solid),
        wer=_rate(words(reference), words(hypothesis)),
        indel_similarity=_indel_similarity(units, others),
    )


def words(text: str) -> list[str]:
    """The words of a text for WER: NFC, without the punctuation and symbols at their ends."""
    found = (_bare(unicodedata.normalize("NFC", token.raw)) for token in tokens(text))
    return [word for word in found if word]


def _bare(word: str) -> str:
    if word.isalnum():
        return word
    solid = [i for i, char in enumerate(word) if unicodedata.category(char)[0] in "LNM"]
    return word[solid[0] : solid[-1] + 1] if solid else ""


def _solid(units: Sequence[str]) -> list[str]:
    return [unit for unit in units if not unit.isspace()]


def _rate(expected: Sequence[str], observed: Sequence[str]) -> float | None:
    if expected == observed or not (expected and observed):
        return abs(len(expected) - len(observed)) / max(1, len(expected))
    from rapidfuzz.distance import Levenshtein

    longest = max(len(expected), len(observed), 1)
    most = min(longest, max(_MOST_CELLS // longest, 1))
    hint = min(most, max(64, longest // 50))
    edits = Levenshtein.distance(*_numbered(expected, observed), score_cutoff=most, score_hint=hint)
    return None if edits > most else edits / max(1, len(expected))


def _indel_similarity(expected: Sequence[str], observed: Sequence[str]) -> float | None:
    if expected == observed or not (expected and observed):
        return float(expected == observed)
    from rapidfuzz.distance import Indel

    both = len(expected) + len(observed)
    most = min(both, max(_MOST_CELLS // both, 1))
    edits = Indel.distance(*_numbered(expected, observed), score_cutoff=most)
    return None if edits > most else 1 - edits / both


def _numbered(one: Sequence[Hashable], two: Sequence[Hashable]) -> tuple[str | list[int], str | list[int]]:
    """Both as strings of one code point per unit: what rapidfuzz compares fastest."""
    numbers: dict[Hashable, int] = {}
    coded = [[numbers.setdefault(unit, len(numbers)) for unit in units] for units in (one, two)]
    if len(numbers) > 0xD000:
        return coded[0], coded[1]
    return "".join(map(chr, coded[0])), "".join(map(chr, coded[1]))
