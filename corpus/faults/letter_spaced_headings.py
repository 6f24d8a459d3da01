"""W01: headings tracked so widely that paths read single letters. The near-miss has .01 to .03 em."""

from __future__ import annotations

import random
from functools import partial

from msgspec.structs import replace

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._sheet import MARK, body, column, drawn_sheet, finished, marked_places, typeset
from atsharness.corpus.model import Block
from atsharness.corpus.person import Person
from atsharness.corpus.reference import plain_text


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    capitals = rng.random() < 0.7
    wide, narrow = round(rng.uniform(0.2, 0.36), 3), round(rng.uniform(0.01, 0.03), 3)

    def headline(block: Block) -> Block:
        return (
            replace(block, text=block.text.upper())
            if capitals and block.kind in ("name", "section")
            else block
        )

    blocks = [headline(block) for block in sheet.blocks]
    style = replace(sheet.style, tracking=wide if faulty else narrow, accent=MARK)
    printed = typeset(replace(sheet, style=style), body(blocks))
    placed = marked_places(printed) if faulty else ()
    words = [word for block in blocks if block.kind in ("name", "section") for word in block.text.split()]
    if len(placed) == 1:
        # The engine that tells the places reads single letters as well.
        placed = (replace(placed[0], words=tuple(words)),)
    pdf = finished(sheet, printed, colour=sheet.style.accent)
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=placed)


FAULT = Fault(
    id="letter-spaced-headings",
    catalogue="W01",
    rule_ids=("ATS121",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
