"""E10: accented letters as letter and combining mark (NFD), as macOS gives them."""

from __future__ import annotations

import random
import unicodedata
from functools import partial

from atsharness_corpus.faults._expected import KEEPING_ORDER, expected
from atsharness_corpus.faults._mapped import Change, mapped_fault, with_accents

_EXPECTED = expected("ok~nfc", *KEEPING_ORDER)


def _draw(_reference: str, _rng: random.Random) -> Change:
    return partial(unicodedata.normalize, "NFD")


FAULT = mapped_fault("decomposed-accents", "E10", "ATS112", _draw, with_accents, expected=_EXPECTED)
