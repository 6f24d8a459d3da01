"""H06: keywords in a box of no height that cuts off what overflows. The near-miss's box is high enough."""

from __future__ import annotations

import random

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import Sheet


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    gap = round(rng.uniform(0.4, 0.9), 2)
    height = "0pt" if hidden else "auto"
    return Look(
        wrap=lambda line: f"#block(height: {height}, width: 100%, above: {gap}em, clip: true)[{line}]"
    )


FAULT = hidden_fault("clipped-text", "H06", "ATS146", _look)
