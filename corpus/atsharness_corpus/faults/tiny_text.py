"""H04: keywords at a size that looks like a hairline. The near-miss is small print that can be read."""

from __future__ import annotations

import random

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import Sheet


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    tiny, small = round(rng.uniform(0.4, 1.6), 2), rng.choice((8.0, 8.25, 8.5))
    return Look(setting=Setting(size=tiny if hidden else small))


FAULT = hidden_fault("tiny-text", "H04", "ATS144", _look, appearance="ink")
