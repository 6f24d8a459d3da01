"""H08: keywords with opacity 0. The near-miss is a gray of 75 to 90 % opacity.

On white that gray is at least #404040, whose contrast is above 10.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._sheet import Sheet, edit_marked
from atsharness_corpus.faults._stream import instruction, within


def _faded(document: Any, opacity: float) -> None:
    import pikepdf

    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=opacity)
    for number, page in enumerate(document.pages):
        name = page.add_resource(state, pikepdf.Name.ExtGState, pikepdf.Name("/g9"))
        edit_marked(document, partial(within, before=(instruction("gs", name),)), number)


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    opacity = round(rng.uniform(0.75, 0.9), 2)
    return Look(edit=partial(_faded, opacity=0 if hidden else opacity))


FAULT = hidden_fault("transparent-text", "H08", "ATS148", _look)
