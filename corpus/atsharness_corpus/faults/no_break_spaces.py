"""E10, in the wild: every space mapped to a no-break space or a tab. Words stay separate: information."""

from __future__ import annotations

import random

from atsharness_corpus.faults._mapped import Change, mapped_fault


def _draw(_reference: str, rng: random.Random) -> Change:
    space = rng.choice(("\u00a0", "\u00a0", "\t"))
    return lambda text: space if text == " " else text


FAULT = mapped_fault("no-break-spaces", "E10", "ATS112", _draw, expect="information")
