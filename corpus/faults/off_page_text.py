"""H05: keywords placed beside or above the page. The near-miss stands close to the page's edge."""

from __future__ import annotations

import random

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import Sheet

_WIDTH, _HEIGHT = 612.0, 792.0


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    margin = sheet.style.margin
    away = round(rng.uniform(20, 400), 1)
    side = rng.choice(("left", "right", "below"))
    edge = round(rng.uniform(9, 16), 1)
    dx, dy = {"left": (-_WIDTH - away, 0.0), "right": (_WIDTH + away, 0.0), "below": (0.0, _HEIGHT + away)}[
        side
    ]
    if not hidden:
        # A last line of small print, as near to the lower edge as printers allow.
        return Look(
            wrap=lambda line: f"#place(bottom + left, dy: {margin - edge}pt, block(width: 100%)[{line}])",
            setting="#set text(size: 6.5pt)",
            last=True,
        )
    return Look(wrap=lambda line: f"#place(top + left, dx: {dx}pt, dy: {dy}pt, block(width: 100%)[{line}])")


FAULT = hidden_fault("off-page-text", "H05", "ATS145", _look, appearance="off-page")
