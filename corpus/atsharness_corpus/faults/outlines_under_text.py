"""V04, H08, in the wild: headings of opacity 0 over their own outlines. A person sees them, paths read them.

Nothing is lost, so it is information. The near-miss has plain bold headings.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._outlines import in_accent, print_over_outlines
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, marked_places, typeset
from atsharness_corpus.person import Person


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    printed = print_over_outlines(sheet, "00") if faulty else typeset(in_accent(sheet), body(sheet.blocks))
    placed = marked_places(printed) if faulty else ()
    return Faulty(
        pdf=finished(sheet, printed, colour=sheet.style.accent), reference=sheet.reference, placed=placed
    )


FAULT = Fault(
    id="outlines-under-text",
    catalogue="V04",
    rule_ids=("ATS148",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
