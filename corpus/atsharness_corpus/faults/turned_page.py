"""L08: pages stored rotated and displayed upright (/Rotate); text runs upwards, downwards or upside down.

In the near-miss pages have a /Rotate of 0 or of a full turn, which rotates nothing.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, finished, printed
from atsharness_corpus.faults._turned import stored_turned, turned_pages
from atsharness_corpus.person import Person


def _full_turn(document: Any, degrees: int) -> None:
    for page in document.pages:
        page.Rotate = degrees


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    degrees, nothing = rng.choice((90, 90, 270, 270, 180)), rng.choice((0, 360))
    edit = partial(stored_turned, degrees=degrees) if faulty else partial(_full_turn, degrees=nothing)
    pdf = finished(sheet, printed(sheet, sheet.blocks), edit)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=turned_pages(pdf) if faulty else ())


FAULT = Fault(
    id="turned-page",
    catalogue="L08",
    rule_ids=("ATS212",),
    expect="violation",
    typesetters=PRESSES,
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
