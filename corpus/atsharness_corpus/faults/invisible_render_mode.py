"""H01: keywords in text render mode 3, which paints nothing. The near-miss is filled and stroked (mode 2)."""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._sheet import Sheet, editing
from atsharness_corpus.faults._stream import in_mode


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    width = round(rng.uniform(0.15, 0.3), 2)
    return Look(edit=editing(partial(in_mode, mode=3 if hidden else 2, width=width)))


FAULT = hidden_fault("invisible-render-mode", "H01", "ATS141", _look)
