"""W04: headings drawn twice, slightly shifted, to look bold or shadowed. The near-miss has a bold font."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._expected import expected
from atsharness_corpus.faults._sheet import (
    MARK,
    PRESSES,
    drawn_sheet,
    editing,
    finished,
    marked_places,
    printed,
)
from atsharness_corpus.faults._stream import TextObject, moved
from atsharness_corpus.person import Person


def _twice(text: TextObject, dx: float, dy: float) -> list[Any]:
    return [*text, *moved(text, dx, -dy)]


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    dx = round(rng.uniform(0.3, 1.2), 2)
    dy = rng.choice((0.0, 0.0, round(dx / 2, 2)))
    marked = replace(sheet, style=replace(sheet.style, accent=MARK))
    page = printed(marked, sheet.blocks)
    edit = editing(partial(_twice, dx=dx, dy=dy)) if faulty else None
    pdf = finished(sheet, page, edit, sheet.style.accent)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(page) if faulty else ())


FAULT = Fault(
    id="double-strike",
    catalogue="W04",
    rule_ids=("ATS124",),
    expect="violation",
    typesetters=PRESSES,
    expected=expected("ok", "pymupdf-stream", "pdfium"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
