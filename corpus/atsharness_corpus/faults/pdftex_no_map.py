"""E01: Type 1 fonts whose glyphs have numbers as names, without a map, as some TeX files have them.

The near-miss has no map either, but glyph names that identify the letter, which is enough.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import drawn_sheet, finished
from atsharness_corpus.faults._simple import SimpleFont, embedded, glyph_name, print_letters, simplified
from atsharness_corpus.person import Person

SCHEMES = ("G{:02X}", "a{}", "g{}", "c{}", "glyph{}", "C{:04d}", "S{:02x}")
"""How programs number glyphs."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    scheme, first = rng.choice(SCHEMES), rng.choice((0, 1, 3))
    prefixes = ["".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=6)) for _ in range(6)]

    def write(document: Any, simple: SimpleFont) -> Any:
        names = {
            glyph.code: scheme.format(first + index) if faulty else glyph_name(glyph.text)
            for index, glyph in enumerate(simple.glyphs)
        }
        return embedded(document, simple, names, f"{prefixes.pop()}+{simple.name}")

    pdf = finished(sheet, print_letters(sheet), lambda document: simplified(document, write))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="pdftex-no-map",
    catalogue="E01",
    rule_ids=("ATS103",),
    expect="violation",
    typesetters=("typst", "reportlab"),
    needs=("pikepdf", "fonttools"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
