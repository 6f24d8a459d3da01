"""E06: bullets that are letters of a symbol font, as office programs write them; some paths read letters.

The near-miss has the bullet of Symbol, a standard font that all paths know, or the same symbol font with
a map that says what its glyphs are.
"""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import code_bytes, read_map
from atsharness_corpus.faults._icons import FAMILIES, font
from atsharness_corpus.faults._sheet import drawn_sheet, finished, printed
from atsharness_corpus.faults._simple import codes_of
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.faults._type3 import entries_map
from atsharness_corpus.model import BULLET
from atsharness_corpus.person import Person

_DINGBATS = (("l", 0.5, 0.08), ("n", 0.42, 0.1), ("u", 0.45, 0.08))
"""Code in ZapfDingbats, size and rise in em: disc, square, lozenge."""
_SYMBOLS = (("dot", "l"), ("square", "n"), ("square", "§"), ("arrow", "Ø"), ("lozenge", "v"), ("dot", "o"))
"""Shape, and the letter at its place in the symbol fonts of office programs."""
_SYMBOL_BULLET = (b"\xb7", 0.9, 0.0)
_NEAR = 1.5
"""Points by which a bullet's origin may rise or sink."""


def _standard(document: Any, name: str) -> Any:
    """One of the 14 fonts that need not be in the file; with its own encoding."""
    import pikepdf

    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{name}")
        )
    )


def _embedded(document: Any, family: str, shape: str, letter: str, text: str) -> Any:
    """A symbol font of one glyph, at a letter's code; its map says `text`."""
    import pikepdf

    code = ord(letter)
    program = document.make_stream(font(family, {shape: 0xF000 + code}, symbol=True))
    base = pikepdf.Name(f"/ABCDEE+{family}")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=pikepdf.Array([0, -167, 1000, 833]),
        ItalicAngle=0,
        Ascent=833,
        Descent=-167,
        CapHeight=833,
        StemV=80,
        FontFile2=program,
    )
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=base,
        FirstChar=code,
        LastChar=code,
        Widths=pikepdf.Array([1000]),
        FontDescriptor=document.make_indirect(descriptor),
        ToUnicode=document.make_stream(entries_map([(code, text)])),
    )
    return document.make_indirect(made)


def _bullet(text: list[Any], name: str, look: tuple[bytes, float, float]) -> list[Any]:
    """A bullet's text object with the bullet in another font, of a size and rise in em of the old."""
    import pikepdf

    code, scale, rise = look
    steps: list[Any] = []
    old = 0.0
    for step in text:
        operator = str(step.operator)
        if operator == "Tf":
            old = float(step.operands[1])
            steps.append(instruction("Tf", pikepdf.Name(name), round(scale * old, 3)))
        elif operator in ("Tj", "TJ"):
            steps += [
                instruction("Ts", round(rise * old, 3)),
                instruction("Tj", pikepdf.String(code)),
                instruction("Ts", 0),
            ]
        else:
            steps.append(step)
    return steps


def _shows_bullet(text: list[Any], fonts: dict[str, Any]) -> bool:
    """Whether a text object shows a bullet and nothing else."""
    import pikepdf

    said = ""
    font: tuple[int, dict[int, str]] = (1, {})
    for step in text:
        operator = str(step.operator)
        if operator == "Tf":
            found = fonts[str(step.operands[0])]
            font = (code_bytes(found), read_map(found)) if "/ToUnicode" in found else (1, {})
        elif operator in ("Tj", "TJ"):
            for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
                if isinstance(item, pikepdf.String):
                    said += "".join(font[1].get(code, "?") for code in codes_of(item, font[0]))
    return said == BULLET


def _replaced_bullets(page: Any, name: str, look: tuple[bytes, float, float]) -> list[Any]:
    """The page's content with its bullets in another font; all presses show each in an object of its own."""
    import pikepdf

    fonts = dict(page.Resources.Font.items())
    steps: list[Any] = []
    text: list[Any] | None = None
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator == "BT":
            text = []
        if text is None:
            steps.append(step)
            continue
        text.append(step)
        if operator == "ET":
            steps += _bullet(text, name, look) if _shows_bullet(text, fonts) else text
            text = None
    return steps


def _places(plain: bytes, finished: bytes) -> tuple[Placed, ...]:
    """The glyphs of the finished file that stand where bullets stood in the file as it was first printed."""
    placed = []
    for number, (before, after) in enumerate(zip(_chars(plain), _chars(finished), strict=True), start=1):
        bullets = [origin for text, origin, _ in before if text == BULLET]
        boxes = tuple(
            (round(a, 2), round(b, 2), round(c, 2), round(d, 2))
            for _, (x, y), (a, b, c, d) in after
            if any(abs(x - left) < _NEAR and abs(y - base) < _NEAR for left, base in bullets)
        )
        if boxes:
            placed.append(Placed(page=number, boxes=boxes))
    return tuple(placed)


def _chars(pdf: bytes) -> list[list[tuple[str, tuple[float, float], Box]]]:
    """Of each page the characters with their origins and boxes, as they are drawn."""
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=BytesIO(pdf), filetype="pdf") as document:
        return [
            [
                (chr(code), origin, box)
                for span in page.get_texttrace()
                for code, _, origin, box in span["chars"]
            ]
            for page in document
        ]


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    in_file = rng.random() < 0.5
    letter, size, rise = rng.choice(_DINGBATS)
    shape, symbol = rng.choice(_SYMBOLS)
    family = rng.choice(("Wingdings-Regular", *FAMILIES))
    plain = printed(sheet, sheet.blocks)

    def edit(document: Any) -> None:
        import pikepdf

        if in_file:
            made = _embedded(document, family, shape, symbol, symbol if faulty else BULLET)
            look = symbol.encode("latin-1"), 0.55, 0.02
        elif faulty:
            made, look = _standard(document, "ZapfDingbats"), (letter.encode("ascii"), size, rise)
        else:
            made, look = _standard(document, "Symbol"), _SYMBOL_BULLET
        for page in document.pages:
            name = str(page.add_resource(made, pikepdf.Name.Font, pikepdf.Name("/f20")))
            steps = _replaced_bullets(page, name, look)
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))

    pdf = finished(sheet, plain, edit)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=_places(plain, pdf) if faulty else ())


FAULT = Fault(
    id="symbol-bullets",
    catalogue="E06",
    rule_ids=("ATS108",),
    expect="violation",
    typesetters=("typst", "reportlab"),
    needs=("pikepdf", "fonttools"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
