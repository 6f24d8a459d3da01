"""V04: name and headings converted to outlines, as print shops ask for. The near-miss has vector icons."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._outlines import icon_row, print_over_outlines
from atsharness.corpus.faults._sheet import drawn_sheet, edit_marked, finished, marked_places, typeset
from atsharness.corpus.person import Person
from atsharness.corpus.typesetters import typst


def _without_text(group: list[Any]) -> list[Any]:
    return [] if any(str(step.operator) == "BT" for step in group) else group


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    icons = icon_row(rng)
    if not faulty:
        header = len(sheet.arrangement.header)
        source = f"{typst.markup(sheet.blocks[:header])}\n{icons}\n{typst.markup(sheet.blocks[header:])}"
        return Faulty(pdf=finished(sheet, typeset(sheet, source)), reference=sheet.reference)
    printed = print_over_outlines(sheet)
    pdf = finished(
        sheet, printed, lambda document: edit_marked(document, _without_text), colour=sheet.style.accent
    )
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed))


FAULT = Fault(
    id="text-as-outlines",
    catalogue="V04",
    rule_ids=("ATS132",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
