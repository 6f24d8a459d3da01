"""H05: keywords on the sheet but outside the CropBox, so that no viewer shows them.

The near-miss has a CropBox inside a larger sheet too, as files for print have, with everything within it.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import room, rounded, without_marked_text
from atsharness_corpus.faults._hidden import KEYWORDS
from atsharness_corpus.faults._sheet import PRESSES, column, drawn_sheet, finished, marked_lines, printed
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_WIDTH, _HEIGHT = 612.0, 792.0
_ROOM = 3
"""Lines left free between the keywords and the name: they become the upper margin."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    keywords = Block(kind="text", text=", ".join(rng.sample(KEYWORDS, rng.randint(6, 12))))
    bleed, gap = round(rng.uniform(8, 20), 1), rng.uniform(2, 7)
    if not faulty:
        blocks = [keywords, *sheet.blocks]

        def bled(document: Any) -> None:
            for page in document.pages:
                page.MediaBox = [-bleed, -bleed, _WIDTH + bleed, _HEIGHT + bleed]
                page.CropBox = [0, 0, _WIDTH, _HEIGHT]

        pdf = finished(sheet, printed(sheet, blocks), bled)
        return Faulty(pdf=pdf, reference=plain_text(column(blocks)))
    blocks = [keywords, *room(_ROOM), *sheet.blocks]
    with_keywords = marked_lines(printed(sheet, blocks, [0]))
    draft = printed(sheet, blocks, range(1, _ROOM + 1))
    boxes = [box for _, box, _ in with_keywords]
    cut = round(max(box[3] for box in boxes) + gap, 2)

    def cropped(document: Any) -> None:
        without_marked_text(document)
        page = document.pages[0]
        # The page stays as large as a sheet of paper: what is lost above is added below.
        page.MediaBox = [0, -cut, _WIDTH, _HEIGHT]
        page.CropBox = [0, -cut, _WIDTH, _HEIGHT - cut]

    outside = tuple(rounded((x0, y0 - cut, x1, y1 - cut)) for x0, y0, x1, y1 in boxes)
    words = tuple(keywords.text.split())
    placed = Placed(page=1, boxes=outside, words=words)
    return Faulty(pdf=finished(sheet, draft, cropped), reference=sheet.reference, placed=(placed,))


FAULT = Fault(
    id="cropped-text",
    catalogue="H05",
    rule_ids=("ATS145",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pymupdf"),
    appearance="off-page",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
