"""A02: an owner password forbids copying text. The near-miss is encrypted too, but allows it.

RC4 with 128 bits, as older office programs write it, because its keys contain nothing random.
"""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, printed, signed
from atsharness_corpus.person import Person


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    import pikepdf

    sheet = drawn_sheet(person, rng, typesetter)
    owner = f"{rng.getrandbits(64):016x}"
    modify = rng.random() < 0.5
    allow = pikepdf.Permissions(extract=not faulty, accessibility=True, modify_other=modify)
    out = BytesIO()
    with pikepdf.open(BytesIO(printed(sheet, sheet.blocks))) as document:
        signed(sheet, document)
        protection = pikepdf.Encryption(owner=owner, user="", R=3, allow=allow, aes=False, metadata=False)
        document.save(out, static_id=True, encryption=protection)
    return Faulty(pdf=out.getvalue(), reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="restricted-copy",
    catalogue="A02",
    rule_ids=("ATS502",),
    expect="information",
    typesetters=PRESSES,
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
