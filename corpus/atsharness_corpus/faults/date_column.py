"""L11: dates in a column of their own, left of the entries, drawn as a frame of its own.

The near-misses have their dates in the text: below the title, before it on its line, or at the right edge.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._drawing import Piece, reorder
from atsharness_corpus.faults._rows import (
    BOTH,
    Boxes,
    Row,
    Rows,
    full,
    pair,
    placed_cells,
    rows_file,
    text_of,
)
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import header
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person


def _entries(person: Person) -> tuple[tuple[Block, ...], ...]:
    """Work and education, an entry each after its section's heading; dates at the right of the titles."""
    found: list[tuple[Block, ...]] = []
    for section in (arrange.experience(person), arrange.education(person)):
        if section:
            heading, *entries = arrange.split_before(section, "title")
            found += [heading, *entries]
    return tuple(found)


def _beside(person: Person, share: float, gutter: float) -> Rows:
    """Each date in the left column, its entry in the right one."""
    rows: list[Row] = []
    for entry in _entries(person):
        title, *rest = entry
        if not title.right:
            rows.append(full(entry))
            continue
        date = Block(kind="text", text=title.right)
        rows.append(pair([date], [replace(title, right=""), *rest], share, gutter, gap=0.7))
    return (full((*header(person), *arrange.summary(person))), *rows, full(_rest(person)))


def _inline(person: Person, leading: bool) -> Rows:
    """Each date before its title on the same line, or at the line's other end."""
    blocks: list[Block] = []
    for first, *rest in _entries(person):
        moved = replace(first, text=f"{first.right}: {first.text}", right="")
        blocks += [moved if leading and first.right else first, *rest]
    return (full((*header(person), *arrange.summary(person), *blocks, *_rest(person))),)


def _below(person: Person) -> Rows:
    body = (*arrange.experience(person, dates="below"), *arrange.education(person, dates="below"))
    return (full((*header(person), *arrange.summary(person), *body, *_rest(person))),)


def _rest(person: Person) -> tuple[Block, ...]:
    return (*arrange.skills(person), *arrange.certificates(person), *arrange.languages(person))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    share, gutter = round(rng.uniform(0.17, 0.24), 3), round(rng.uniform(10, 20), 1)
    kind = rng.choice(("below", "leading", "right"))
    first = rng.random() < 0.5
    if not faulty:
        arranged = _below if kind == "below" else partial(_inline, leading=kind == "leading")
        pdf, rows, _ = rows_file(sheet, arranged)
        return Faulty(pdf=pdf, reference=text_of(rows))

    def edit(document: Any, boxes: Boxes) -> None:
        """Draws all dates before or after everything else, as a text box is."""
        height = float(document.pages[0].MediaBox[3])
        dates = [line[0] for line in boxes if len(line) == 2]

        def is_date(piece: Piece) -> bool:
            return any(x0 - 1 <= piece.x <= x1 and y0 <= height - piece.y <= y1 for x0, y0, x1, y1 in dates)

        reorder(document, lambda texts: sorted(texts, key=lambda piece: is_date(piece) != first))

    pdf, rows, boxes = rows_file(sheet, lambda person: _beside(person, share, gutter), edit)
    cells = [(at, 0) for at, row in enumerate(rows) if len(row.cells) == 2]
    placed = placed_cells(rows, boxes, cells)
    return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed,), layout=f"{typesetter}/date-column")


FAULT = Fault(
    id="date-column",
    catalogue="L11",
    rule_ids=("ATS208",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
