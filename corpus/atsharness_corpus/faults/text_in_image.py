"""V03: name and contact data in a banner that is a picture. The near-miss has real text over the picture."""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._expected import TEXT_PATHS, expected, unmistakable
from atsharness_corpus.faults._hidden import around
from atsharness_corpus.faults._picture import put_under, rendered
from atsharness_corpus.faults._sheet import (
    PRESSES,
    WHITE,
    Sheet,
    drawn_sheet,
    edited,
    editing,
    finished,
    marked_places,
    preamble,
    printed,
    recoloured,
    typeset,
)
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst

_WIDTH, _HEIGHT = 612.0, 792.0
_WHITE_HEADER = """
#let name(t) = block(below: .6em, text(size: 2.1em, weight: "bold", fill: white, t))
#let label(t) = block(below: .7em, text(size: 1.15em, fill: white, t))
#let contact(t) = block(above: .45em, below: .45em, text(fill: white, t))
"""


def _ground(rng: random.Random) -> str:
    lighter, angle = rng.randint(10, 35), rng.choice((0, 20, 45, 90))
    return f"gradient.linear(accent, accent.lighten({lighter}%), angle: {angle}deg)"


def _in_typst(sheet: Sheet, rng: random.Random, faulty: bool) -> tuple[bytes, float]:
    """The page and the banner's height."""
    header = typst.markup(sheet.arrangement.header)
    rest = typst.markup(sheet.arrangement.columns[0])
    top = round(rng.uniform(20, 30), 1)
    ground = _ground(rng)
    margin = f"(x: {sheet.style.margin}pt, top: {top}pt, bottom: "
    picture, width, height = rendered(
        f"{preamble(sheet)}\n{_WHITE_HEADER}\n#set page(width: {_WIDTH}pt, height: auto, fill: {ground},"
        f" margin: {margin}{top}pt))\n{header if faulty else f'#hide[{header}]'}",
        rng.choice((150, 200)),
    )
    inside = "" if faulty else header
    source = (
        f"#set page(margin: {margin}{sheet.style.margin}pt))\n#[{_WHITE_HEADER}"
        f"#block(height: {height - top:.2f}pt, width: 100%, below: 8pt)[{inside}]]\n{rest}"
    )

    def edit(document: Any) -> None:
        put_under(document, document.pages[0], picture, (0, _HEIGHT - height, width, height))

    return finished(sheet, typeset(sheet, source), edit), height


def _on_a_page(sheet: Sheet, rng: random.Random, faulty: bool) -> tuple[bytes, float]:
    """The same for other typesetters: the banner is what the printed page shows there, as a picture."""
    page = printed(sheet, sheet.blocks, range(len(sheet.arrangement.header)))
    place = marked_places(page)[0]
    height = round(around(place.boxes or (), 4)[3], 2)
    dpi = rng.choice((150, 200))
    sides = f"width: {_WIDTH}pt, height: {height}pt, margin: 0pt"
    source = f"{preamble(sheet)}\n#set page({sides}, fill: {_ground(rng)})"
    ground, _, _ = rendered(source, dpi)

    def banner(document: Any, picture: bytes = ground) -> None:
        put_under(document, document.pages[0], picture, (0, _HEIGHT - height, _WIDTH, height))

    if not faulty:
        return finished(sheet, page, banner, WHITE), height

    def white(document: Any) -> None:
        banner(document)
        recoloured(document, WHITE)

    picture = _photographed(edited(page, white), height, dpi)
    bare = edited(page, editing(lambda _: []))
    return finished(sheet, bare, partial(banner, picture=picture)), height


def _photographed(pdf: bytes, height: float, dpi: int) -> bytes:
    """The top of a file's first page as a JPEG."""
    import pypdfium2

    document: Any
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    out = BytesIO()
    image.crop((0, 0, image.width, round(height * dpi / 72))).save(out, format="JPEG", quality=88)
    return out.getvalue()


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    draw = _in_typst if typesetter == "typst" else _on_a_page
    pdf, height = draw(sheet, rng, faulty)
    if not faulty:
        return Faulty(pdf=pdf, reference=sheet.reference)
    words = [word for block in sheet.arrangement.header for word in block.line.split()]
    placed = Placed(
        page=1,
        boxes=((0.0, 0.0, _WIDTH, round(height, 2)),),
        words=unmistakable(words, sheet.reference),
    )
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(placed,))


FAULT = Fault(
    id="text-in-image",
    catalogue="V03",
    rule_ids=("ATS131",),
    expect="violation",
    typesetters=PRESSES,
    expected=expected("missing", *TEXT_PATHS),
    needs=("pikepdf", "pillow"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
