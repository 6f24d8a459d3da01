"""E09: text in an office font that is not embedded, as Word's option to leave out common fonts does.

The near-miss has fonts of the same names, embedded in the file.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import drawn_sheet, finished
from atsharness_corpus.faults._simple import (
    SimpleFont,
    differences,
    embedded,
    glyph_name,
    metrics,
    print_letters,
    simplified,
)
from atsharness_corpus.faults._type3 import simple_map
from atsharness_corpus.person import Person

_FAMILIES = ("Calibri", "Cambria", "Garamond", "Verdana", "TrebuchetMS", "Georgia", "Tahoma", "BookAntiqua")
_SYMBOLIC, _NONSYMBOLIC = 4, 32
"""Font flags (PDF 32000-1, table 123)."""


def _not_embedded(document: Any, simple: SimpleFont, base: str) -> Any:
    import pikepdf

    descriptor = pikepdf.Dictionary(simple.descriptor)
    for key in ("/CIDSet", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]
    descriptor.FontName = pikepdf.Name(f"/{base}")
    descriptor.Flags = (int(descriptor.Flags) | _NONSYMBOLIC) & ~_SYMBOLIC
    encoding = differences((glyph.code, glyph_name(glyph.text)) for glyph in simple.glyphs)
    encoding.BaseEncoding = pikepdf.Name.WinAnsiEncoding
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name(f"/{base}"),
        Encoding=encoding,
        FontDescriptor=document.make_indirect(descriptor),
        ToUnicode=document.make_stream(simple_map(simple)),
        **metrics(simple),
    )


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    family = rng.choice(_FAMILIES)
    which = rng.choice(("all", "all", "bold", "regular"))
    prefixes = ["".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=6)) for _ in range(6)]

    def write(document: Any, simple: SimpleFont) -> Any:
        cut = (
            ",BoldItalic"
            if simple.bold and simple.italic
            else ",Bold" * simple.bold + ",Italic" * simple.italic
        )
        if faulty and (which == "all" or (which == "bold") == simple.bold):
            return _not_embedded(document, simple, family + cut)
        names = {glyph.code: glyph_name(glyph.text) for glyph in simple.glyphs}
        font = embedded(document, simple, names, f"{prefixes.pop()}+{family}{cut}")
        font.ToUnicode = document.make_stream(simple_map(simple))
        return font

    pdf = finished(sheet, print_letters(sheet), lambda document: simplified(document, write))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="font-not-embedded",
    catalogue="E09",
    rule_ids=("ATS111",),
    expect="information",
    typesetters=("typst", "reportlab"),
    needs=("pikepdf", "fonttools"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
