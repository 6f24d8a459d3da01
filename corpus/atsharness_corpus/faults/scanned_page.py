"""V01: one page of several is a scan without text. The near-miss has a picture as large, under real text."""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._build import page_sizes
from atsharness_corpus.faults._graphic import jpeg_of, put_picture, words_at
from atsharness_corpus.faults._scenes import grained
from atsharness_corpus.faults._sheet import PRESSES, column, drawn_sheet, finished, printed
from atsharness_corpus.layouts.typst_scan import scan_pdf
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_TITLES = {
    "en": "Selected achievements",
    "de": "Ausgewählte Erfolge",
    "fr": "Réalisations choisies",
    "es": "Logros seleccionados",
}
_FEWEST = 60
"""Words that a page must have to count as one that a scan loses."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    seed, first = rng.getrandbits(32), rng.random() < 0.3
    blocks = list(sheet.blocks)
    draft = printed(sheet, blocks)
    if len(page_sizes(draft)) < 2 or len(_words(draft, 2, page_sizes(draft)[1])) < _FEWEST:
        # One-page people get a page of their achievements again, as longer résumés have.
        bullets = [block for block in blocks if block.kind == "bullet"]
        while len(page_sizes(draft)) < 2 or len(_words(draft, 2, page_sizes(draft)[1])) < _FEWEST:
            blocks += [Block(kind="section", text=_TITLES[person.language]), *bullets]
            draft = printed(sheet, blocks)
    reference = plain_text(column(blocks))
    sizes = page_sizes(draft)
    scanned = 0 if first else 1

    def edit(document: Any) -> None:
        import pikepdf

        if faulty:
            with pikepdf.open(BytesIO(scan_pdf(draft, seed))) as scan:
                document.pages[scanned] = scan.pages[scanned]
            return
        from PIL import Image

        paper = grained(Image.new("RGB", (510, 660), (252, 250, 244)), random.Random(seed), 8)
        put_picture(document, scanned, jpeg_of(paper, 80), (0.0, 0.0, *sizes[scanned]), under=True)

    pdf = finished(sheet, draft, edit)
    if not faulty:
        return Faulty(pdf=pdf, reference=reference)
    words = tuple(_words(draft, scanned + 1, sizes[scanned]))
    placed = Placed(page=scanned + 1, boxes=((0.0, 0.0, *sizes[scanned]),), words=words)
    return Faulty(pdf=pdf, reference=reference, placed=(placed,))


def _words(pdf: bytes, page: int, size: tuple[float, float]) -> list[str]:
    return [word for _, word in words_at(pdf, page, (0.0, 0.0, *size))]


FAULT = Fault(
    id="scanned-page",
    catalogue="V01",
    rule_ids=("ATS101",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
