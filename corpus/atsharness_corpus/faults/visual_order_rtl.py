"""E11: a line in Hebrew whose letters the file stores from left to right; some paths read it backwards.

The near-miss looks the same, and has the letters in reading order, each placed to the left of the last.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._cmap import code_bytes, widths
from atsharness_corpus.faults._sheet import (
    column,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_places,
    printed,
)
from atsharness_corpus.faults._simple import codes_of
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_LINES = (
    "יעל כהן",
    "דוד לוי",
    "תמר אברהם",
    "נועם פרידמן",
    "עברית שפת אם",
    "מפתחת תוכנה בכירה",
    "מהנדס תוכנה",
)
"""Names and titles as people add them below their Latin ones."""


def _ordered(group: list[Any], fonts: dict[str, tuple[int, dict[int, float]]], reading: bool) -> list[Any]:
    """The text object with every glyph placed singly, from the left or in reading order."""
    import pikepdf

    before: list[Any] = []
    glyphs: list[tuple[float, int]] = []
    x, size, font = 0.0, 0.0, (1, dict[int, float]())
    for step in group[1:-1]:
        operator = str(step.operator)
        if operator == "Tf":
            font, size = fonts[str(step.operands[0])], float(step.operands[1])
            before = [*before, step]
        elif operator == "Tm":
            x = float(step.operands[4])
        elif operator in ("Tj", "TJ"):
            for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
                if not isinstance(item, pikepdf.String):
                    x -= float(item) / 1000 * size
                    continue
                for code in codes_of(item, font[0]):
                    glyphs.append((round(x, 4), code))
                    x += font[1].get(code, 0.0) * size
        elif operator not in ("BMC", "EMC"):
            before.append(step)
    steps = [group[0], *before]
    for left, code in sorted(glyphs, reverse=reading):
        steps.append(instruction("Tm", 1, 0, 0, -1, left, 0))
        steps.append(instruction("Tj", pikepdf.String(code.to_bytes(font[0], "big"))))
    return [*steps, group[-1]]


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    line = Block(kind="text", text=rng.choice(_LINES))
    at = indices(sheet.blocks, "name")[-1] + 1
    blocks = [*sheet.blocks[:at], line, *sheet.blocks[at:]]
    plain = printed(sheet, blocks, [at])

    def edit(document: Any) -> None:
        fonts = {
            name: (code_bytes(font), widths(font)) for name, font in document.pages[0].Resources.Font.items()
        }
        edit_marked(document, partial(_ordered, fonts=fonts, reading=not faulty), 0)

    placed = []
    if faulty:
        for place in marked_places(plain):
            placed.append(place.__class__(page=place.page, boxes=place.boxes, words=tuple(line.text.split())))
    pdf = finished(sheet, plain, edit)
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=tuple(placed))


FAULT = Fault(
    id="visual-order-rtl",
    catalogue="E11",
    rule_ids=("ATS113",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
