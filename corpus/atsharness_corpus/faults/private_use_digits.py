"""E04: digits mapped to private-use code points, as expert fonts encoded their old-style figures."""

from __future__ import annotations

import random

from atsharness_corpus.faults._expected import KEEPING_ORDER, expected
from atsharness_corpus.faults._mapped import Change, mapped_fault

_OLD_STYLE = 0xF730
"""Code point of the old-style zero in Adobe's corporate use area (glyph list: zerooldstyle)."""

_EXPECTED = expected("substituted", *KEEPING_ORDER)


def _draw(_reference: str, rng: random.Random) -> Change:
    digits = set("0123456789") if rng.random() < 0.6 else set(rng.sample("0123456789", 5))
    return lambda text: chr(_OLD_STYLE + int(text)) if text in digits else text


FAULT = mapped_fault("private-use-digits", "E04", "ATS106", _draw, expected=_EXPECTED)
