"""E10: the hyphen mapped to another hyphen character, as in fonts with one glyph for two codes.

A phone number or ``back-end`` then holds a soft hyphen, a minus sign or U+2010, and no search finds it.
"""

from __future__ import annotations

import random

from atsharness_corpus.faults._mapped import Change, mapped_fault


def _draw(_reference: str, rng: random.Random) -> Change:
    other = rng.choice(("\xad", "\xad", "\u2010", "\u2011", "\u2212"))
    return lambda text: other if text == "-" else text


FAULT = mapped_fault("odd-hyphens", "E10", "ATS112", _draw)
