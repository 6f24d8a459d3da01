"""E01: composite fonts without a ToUnicode map, as pipelines that "optimise" fonts leave them.

The near-miss has a line in Helvetica, a standard font that needs no map and has none.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import fonts
from atsharness_corpus.faults._sheet import drawn_sheet, finished, printed
from atsharness_corpus.faults._stream import drawn_over
from atsharness_corpus.person import Person


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    which = rng.choice(("all", "regular", "bold"))
    line = rng.choice(("References available on request.", "Updated January 2026.", "Page 1 of 1"))

    def edit(document: Any) -> None:
        for name, font in fonts(document).items():
            if which == "all" or (which == "bold") == ("Bold" in name):
                del font.ToUnicode

    def stamp(document: Any) -> None:
        import pikepdf

        page = document.pages[-1]
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        name = page.add_resource(helvetica, pikepdf.Name.Font, pikepdf.Name("/f9"))
        text = f"q 0.3 g BT {name} 8 Tf {sheet.style.margin} 22 Td ({line}) Tj ET Q\n"
        drawn_over(page, text.encode("ascii"))

    pdf = finished(sheet, printed(sheet, sheet.blocks), edit if faulty else stamp)
    if not faulty:
        return Faulty(pdf=pdf, reference=f"{sheet.reference}{line}\n")
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),))


FAULT = Fault(
    id="no-tounicode",
    catalogue="E01",
    rule_ids=("ATS103",),
    expect="violation",
    typesetters=("typst", "chromium", "weasyprint"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
