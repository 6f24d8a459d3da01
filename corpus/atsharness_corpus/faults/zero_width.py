"""E10: zero-width characters inside words, left over from text pasted out of web editors."""

from __future__ import annotations

import random

from atsharness_corpus.faults._expected import KEEPING_ORDER, expected
from atsharness_corpus.faults._mapped import Change, mapped_fault

_INVISIBLE = ("\u200b", "\u200c", "\u2060", "\ufeff")

_EXPECTED = expected("ok~punct", *KEEPING_ORDER)


def _draw(_reference: str, rng: random.Random) -> Change:
    mark = rng.choice(_INVISIBLE)
    letters = set(rng.sample("aeiorstn", rng.randint(1, 3)))
    return lambda text: text + mark if text in letters else text


FAULT = mapped_fault("zero-width", "E10", "ATS112", _draw, expected=_EXPECTED)
