"""V06: a portrait photo beside the contact data. The near-miss has a company-like logo there, or none."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import contact_apart, jpeg_of, marked_bands, put_picture, rounded
from atsharness_corpus.faults._scenes import logo, portrait
from atsharness_corpus.faults._sheet import PRESSES, column, drawn_sheet, finished, indices, printed
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_CM = 72 / 2.54
_WIDTH = 612.0
_EDGE = 18.0
"""What printers need free above, in points."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    # One item a line leaves the right side of the header free.
    blocks = contact_apart(sheet.blocks, arrange.contact_items(person))
    draft = printed(sheet, blocks, indices(blocks, "name", "label", "contact"))
    (_, (left, _, right, bottom)), *_ = marked_bands(draft)
    height = min(round(rng.uniform(2.2, 4.2) * _CM, 1), bottom - _EDGE)
    wide = round(height * rng.uniform(0.72, 0.9), 1)
    x1 = _WIDTH - left
    x0 = max(x1 - wide, right + 6)
    box = rounded((x0, bottom - height, x1, bottom))
    seed, resolution, with_logo = rng.getrandbits(32), rng.choice((130, 180, 240)), rng.random() < 0.7
    size = (round((x1 - x0) * resolution / 72), round(height * resolution / 72))

    def edit(document: Any) -> None:
        if faulty:
            put_picture(document, 0, jpeg_of(portrait(size, random.Random(seed))), box)
        elif with_logo:
            side = min(x1 - x0, height) * 0.7
            square = (x1 - side, box[1], x1, box[1] + side)
            pixels = round(side * resolution / 72)
            picture = logo((pixels, pixels), sheet.style.accent, random.Random(seed))
            put_picture(document, 0, jpeg_of(picture), square)

    pdf = finished(sheet, draft, edit)
    placed = (Placed(page=1, boxes=(box,)),) if faulty else ()
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=placed)


FAULT = Fault(
    id="photo",
    catalogue="V06",
    rule_ids=("ATS134",),
    expect="information",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
