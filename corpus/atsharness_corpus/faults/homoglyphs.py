"""E10: Latin letters mapped to their Cyrillic twins, which look the same and match no search."""

from __future__ import annotations

import random

from atsharness_corpus.faults._expected import KEEPING_ORDER, expected
from atsharness_corpus.faults._mapped import Change, mapped_fault

_CYRILLIC = dict(zip("aceopxy", "асеорху", strict=True))

_EXPECTED = expected("substituted", *KEEPING_ORDER)


def _draw(_reference: str, rng: random.Random) -> Change:
    chosen = set(rng.sample(sorted(_CYRILLIC), rng.randint(2, 5))) | {"e"}
    return lambda text: _CYRILLIC[text] if text in chosen else text


FAULT = mapped_fault("homoglyphs", "E10", "ATS112", _draw, expected=_EXPECTED)
