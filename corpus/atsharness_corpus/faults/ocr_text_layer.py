"""V02: a scan over which OCR has put an invisible text layer, with the mistakes that OCR makes.

The near-miss is real text on a picture of paper or of a gradient that fills the page.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._build import page_sizes
from atsharness_corpus.faults._glyphless import latin, misread, put_layer
from atsharness_corpus.faults._graphic import jpeg_of, put_picture, words_at
from atsharness_corpus.faults._scenes import gradient, grained
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, finished, printed
from atsharness_corpus.layouts.typst_scan import scan_pdf
from atsharness_corpus.model import BULLET
from atsharness_corpus.person import Person

_BULLETS_READ = ("e", "«", "*", "°", BULLET)
"""What OCR makes of a bullet."""
_GROUND_DPI = 40


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    seed, helvetica, share = rng.getrandbits(32), rng.random() < 0.4, rng.uniform(0.03, 0.07)
    bullet, tinted = rng.choice(_BULLETS_READ), rng.random() < 0.5
    draft = printed(sheet, sheet.blocks)
    sizes = page_sizes(draft)
    if not faulty:
        return _on_a_picture(sheet, draft, seed, tinted)
    chance = random.Random(seed)
    layers: list[list[tuple[Box, str]]] = []
    placed = []
    for number, size in enumerate(sizes, start=1):
        seen = in_lines(words_at(draft, number, (0.0, 0.0, *size)))
        # At least a few mistakes a page, whatever is drawn.
        count = max(4, round(share * len(seen)))
        able = [at for at, (_, word) in enumerate(seen) if len(word) > 1 and misread(word, chance) != word]
        wrong = set(chance.sample(able, min(count, len(able))))
        layers.append(
            [
                (box, misread(word, chance) if at in wrong else bullet if word == BULLET else word)
                for at, (box, word) in enumerate(seen)
            ]
        )
        words = tuple(word for at, (_, word) in enumerate(seen) if at in wrong)
        placed.append(Placed(page=number, boxes=((0.0, 0.0, *size),), words=words))

    def edit(document: Any) -> None:
        base_font = helvetica and latin(word for layer in layers for _, word in layer)
        for page, layer in enumerate(layers):
            put_layer(document, page, layer, base_font=base_font)

    scan = scan_pdf(draft, seed)
    return Faulty(pdf=finished(sheet, scan, edit), reference=sheet.reference, placed=tuple(placed))


def in_lines(words: tuple[tuple[Box, str], ...]) -> list[tuple[Box, str]]:
    """Words line by line from the top, each line from the left: as OCR has them."""
    rows: list[list[tuple[Box, str]]] = []
    for box, word in sorted(words, key=lambda found: (found[0][3], found[0][0])):
        if rows and box[3] - rows[-1][0][0][3] < 0.4 * (box[3] - box[1]):
            rows[-1].append((box, word))
        else:
            rows.append([(box, word)])
    return [found for row in rows for found in sorted(row)]


def _on_a_picture(sheet: Any, draft: bytes, seed: int, tinted: bool) -> Faulty:
    rng = random.Random(seed)
    light = (255, rng.randint(246, 253), rng.randint(236, 250))
    low = rng.randint(222, 240)
    sizes = page_sizes(draft)

    def edit(document: Any) -> None:
        for page, (width, height) in enumerate(sizes):
            pixels = (round(width * _GROUND_DPI / 72), round(height * _GROUND_DPI / 72))
            ground = gradient(pixels, light, (low, low, 245) if tinted else light, rng)
            picture = ground if tinted else grained(ground, rng, 10)
            put_picture(document, page, jpeg_of(picture, 80), (0.0, 0.0, width, height), under=True)

    return Faulty(pdf=finished(sheet, draft, edit), reference=sheet.reference)


FAULT = Fault(
    id="ocr-text-layer",
    catalogue="V02",
    rule_ids=("ATS102",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow", "pymupdf", "fonttools", "reportlab"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
