"""L07: contact data only in the page's footer. In the near-miss it is below the name as well."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    PRESSES,
    Sheet,
    body,
    column,
    drawn_sheet,
    edit_marked,
    finished,
    in_mark,
    indices,
    marked_places,
    printed,
    typeset,
)
from atsharness_corpus.faults._stream import moved
from atsharness_corpus.model import Block, DoesNotFitError
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import typst

_WIDTH, _HEIGHT = 612.0, 792.0


def _in_typst(sheet: Sheet, rest: list[Block], line: Block, where: str, size: float) -> bytes:
    footer = in_mark(typst.markup([line]), f"#set text(size: {size}em)\n#set align({where})")
    return typeset(
        sheet,
        f"#set page(footer: context if counter(page).get() == counter(page).final() [{footer}])\n"
        f"{body(rest)}",
    )


def _moves(sheet: Sheet, place: Placed, where: str) -> tuple[float, float]:
    """From the end of the text, where the line is printed, to the foot of its page: right and down."""
    assert place.boxes
    x0, _, x1, y1 = place.boxes[0]
    margin = sheet.style.margin
    right = {"left": margin - x0, "center": (_WIDTH - x0 - x1) / 2, "right": _WIDTH - margin - x1}[where]
    return round(right, 2), round(_HEIGHT - 0.45 * margin - y1, 2)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    contacts = [sheet.blocks[index] for index in indices(sheet.blocks, "contact")]
    rest = [block for block in sheet.blocks if not faulty or block.kind != "contact"]
    where, size = rng.choice(("center", "left", "right")), rng.choice((0.82, 0.9))
    line = Block(kind="contact", text=rng.choice((" | ", " · ")).join(block.text for block in contacts))
    reference = plain_text(column([*rest, line]))
    if typesetter == "typst":
        page = _in_typst(sheet, rest, line, where, size)
        placed = marked_places(page) if faulty else ()
        return Faulty(pdf=finished(sheet, page), reference=reference, placed=placed)
    setting = Setting(size=round(size * sheet.style.size, 2))
    page = printed(sheet, [*rest, line], [len(rest)], setting)
    places = marked_places(page)
    # Where the line is all of the last page, what is printed beyond its own place may be clipped.
    if len(places) != 1 or len(places[0].boxes or ()) != 1 or places[0].page != 1:
        raise DoesNotFitError(f"{person.id}'s contact data need more than a line, or another page")
    right, down = _moves(sheet, places[0], where)

    def edit(document: Any) -> None:
        edit_marked(document, partial(moved, dx=right, dy=-down))

    assert places[0].boxes
    x0, y0, x1, y1 = places[0].boxes[0]
    box = (round(x0 + right, 2), round(y0 + down, 2), round(x1 + right, 2), round(y1 + down, 2))
    placed = (replace(places[0], boxes=(box,)),) if faulty else ()
    return Faulty(pdf=finished(sheet, page, edit), reference=reference, placed=placed)


FAULT = Fault(
    id="contact-in-footer",
    catalogue="L07",
    rule_ids=("ATS209",),
    expect="information",
    # Chromium clips a page to what stands above its margin: a line moved there would not be seen.
    typesetters=tuple(name for name in PRESSES if name != "chromium"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
