"""W06: headings in capitals of two sizes, small ones for small letters; the near-miss has one size.

Where the small letters' tops lie too far under the large ones', pdfplumber makes two lines of them: a
violation. Smaller headings stay whole in all paths.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._cmap import code_bytes, read_map
from atsharness.corpus.faults._press import MARK
from atsharness.corpus.faults._sheet import (
    column,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_places,
    printed,
)
from atsharness.corpus.faults._simple import codes_of
from atsharness.corpus.faults._stream import instruction
from atsharness.corpus.model import Block
from atsharness.corpus.person import Person
from atsharness.corpus.reference import plain_text

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
        for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
            if not isinstance(item, pikepdf.String):
                steps.append(instruction("TJ", pikepdf.Array([item])))
                continue
            for code in codes_of(item, bytes_each):
                text = texts.get(code, " ")
                shown = size if first or not text.isalpha() else round(share * size, 3)
                data = code.to_bytes(bytes_each, "big")
                if str(steps[-1].operator) == "Tj" and _size(steps) == shown:
                    data = bytes(steps.pop().operands[0]) + data
                else:
                    steps.append(instruction("Tf", name, shown))
                steps.append(instruction("Tj", pikepdf.String(data)))
                first = not text.strip()
        steps.append(instruction("Tf", name, size))
    return steps


def _size(steps: list[Any]) -> float | None:
    """The text size in force at the end."""
    sizes = (float(step.operands[1]) for step in reversed(steps) if str(step.operator) == "Tf")
    return next(sizes, None)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    share = round(rng.uniform(0.68, 0.84), 2)
    kinds = "name", "section"

    def headline(block: Block) -> Block:
        return replace(block, text=block.text.upper()) if block.kind in kinds else block

    blocks = [headline(block) for block in sheet.blocks]
    marked = replace(sheet, style=replace(sheet.style, accent=MARK))
    plain = printed(marked, blocks, indices(blocks, *kinds))

    torn: set[int] = set()

    def edit(document: Any) -> None:
        for number, page in enumerate(document.pages):
            fonts = dict(page.Resources.Font.items())

            def change(group: list[Any], page: int = number + 1, fonts: dict[str, Any] = fonts) -> list[Any]:
                if _drop(group, fonts) * (1 - share) > _TOLERANCE:
                    torn.add(page)
                return _two_sizes(group, fonts, share)

            edit_marked(document, change, number)

    pdf = finished(sheet, plain, edit if faulty else None, sheet.style.accent)
    placed = tuple(
        replace(place, expect="violation" if place.page in torn else None) for place in marked_places(plain)
    )
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=placed if faulty else ())


def _drop(group: list[Any], fonts: dict[str, Any]) -> float:
    """Height in points of the group's largest letters above the baseline, as pdfminer takes it.

    That is the font size with the font's descent taken off.
    """
    heights = [0.0]
    for step in group:
        if str(step.operator) == "Tf":
            font = fonts[str(step.operands[0])]
            own = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            heights.append(float(step.operands[1]) * (1 + float(own.FontDescriptor.Descent) / 1000))
    return max(heights)


FAULT = Fault(
    id="faux-small-caps",
    catalogue="W06",
    rule_ids=("ATS126",),
    expect="information",
    typesetters=("typst", "reportlab", "weasyprint"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
