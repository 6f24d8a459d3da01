"""L08: contact data rotated by 90 degrees in the margin. In the near-miss only the stored page is rotated.

That is a fault of another kind (``turned-page``): to a person its text runs from left to right.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, indices, marked_places, typeset
from atsharness_corpus.faults._turned import stored_turned, turned_pages
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    angle = rng.choice((-90, 90))
    down, inset = round(rng.uniform(0, 60), 1), round(rng.uniform(8, 14), 1)
    if not faulty:
        edit = partial(stored_turned, degrees=90)
        pdf = finished(sheet, typeset(sheet, body(sheet.blocks)), edit)
        return Faulty(pdf=pdf, reference=sheet.reference, placed=turned_pages(pdf))
    contacts = [sheet.blocks[index] for index in indices(sheet.blocks, "contact")]
    turned = body(contacts, range(len(contacts)))
    head = [block for block in sheet.blocks if block.kind in ("name", "label")]
    rest = [block for block in sheet.blocks if block.kind not in ("name", "label", "contact")]
    place = f"dx: {inset - sheet.style.margin}pt, dy: {down}pt"
    aside = f"#place(top + left, {place}, rotate({angle}deg, reflow: true)["
    source = f"{aside}{turned}])\n{typst.markup(head)}\n{typst.markup(rest)}"
    printed = typeset(sheet, source)
    pdf = finished(sheet, printed)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed))


FAULT = Fault(
    id="rotated-text",
    catalogue="L08",
    rule_ids=("ATS206",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
