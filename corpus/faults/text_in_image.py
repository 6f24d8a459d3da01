"""V03: name and contact data in a banner that is a picture. The near-miss has real text over the picture."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults import Fault, Faulty, Placed
from atsharness.corpus.faults._picture import put_under, rendered
from atsharness.corpus.faults._sheet import drawn_sheet, finished, preamble, typeset
from atsharness.corpus.person import Person
from atsharness.corpus.typesetters import typst

_WIDTH, _HEIGHT = 612.0, 792.0
_WHITE_HEADER = """
#let name(t) = block(below: .6em, text(size: 2.1em, weight: "bold", fill: white, t))
#let label(t) = block(below: .7em, text(size: 1.15em, fill: white, t))
#let contact(t) = block(above: .45em, below: .45em, text(fill: white, t))
"""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    header = typst.markup(sheet.arrangement.header)
    rest = typst.markup(sheet.arrangement.columns[0])
    top = round(rng.uniform(20, 30), 1)
    lighter, angle = rng.randint(10, 35), rng.choice((0, 20, 45, 90))
    ground = f"gradient.linear(accent, accent.lighten({lighter}%), angle: {angle}deg)"
    margin = f"(x: {sheet.style.margin}pt, top: {top}pt, bottom: "
    picture, width, height = rendered(
        f"{preamble(sheet)}\n{_WHITE_HEADER}\n#set page(width: {_WIDTH}pt, height: auto, fill: {ground},"
        f" margin: {margin}{top}pt))\n{header if faulty else f'#hide[{header}]'}",
        rng.choice((150, 200)),
    )
    inside = "" if faulty else header
    source = (
        f"#set page(margin: {margin}{sheet.style.margin}pt))\n#[{_WHITE_HEADER}"
        f"#block(height: {height - top:.2f}pt, width: 100%, below: 8pt)[{inside}]]\n{rest}"
    )

    def edit(document: Any) -> None:
        put_under(document, document.pages[0], picture, (0, _HEIGHT - height, width, height))

    pdf = finished(sheet, typeset(sheet, source), edit)
    if not faulty:
        return Faulty(pdf=pdf, reference=sheet.reference)
    words = tuple(word for block in sheet.arrangement.header for word in block.line.split())
    placed = Placed(page=1, boxes=((0.0, 0.0, _WIDTH, round(height, 2)),), words=words)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(placed,))


FAULT = Fault(
    id="text-in-image",
    catalogue="V03",
    rule_ids=("ATS131",),
    expect="violation",
    needs=("pikepdf", "pillow"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
