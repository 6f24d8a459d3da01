"""A01: a password is needed to open the file. The near-miss is encrypted too, but opens without one.

RC4 with 128 bits, as older office programs write it, because its keys contain nothing random.
"""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._build import page_sizes
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, printed, signed
from atsharness_corpus.person import Person

_WORDS = ("resume", "hiring", "portland", "sommer", "lebenslauf", "bewerbung", "letmein")


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    import pikepdf

    sheet = drawn_sheet(person, rng, typesetter)
    owner = f"{rng.getrandbits(64):016x}"
    password = f"{rng.choice(_WORDS)}{rng.randint(1, 2030)}"
    pdf = printed(sheet, sheet.blocks)
    protection = pikepdf.Encryption(
        owner=owner, user=password if faulty else "", R=3, aes=False, metadata=False
    )
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        signed(sheet, document)
        document.save(out, static_id=True, encryption=protection)
    return Faulty(
        pdf=out.getvalue(),
        reference=sheet.reference,
        placed=(Placed(),) if faulty else (),
        page_sizes=page_sizes(pdf),
    )


FAULT = Fault(
    id="encrypted",
    catalogue="A01",
    rule_ids=("ATS501",),
    expect="violation",
    typesetters=PRESSES,
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
