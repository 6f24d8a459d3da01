"""E02: ligature glyphs without an entry in the map; several paths then put a line break into the word.

The near-miss has the correct map.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import fonts, read_map, write_map
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, typeset
from atsharness_corpus.person import Person


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    missing = {"fi", "ffi", *rng.sample(("ff", "fl", "ffl"), rng.randint(0, 3))}

    def edit(document: Any) -> None:
        for font in fonts(document).values():
            codes = read_map(font)
            kept = {code: text for code, text in codes.items() if not (faulty and text in missing)}
            write_map(document, font, kept)

    pdf = finished(sheet, typeset(sheet, body(sheet.blocks)), edit)
    words = dict.fromkeys(sheet.reference.split())
    hit = tuple(word for word in words if any(piece in word for piece in missing))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(words=hit),) if faulty else ())


FAULT = Fault(
    id="unmapped-ligatures",
    catalogue="E02",
    rule_ids=("ATS104",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
