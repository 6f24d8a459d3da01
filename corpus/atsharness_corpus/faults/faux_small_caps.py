"""W06: headings in capitals of two sizes, small ones for small letters; the near-miss has one size.

Where the tops of the small letters are much lower than those of the large ones, pdfplumber splits the line
in two: a violation. Smaller headings stay whole in all paths.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._cmap import code_bytes, read_map
from atsharness_corpus.faults._press import MARK
from atsharness_corpus.faults._sheet import (
    column,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_chars,
    marked_places,
    printed,
)
from atsharness_corpus.faults._simple import codes_of
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_TOLERANCE = 3.0
"""Points by which the tops of letters may differ in one line of pdfplumber's (its ``y_tolerance``)."""


def _two_sizes(group: list[Any], fonts: dict[str, Any], share: float) -> list[Any]:
    """The group with all letters but the first of each word at a share of its size."""
    import pikepdf

    steps: list[Any] = []
    name, size, first = None, 0.0, True
    for step in group:
        operator = str(step.operator)
        if operator == "Tf":
            name, size = step.operands[0], float(step.operands[1])
        if operator not in ("Tj", "TJ"):
            steps.append(step)
            continue
        font = fonts[str(name)]
        texts, bytes_each = read_map(font), code_bytes(font)
        shown, part = 0.0, pikepdf.Array()
        for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
            if not isinstance(item, pikepdf.String):
                part.append(item)
                continue
            for code in codes_of(item, bytes_each):
                text = texts.get(code, " ")
                wanted = size if first or not text.isalpha() else round(share * size, 3)
                if wanted != shown:
                    steps += _drawn(part)
                    steps.append(instruction("Tf", name, wanted))
                    shown, part = wanted, pikepdf.Array()
                part.append(pikepdf.String(code.to_bytes(bytes_each, "big")))
                first = not text.strip()
        steps += _drawn(part)
        steps.append(instruction("Tf", name, size))
    return steps


def _drawn(part: Any) -> list[Any]:
    """The instruction that draws an array of strings and steps between them, if there are any."""
    return [instruction("TJ", part)] if len(part) else []


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    share = round(rng.uniform(0.68, 0.84), 2)
    kinds = "name", "section"

    def headline(block: Block) -> Block:
        return replace(block, text=block.text.upper()) if block.kind in kinds else block

    blocks = [headline(block) for block in sheet.blocks]
    marked = replace(sheet, style=replace(sheet.style, accent=MARK))
    plain = printed(marked, blocks, indices(blocks, *kinds))

    sizes: dict[int, float] = {}
    for number, size, _ in marked_chars(plain):
        sizes[number] = max(size, sizes.get(number, 0.0))
    torn: set[int] = set()

    def edit(document: Any) -> None:
        for number, page in enumerate(document.pages):
            fonts = dict(page.Resources.Font.items())

            def change(group: list[Any], page: int = number + 1, fonts: dict[str, Any] = fonts) -> list[Any]:
                if sizes[page] * _rise(group, fonts) * (1 - share) > _TOLERANCE:
                    torn.add(page)
                return _two_sizes(group, fonts, share)

            edit_marked(document, change, number)

    pdf = finished(sheet, plain, edit if faulty else None, sheet.style.accent)
    placed = tuple(
        replace(place, expect="violation" if place.page in torn else None) for place in marked_places(plain)
    )
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=placed if faulty else ())


def _rise(group: list[Any], fonts: dict[str, Any]) -> float:
    """How far letters reach above the baseline, in ems, as pdfminer takes it: one less the font's descent."""
    rises = [0.0]
    for step in group:
        if str(step.operator) == "Tf":
            font = fonts[str(step.operands[0])]
            own = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            rises.append(1 + float(own.FontDescriptor.Descent) / 1000)
    return max(rises)


FAULT = Fault(
    id="faux-small-caps",
    catalogue="W06",
    rule_ids=("ATS126",),
    expect="information",
    typesetters=("typst", "reportlab", "weasyprint"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
