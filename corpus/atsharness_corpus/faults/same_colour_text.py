"""H02: keywords in the colour of what lies under them: white on the page, or a band's own colour.

The near-miss is white text on a dark band.
"""

from __future__ import annotations

import random

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import WHITE, Sheet


def band(content: str) -> str:
    """Typst content on a band of the accent colour."""
    return f"#block(width: 100%, fill: accent, inset: (x: 6pt, y: 4pt))[{content}]"


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    on_page = rng.random() < 0.6
    near_white = rng.choice((WHITE, WHITE, "fefefe", "fcfcfc"))
    if hidden and on_page:
        return Look(colour=near_white)
    return Look(
        setting=Setting(band=sheet.style.accent),
        wrap=band,
        colour=sheet.style.accent if hidden else near_white,
    )


FAULT = hidden_fault("same-colour-text", "H02", "ATS142", _look)
