"""H04: keywords at a size that looks like a hairline. The near-miss is set at a footnote's size."""

from __future__ import annotations

import random

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import Sheet


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    tiny, small = round(rng.uniform(0.4, 1.6), 2), rng.choice((6.5, 7.0, 7.5))
    return Look(setting=f"#set text(size: {tiny if hidden else small}pt)")


FAULT = hidden_fault("tiny-text", "H04", "ATS144", _look, appearance="ink")
