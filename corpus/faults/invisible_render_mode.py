"""H01: keywords in text render mode 3, which paints nothing. The near-miss is filled and stroked (mode 2)."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import Sheet, edit_marked


def in_mode(group: list[Any], mode: int, width: float) -> list[Any]:
    """A group of instructions with another text render mode and line width (points)."""
    import pikepdf

    line_width = ([width], pikepdf.Operator("w"))
    steps: list[Any] = []
    for step in group:
        steps.append(([mode], step.operator) if str(step.operator) == "Tr" else step)
        if str(step.operator) == "q":
            steps.append(line_width)
    return steps


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    width = round(rng.uniform(0.15, 0.3), 2)
    change = partial(in_mode, mode=3 if hidden else 2, width=width)
    return Look(edit=lambda document: edit_marked(document, change))


FAULT = hidden_fault("invisible-render-mode", "H01", "ATS141", _look)
