"""H07: a template's words left under a banner picture that is drawn over them.

In the near-miss the picture is drawn first and the same words stand on it. A vector band over keywords is
another fault, ``covered-text``.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._contrast import luminance
from atsharness_corpus.faults._graphic import jpeg_of, marked_bands, put_picture
from atsharness_corpus.faults._scenes import landscape
from atsharness_corpus.faults._sheet import (
    BLACK,
    PRESSES,
    WHITE,
    column,
    drawn_sheet,
    finished,
    marked_places,
    printed,
)
from atsharness_corpus.model import Block, Kind
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_LEFT_OVER = {
    "en": ("Curriculum Vitae", "Your Name Here", "Your Professional Title", "Résumé Template"),
    "de": ("Lebenslauf", "Ihr Name", "Berufsbezeichnung hier eintragen"),
    "fr": ("Curriculum Vitæ", "Votre nom", "Intitulé du poste recherché"),
    "es": ("Currículum Vítae", "Tu nombre aquí", "Título profesional"),
}
_WIDTH = 612.0


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    text = rng.choice(_LEFT_OVER[person.language])
    kind: Kind = rng.choice(("text", "label"))
    seed, dpi, reach = rng.getrandbits(32), rng.choice((72, 96, 144)), rng.uniform(2, 5)
    banner = [Block(kind=kind, text=text)]
    # An empty line keeps the name clear of the picture.
    empty = Block(kind="text", text="\u00a0")
    draft = printed(sheet, [*banner, empty, *sheet.blocks], [0])
    (_, (_, _, _, bottom)), *_ = marked_bands(draft)
    box = (0.0, 0.0, _WIDTH, round(bottom + reach, 2))
    size = (round(_WIDTH * dpi / 72), round(box[3] * dpi / 72))

    def edit(document: Any) -> None:
        picture = landscape(size, sheet.style.accent, random.Random(seed))
        put_picture(document, 0, jpeg_of(picture), box, under=not faulty)

    colour = WHITE if luminance(sheet.style.accent) < 0.2 else BLACK
    pdf = finished(sheet, draft, edit, colour)
    if not faulty:
        return Faulty(pdf=pdf, reference=plain_text(column([*banner, *sheet.blocks])))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(draft))


FAULT = Fault(
    id="word-under-banner",
    catalogue="H07",
    rule_ids=("ATS147",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow", "pymupdf"),
    appearance="no-ink",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
