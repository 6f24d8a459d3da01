"""H10: keywords in text render mode 7, which paints nothing; the near-miss fills it (mode 0)."""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._sheet import Sheet, editing
from atsharness_corpus.faults._stream import in_mode


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    width = round(rng.uniform(0.15, 0.3), 2)
    return Look(edit=editing(partial(in_mode, mode=7 if hidden else 0, width=width)))


FAULT = hidden_fault("clip-mode-text", "H10", "ATS150", _look)
