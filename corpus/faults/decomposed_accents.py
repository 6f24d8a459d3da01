"""E10: accented letters as letter and combining mark (NFD), as macOS gives them."""

from __future__ import annotations

import random
import unicodedata
from functools import partial

from atsharness.corpus.faults._mapped import Change, mapped_fault, with_accents


def _draw(_reference: str, _rng: random.Random) -> Change:
    return partial(unicodedata.normalize, "NFD")


FAULT = mapped_fault("decomposed-accents", "E10", "ATS112", _draw, with_accents)
