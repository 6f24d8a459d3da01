"""W04: headings printed twice, a little apart, to look bold or shadowed. The near-miss has a bold font."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._sheet import (
    MARK,
    body,
    drawn_sheet,
    edit_marked,
    finished,
    marked_places,
    typeset,
)
from atsharness.corpus.person import Person


def _twice(group: list[Any], dx: float, dy: float) -> list[Any]:
    """The group, and once more with its matrix moved; rules (no text) stay single."""
    if not any(str(step.operator) == "BT" for step in group):
        return group
    moved: list[Any] = []
    for step in group:
        if str(step.operator) == "cm":
            a, b, c, d, x, y = (float(value) for value in step.operands)
            moved.append(([a, b, c, d, round(x + dx, 3), round(y - dy, 3)], step.operator))
        else:
            moved.append(step)
    return [*group, *moved]


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    dx = round(rng.uniform(0.3, 1.2), 2)
    dy = rng.choice((0.0, 0.0, round(dx / 2, 2)))
    marked = replace(sheet, style=replace(sheet.style, accent=MARK))
    printed = typeset(marked, body(sheet.blocks))
    change = partial(_twice, dx=dx, dy=dy)
    pdf = finished(
        sheet,
        printed,
        (lambda document: edit_marked(document, change)) if faulty else None,
        sheet.style.accent,
    )
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed) if faulty else ())


FAULT = Fault(
    id="double-strike",
    catalogue="W04",
    rule_ids=("ATS124",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
