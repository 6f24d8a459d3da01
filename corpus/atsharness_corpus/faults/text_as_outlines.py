"""V04: name and headings converted to outlines, as print shops ask for. The near-miss has vector icons."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._expected import TEXT_PATHS, expected, unmistakable
from atsharness_corpus.faults._glyph_paths import draw_icons, filled, outlines
from atsharness_corpus.faults._outlines import icon_row, in_accent, print_over_outlines
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    PRESSES,
    Sheet,
    drawn_sheet,
    edit_marked,
    editing,
    finished,
    marked_places,
    printed,
    typeset,
)
from atsharness_corpus.faults._stream import drawn_over
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst


def _outlined(sheet: Sheet) -> tuple[bytes, bytes]:
    """The finished page without its headings' text, and the page that tells where it stood."""
    if sheet.typesetter == "typst":
        page = print_over_outlines(sheet)
        return finished(sheet, page, editing(lambda _: []), colour=sheet.style.accent), page
    page = printed(in_accent(sheet), sheet.blocks)
    paths = outlines(page)

    def edit(document: Any) -> None:
        edit_marked(document, lambda _: [])
        for target, path in zip(document.pages, paths, strict=True):
            drawn_over(target, filled(path, sheet.style.accent))

    return finished(sheet, page, edit, colour=sheet.style.accent), page


def _with_icons(sheet: Sheet, rng: random.Random) -> bytes:
    header = len(sheet.arrangement.header)
    if sheet.typesetter == "typst":
        icons = icon_row(rng)
        source = f"{typst.markup(sheet.blocks[:header])}\n{icons}\n{typst.markup(sheet.blocks[header:])}"
        return finished(sheet, typeset(sheet, source))
    page = printed(sheet, sheet.blocks, [header - 1], Setting(space=12))
    boxes = marked_places(page)[0].boxes
    assert boxes
    return finished(sheet, page, lambda document: draw_icons(document, boxes[-1], sheet.style.accent, rng))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    if not faulty:
        return Faulty(pdf=_with_icons(sheet, rng), reference=sheet.reference)
    pdf, page = _outlined(sheet)
    placed = tuple(
        replace(place, words=unmistakable(place.words, sheet.reference)) for place in marked_places(page)
    )
    return Faulty(pdf=pdf, reference=sheet.reference, placed=placed)


FAULT = Fault(
    id="text-as-outlines",
    catalogue="V04",
    rule_ids=("ATS132",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "fonttools"),
    expected=expected("missing", *TEXT_PATHS),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
