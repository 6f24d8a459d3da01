"""L03: the content stream runs row by row across two columns.

Exporters that draw from top to bottom write it like this, and the page does not show it. In the near-miss
the same columns are drawn one after the other; they are still columns, and labelled as such in both.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._drawing import reorder
from atsharness_corpus.faults._rows import BOTH, Boxes, Rows, placed_cells, rows_file, text_of
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import page_halves
from atsharness_corpus.faults.sidebar import beside, drawn_side
from atsharness_corpus.person import Person


def _row_by_row(document: Any, _: Boxes) -> None:
    reorder(document, lambda texts: sorted(texts, key=lambda piece: (-piece.y, piece.x)))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    side = drawn_side(rng)
    share, gutter = round(rng.uniform(0.45, 0.55), 3), round(rng.uniform(14, 28), 1)
    halves = rng.random() < 0.5

    def arranged(person: Person) -> Rows:
        return page_halves(person, share, gutter) if halves else beside(person, side)

    pdf, rows, boxes = rows_file(sheet, arranged, _row_by_row if faulty else None)
    both = [(1, 0), (1, 1)]
    if halves:
        other = placed_cells(rows, boxes, both, "columns")
    else:
        other = placed_cells(rows, boxes, [both[not side.left]], "sidebar")
    placed = (placed_cells(rows, boxes, both), other) if faulty else (other,)
    layout = f"{typesetter}/{'half-columns' if halves else 'sidebar'}"
    return Faulty(pdf=pdf, reference=text_of(rows), placed=placed, layout=layout)


FAULT = Fault(
    id="interleaved-columns",
    catalogue="L03",
    rule_ids=("ATS203",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
