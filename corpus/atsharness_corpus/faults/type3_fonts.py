"""E08: Type 3 fonts, whose glyphs are procedures, without a map and with numbers as glyph names.

The near-miss has the same procedures and names, and a map.
"""

from __future__ import annotations

import random
from decimal import Decimal
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import drawn_sheet, finished, printed
from atsharness_corpus.faults._simple import SimpleFont, differences, metrics, simplified
from atsharness_corpus.faults._type3 import procedure, simple_map
from atsharness_corpus.faults.pdftex_no_map import SCHEMES
from atsharness_corpus.person import Person


def _font(document: Any, simple: SimpleFont, scheme: str, mapped: bool) -> Any:
    import pikepdf

    thousandth = Decimal("0.001")
    names = {glyph.code: scheme.format(index) for index, glyph in enumerate(simple.glyphs)}
    drawn = {
        f"/{names[glyph.code]}": document.make_stream(procedure(simple, glyph)) for glyph in simple.glyphs
    }
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=pikepdf.Array([0, 0, 0, 0]),
        FontMatrix=pikepdf.Array([thousandth, 0, 0, thousandth, 0, 0]),
        CharProcs=pikepdf.Dictionary(drawn),
        Encoding=differences((glyph.code, names[glyph.code]) for glyph in simple.glyphs),
        Resources=pikepdf.Dictionary(ProcSet=pikepdf.Array([pikepdf.Name.PDF])),
        **metrics(simple),
    )
    if mapped:
        font.ToUnicode = document.make_stream(simple_map(simple))
    return font


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    write = partial(_font, scheme=rng.choice(SCHEMES), mapped=not faulty)
    pdf = finished(sheet, printed(sheet, sheet.blocks), lambda document: simplified(document, write))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="type3-fonts",
    catalogue="E08",
    rule_ids=("ATS110",),
    expect="violation",
    typesetters=("typst", "reportlab", "weasyprint"),
    needs=("pikepdf", "fonttools"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
