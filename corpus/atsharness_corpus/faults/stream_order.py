"""L04: a single column whose sections the content stream draws in another order than the page shows.

Design programs write text boxes in the order in which they were made. In the near-miss a running header and
footer are drawn after the text, or each line's font weights separately, as programs usually do.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._drawing import Piece, reorder
from atsharness_corpus.faults._rows import (
    BOTH,
    Boxes,
    Rows,
    full,
    placed_cells,
    rows_file,
    text_of,
)
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import header
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person


def _arranged(person: Person, running: bool) -> Rows:
    """The header and every section in a row of its own, between running lines or not."""
    body = (
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.projects(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    rows = [full(header(person)), *(full(part) for part in arrange.split_before(body, "section")[1:])]
    if not running:
        return rows
    name = person.basics.name
    above, below = (Block(kind="text", text=text) for text in (f"{name} · CV", f"{name} · 1/1"))
    return [full([above]), *rows, full([below])]


def _by_rows(tops: Sequence[float], order: Sequence[int]) -> Callable[[list[Piece]], list[Piece]]:
    """Rows in this order; `tops` are their upper edges from the bottom of the page, from top to bottom."""
    depths = [-top for top in tops]

    def ordered(texts: list[Piece]) -> list[Piece]:
        rank = {row: at for at, row in enumerate(order)}
        return sorted(texts, key=lambda piece: rank[max(bisect_right(depths, -piece.y) - 1, 0)])

    return ordered


def _weights_apart(texts: list[Piece]) -> list[Piece]:
    """In each line what is set in the page's commonest font before the rest."""
    fonts = [piece.font for piece in texts]
    body = max(sorted(set(fonts)), key=fonts.count)
    found: list[Piece] = []
    for _, line in groupby(texts, key=lambda piece: round(piece.y, 1)):
        found += sorted(line, key=lambda piece: piece.font != body)
    return found


def _shuffled(count: int, rng: random.Random) -> list[int]:
    """An order of the rows that moves at least half of them."""
    order = list(range(count))
    while sum(at == row for at, row in enumerate(order)) > count // 2:
        rng.shuffle(order)
    return order


def _order(kind: str, count: int, seed: int) -> list[int]:
    """Which of so many rows is drawn when."""
    if kind == "last-first":
        return [count - 1, *range(count - 1)]
    if kind == "header-last":
        return [*range(2, count), 0, 1]
    return _shuffled(count, random.Random(seed))


def _moved(order: Sequence[int], heights: Sequence[float]) -> list[int]:
    """The rows without which the rest is in order: as little of the page as will do."""
    kept: list[tuple[float, tuple[int, ...]]] = []
    for row in order:
        before = max((best for best in kept if best[1][-1] < row), default=(0.0, ()))
        kept.append((before[0] + heights[row], (*before[1], row)))
    return sorted(set(order) - set(max(kept)[1]))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    kind = rng.choice(("shuffled", "shuffled", "last-first", "header-last"))
    running = rng.random() < 0.6
    seed = rng.getrandbits(32)

    def edit(document: Any, boxes: Boxes) -> None:
        height = float(document.pages[0].MediaBox[3])
        tops = [height - box[1] for (box,) in boxes]
        count = len(tops)
        if faulty:
            reorder(document, _by_rows(tops, _order(kind, count, seed)))
        elif running:
            reorder(document, _by_rows(tops, [*range(1, count - 1), 0, count - 1]))
        else:
            reorder(document, _weights_apart)

    pdf, rows, boxes = rows_file(sheet, partial(_arranged, running=running and not faulty), edit)
    if not faulty:
        return Faulty(pdf=pdf, reference=text_of(rows))
    count = len(rows)
    heights = [box[3] - box[1] for (box,) in boxes]
    placed = placed_cells(rows, boxes, [(row, 0) for row in _moved(_order(kind, count, seed), heights)])
    return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed,))


FAULT = Fault(
    id="stream-order",
    catalogue="L04",
    rule_ids=("ATS204",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
