"""L10: more than three pages, set wide. The near-miss has the same text on two or three."""

from __future__ import annotations

import random
from functools import partial

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import drawn_sheet, finished, typeset
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.person import Person
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import typst

_FEWEST = 4
"""Pages of a positive."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    margin, size = round(rng.uniform(78, 92), 1), rng.choice((11.0, 11.5, 12.0))
    most = rng.choice((2, 3))
    sheet = replace(sheet, style=replace(sheet.style, margin=margin, size=size))
    for tenths in range(0, 60, 3) if faulty else range(6, -1, -1):
        space = f"\n#v({tenths / 10}em)\n"
        source = f"#set par(leading: {1 if faulty else 0.65}em)\n"
        source += space.join(typst.markup([block]) for block in sheet.blocks)
        pdf = finished(sheet, typeset(sheet, source))
        pages = page_count(pdf)
        if pages >= _FEWEST if faulty else 2 <= pages <= most:
            return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())
    raise DoesNotFitError(f"{person.id} does not fill {_FEWEST if faulty else most} pages")


FAULT = Fault(
    id="page-count",
    catalogue="L10",
    rule_ids=("ATS505",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
