"""L10: a page of an odd size: narrow and long, Legal, B5 or square. The near-miss is nearly A4 or Letter."""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, typeset
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.person import Person
from atsharness_corpus.style import page_count

_ODD = ("width: 612pt, height: 1008pt", "width: 499pt, height: 709pt", "width: 660pt, height: 660pt")
"""Legal, B5 (ISO) and square."""
_USUAL = ((612.0, 792.0), (595.28, 841.89))
_MOST_PAGES = 3
"""More pages are a fault of their own."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    wide = rng.randint(440, 520)
    size = rng.choice((f"width: {wide}pt, height: auto", *_ODD))
    width, height = rng.choice(_USUAL)
    width, height = width * rng.uniform(0.98, 1.02), height * rng.uniform(0.98, 1.02)
    if not faulty:
        size = f"width: {width:.2f}pt, height: {height:.2f}pt"
    pdf = finished(sheet, typeset(sheet, f"#set page({size})\n{body(sheet.blocks)}"))
    if page_count(pdf) > _MOST_PAGES:
        raise DoesNotFitError(f"{person.id} needs more than {_MOST_PAGES} pages of this size")
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="page-size",
    catalogue="L10",
    rule_ids=("ATS504",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
