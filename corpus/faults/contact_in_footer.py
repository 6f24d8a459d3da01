"""L07: contact data in the page's footer alone. In the near-miss it stands below the name as well."""

from __future__ import annotations

import random
from functools import partial

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._sheet import (
    body,
    column,
    drawn_sheet,
    finished,
    in_mark,
    indices,
    marked_places,
    typeset,
)
from atsharness.corpus.model import Block
from atsharness.corpus.person import Person
from atsharness.corpus.reference import plain_text
from atsharness.corpus.typesetters import typst


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    contacts = [sheet.blocks[index] for index in indices(sheet.blocks, "contact")]
    rest = [block for block in sheet.blocks if not faulty or block.kind != "contact"]
    where, size = rng.choice(("center", "left", "right")), rng.choice((0.82, 0.9))
    line = Block(kind="contact", text=rng.choice((" | ", " · ")).join(block.text for block in contacts))
    footer = in_mark(typst.markup([line]), f"#set text(size: {size}em)\n#set align({where})")
    source = (
        f"#set page(footer: context if counter(page).get() == counter(page).final() [{footer}])\n{body(rest)}"
    )
    printed = typeset(sheet, source)
    placed = marked_places(printed) if faulty else ()
    reference = plain_text(column([*rest, line]))
    return Faulty(pdf=finished(sheet, printed), reference=reference, placed=placed)


FAULT = Fault(
    id="contact-in-footer",
    catalogue="L07",
    rule_ids=("ATS209",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
