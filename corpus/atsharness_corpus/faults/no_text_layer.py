"""V01: a scan: one image per page and no text. The near-miss is real text on a picture of paper."""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._build import page_sizes
from atsharness_corpus.faults._expected import TEXT_PATHS, expected
from atsharness_corpus.faults._picture import put_under
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, finished, printed
from atsharness_corpus.layouts.typst_scan import scan_pdf, scanned
from atsharness_corpus.person import Person

_PAPER_DPI = 60

_EXPECTED = expected("missing", *TEXT_PATHS)


def _paper(width: float, height: float, rng: random.Random) -> bytes:
    from PIL import Image

    size = (round(width * _PAPER_DPI / 72), round(height * _PAPER_DPI / 72))
    out = BytesIO()
    scanned(Image.new("L", size, 255), rng).save(out, format="JPEG", quality=75)
    return out.getvalue()


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    seed = rng.getrandbits(32)
    page = printed(sheet, sheet.blocks)
    sizes = page_sizes(page)
    if faulty:
        placed = tuple(
            Placed(page=number, boxes=((0.0, 0.0, *size),)) for number, size in enumerate(sizes, start=1)
        )
        words = tuple(dict.fromkeys(sheet.reference.split()))
        placed = (replace(placed[0], words=words, expected_labels=_EXPECTED), *placed[1:])
        pdf = finished(sheet, scan_pdf(page, seed))
        return Faulty(pdf=pdf, reference=sheet.reference, placed=placed)

    def edit(document: Any) -> None:
        for target, (width, height) in zip(document.pages, sizes, strict=True):
            put_under(document, target, _paper(width, height, random.Random(seed)), (0, 0, width, height))

    return Faulty(pdf=finished(sheet, page, edit), reference=sheet.reference)


FAULT = Fault(
    id="no-text-layer",
    catalogue="V01",
    rule_ids=("ATS101",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
