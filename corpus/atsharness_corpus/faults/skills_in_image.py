"""V03: the lines of the skills section are a picture in the body: a screenshot, or a drawn "tech stack".

The near-miss has them as text, with a picture without text (a chart, a square code) below them.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import (
    jpeg_of,
    marked_bands,
    put_picture,
    room,
    rounded,
    shot,
    without_marked_text,
)
from atsharness_corpus.faults._picture import rendered
from atsharness_corpus.faults._scenes import chart, landscape, square_code
from atsharness_corpus.faults._sheet import (
    PRESSES,
    column,
    drawn_sheet,
    finished,
    indices,
    marked_lines,
    printed,
)
from atsharness_corpus.model import Block, Style
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import typst

_PADDING = 2.0
_WIDTH = 612.0


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    at = indices(sheet.blocks, "skill")
    seed, dpi, drawn = rng.getrandbits(32), rng.choice((130, 160, 200)), rng.random() < 0.5
    if not faulty:
        return _near_miss(sheet, at, random.Random(seed), dpi)
    draft = printed(sheet, sheet.blocks, at)
    seen = finished(sheet, draft)
    bands = marked_bands(draft)
    drawn = drawn and len(bands) == 1
    places = []
    for number, band in bands:
        x0, y0, x1, y1 = band
        box = (x0 - _PADDING, y0 - _PADDING, x1 + _PADDING, y1 + _PADDING)
        picture = shot(seen, number, box, dpi)
        if drawn:
            wide = (box[0], box[1], _WIDTH - box[0], box[3])
            picture, box = _stack(sheet.style, [sheet.blocks[index] for index in at], wide, max(dpi, 160))
        places.append((number, rounded(box), picture))

    def edit(document: Any) -> None:
        without_marked_text(document)
        for number, box, picture in places:
            put_picture(document, number - 1, picture, box)

    # A field needs no comma after it.
    blocks = [
        replace(block, text=block.text.replace(", ", " ")) if drawn and index in at else block
        for index, block in enumerate(sheet.blocks)
    ]
    lines = marked_lines(draft)
    placed = []
    for number, box, _ in places:
        texts = [text for page, _, text in lines if page == number]
        if drawn:
            texts = [blocks[index].line for index in at]
        placed.append(Placed(page=number, boxes=(box,), words=tuple(" ".join(texts).split())))
    reference = plain_text(column(blocks))
    return Faulty(pdf=finished(sheet, draft, edit), reference=reference, placed=tuple(placed))


def _stack(style: Style, blocks: list[Block], box: Box, dpi: int) -> tuple[bytes, Box]:
    """The groups as labels in rounded fields, as large as the place allows."""
    rows = []
    for block in blocks:
        labels = ", ".join(typst.quoted(text) for text in block.text.split(", "))
        rows.append(
            f"#block(above: .5em, below: .5em)[#strong({typst.quoted(block.lead)}) #pills({labels},)]"
        )
    source = (
        f"{typst.preamble(style, 'skills', '')}\n#set page(width: {box[2] - box[0]:.1f}pt, height: auto, "
        'margin: 3pt, fill: accent.lighten(88%))\n#set text(font: "DejaVu Sans Mono", size: 7.5pt)\n'
        "#let pills(..labels) = labels.pos().map(t => box(fill: accent, inset: 2.5pt, radius: 3pt,"
        " outset: (y: .5pt), text(fill: white, t))).join(h(3pt))\n" + "\n".join(rows)
    )
    picture, width, height = rendered(source, dpi)
    scale = min(1.0, (box[3] - box[1]) / height)
    return picture, (box[0], box[1], box[0] + width * scale, box[1] + height * scale)


def _near_miss(sheet: Any, at: list[int], rng: random.Random, dpi: int) -> Faulty:
    blocks = sheet.blocks
    after = at[-1] + 1
    lines = room(rng.randint(3, 5))
    kind = rng.choice(("chart", "code", "view"))
    printed_blocks = [*blocks[:after], *lines, *blocks[after:]]
    draft = printed(sheet, printed_blocks, range(after, after + len(lines)))
    number, (x0, y0, _, y1) = marked_bands(draft)[-1]
    tall = y1 - y0
    width = tall if kind == "code" else tall * rng.uniform(1.8, 3.0)
    size = (round(width * dpi / 72), round(tall * dpi / 72))
    if kind == "chart":
        picture = chart(size, sheet.style.accent, rng)
    else:
        picture = square_code(size, rng) if kind == "code" else landscape(size, sheet.style.accent, rng)

    def edit(document: Any) -> None:
        without_marked_text(document)
        put_picture(document, number - 1, jpeg_of(picture), (x0, y0, x0 + width, y1))

    return Faulty(pdf=finished(sheet, draft, edit), reference=plain_text(column(blocks)))


FAULT = Fault(
    id="skills-in-image",
    catalogue="V03",
    rule_ids=("ATS131",),
    expect="violation",
    typesetters=PRESSES,
    needs=("pikepdf", "pillow", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
