"""H08: keywords with opacity 0. The near-miss is a gray of 60 to 85 % opacity."""

from __future__ import annotations

import random

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import MARK, Sheet


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    opacity = rng.randint(153, 217)
    return Look(setting=f'#set text(fill: rgb("{MARK}{0 if hidden else opacity:02x}"))')


FAULT = hidden_fault("transparent-text", "H08", "ATS148", _look)
