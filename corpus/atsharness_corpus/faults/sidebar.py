"""L02: a narrow column beside the body, with or without a colour of its own.

The near-misses look alike without its text: headings alone in the margin, an empty coloured band, a body
that is indented below its headings.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._rows import (
    BOTH,
    Boxes,
    Cell,
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
from atsharness_corpus.model import Block, Value
from atsharness_corpus.person import Person

_FILLS = (("", False), ("", False), ("eef1f4", False), ("f3ede2", False), ("24405c", True), ("3b3b46", True))
"""Backgrounds, and whether they need white text."""


_WIDEST = 27
"""Letters of the longest contact item that a sidebar holds on one line."""


class Side(Value, frozen=True, kw_only=True):
    """What varies in a sidebar. `share` is of the width."""

    left: bool
    share: float
    gutter: float
    fill: str
    light: bool


def drawn_side(rng: random.Random) -> Side:
    """A sidebar's place and look."""
    fill, light = rng.choice(_FILLS)
    return Side(
        left=rng.random() < 0.5,
        share=round(rng.uniform(0.25, 0.34), 3),
        gutter=round(rng.uniform(14, 26), 1),
        fill=fill,
        light=light,
    )


def beside(person: Person, side: Side) -> Rows:
    """Name over both; contact, skills and what is short in the sidebar, read in the order of the columns."""
    # An address wider than the column would be cut anywhere.
    wraps = max(map(len, arrange.contact_items(person))) > _WIDEST
    narrow = Cell(
        blocks=(
            *(() if wraps else arrange.contact(person)),
            *arrange.skills_stacked(person),
            *arrange.education(person, dates="below"),
            *arrange.languages(person),
        ),
        share=side.share,
        fill=side.fill,
        light=side.light,
    )
    wide = Cell(
        blocks=(
            *arrange.summary(person),
            *arrange.experience(person, dates="below"),
            *arrange.projects(person),
        ),
        share=1 - side.share,
    )
    cells = (narrow, wide) if side.left else (wide, narrow)
    above = header(person) if wraps else arrange.heading_lines(person)
    return (full(above), Row(cells=cells, gutter=side.gutter))


def _hanging_titles(person: Person) -> Rows:
    """Every section's heading in the margin, its text beside it."""
    rows = [pair(part[:1], part[1:], 0.21, 12, gap=0.9) for part in _sections(person)]
    return (full(header(person)), *rows)


def _indented(person: Person) -> Rows:
    """Headings over the whole width, the text below them set in from the left."""
    rows: list[Row] = []
    for part in _sections(person):
        rows += [full(part[:1]), pair((), part[1:], 0.14, 0, gap=0.4)]
    return (full(header(person)), *rows)


def _plain(person: Person) -> Rows:
    return (full((*header(person), *(block for part in _sections(person) for block in part))),)


def _sections(person: Person) -> tuple[tuple[Block, ...], ...]:
    body = (
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    return arrange.split_before(body, "section")[1:]


def _strip(side: Side, width: float) -> Callable[[Any, Boxes], None]:
    """A band of colour along the page's edge, below everything."""

    def edit(document: Any, _: Boxes) -> None:
        right, top = (float(value) for value in document.pages[0].MediaBox[2:])
        fill = side.fill or "c9d3df"
        rgb = " ".join(f"{int(fill[at : at + 2], 16) / 255:.4f}" for at in (0, 2, 4))
        x = 0 if side.left else right - width
        document.pages[0].contents_add(
            f"q {rgb} rg {x:g} 0 {width:g} {top:g} re f Q\n".encode("ascii"), prepend=True
        )

    return edit


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    side = drawn_side(rng)
    kind = rng.choice(("hanging", "strip", "indented"))
    if not faulty:
        arranged = {"hanging": _hanging_titles, "strip": _plain, "indented": _indented}[kind]
        edit = _strip(side, sheet.style.margin - 10) if kind == "strip" else None
        pdf, rows, boxes = rows_file(sheet, arranged, edit)
        beside_text = [(row, 0) for row in range(1, len(rows))] if kind == "hanging" else []
        others = (placed_cells(rows, boxes, beside_text, "heading-glued"),) if beside_text else ()
        return Faulty(pdf=pdf, reference=text_of(rows), placed=others)
    pdf, rows, boxes = rows_file(sheet, lambda person: beside(person, side))
    placed = placed_cells(rows, boxes, [(1, 0 if side.left else 1)])
    return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed,), layout=f"{typesetter}/sidebar")


FAULT = Fault(
    id="sidebar",
    catalogue="L02",
    rule_ids=("ATS202",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
