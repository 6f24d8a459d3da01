"""L08: contact data turned by 90 degrees in the margin. In the near-miss only the stored page is turned."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._sheet import body, drawn_sheet, finished, indices, marked_places, typeset
from atsharness.corpus.person import Person
from atsharness.corpus.typesetters import typst


def _stored_sideways(document: Any) -> None:
    """Turns every page's content and has the viewer turn it back, as landscape printing does."""
    import pikepdf

    for page in document.pages:
        _, _, width, height = (float(value) for value in page.MediaBox)
        page.contents_add(f"q 0 1 -1 0 {height:g} 0 cm\n".encode("ascii"), prepend=True)
        page.contents_add(b"\nQ")
        page.MediaBox = pikepdf.Array([0, 0, height, width])
        page.Rotate = 90


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    angle = rng.choice((-90, 90))
    down, inset = round(rng.uniform(0, 60), 1), round(rng.uniform(8, 14), 1)
    if not faulty:
        pdf = finished(sheet, typeset(sheet, body(sheet.blocks)), _stored_sideways)
        return Faulty(pdf=pdf, reference=sheet.reference)
    contacts = [sheet.blocks[index] for index in indices(sheet.blocks, "contact")]
    turned = body(contacts, range(len(contacts)))
    head = [block for block in sheet.blocks if block.kind in ("name", "label")]
    rest = [block for block in sheet.blocks if block.kind not in ("name", "label", "contact")]
    place = f"dx: {inset - sheet.style.margin}pt, dy: {down}pt"
    aside = f"#place(top + left, {place}, rotate({angle}deg, reflow: true)["
    source = f"{aside}{turned}])\n{typst.markup(head)}\n{typst.markup(rest)}"
    printed = typeset(sheet, source)
    pdf = finished(sheet, printed)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed))


FAULT = Fault(
    id="rotated-text",
    catalogue="L08",
    rule_ids=("ATS206",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
