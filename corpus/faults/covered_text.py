"""H07: keywords under a band that is drawn over them. In the near-miss the band is drawn first."""

from __future__ import annotations

import random

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import BLACK, WHITE, Sheet


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    fill, ink = rng.choice((("accent", WHITE), ('rgb("e8edf2")', BLACK), ('rgb("f4efe6")', BLACK)))
    height = round(sheet.style.size * rng.uniform(2.9, 3.4), 1)
    bar = f"place(top + left, rect(width: 100%, height: 100%, fill: {fill}, stroke: none))"

    def wrap(line: str) -> str:
        text = f"place(top + left, dx: 5pt, dy: 3pt, block(width: 100% - 10pt)[{line}])"
        order = (text, bar) if hidden else (bar, text)
        return f"#block(width: 100%, height: {height}pt, above: .8em, {{ {order[0]}; {order[1]} }})"

    return Look(wrap=wrap, colour=ink)


FAULT = hidden_fault("covered-text", "H07", "ATS147", _look)
