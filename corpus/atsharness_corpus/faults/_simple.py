"""Re-encodes a file's fonts as simple ones with one byte a glyph, as older programs write them.

What the font is then (a Type 1 subset, a Type 3 font, a font that is not embedded) is up to the fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from io import BytesIO
from typing import Any

from atsharness_corpus.faults._cmap import code_bytes, read_map, widths
from atsharness_corpus.faults._sheet import Sheet, body, printed, typeset
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.model import Value

FIRST_CODE = 33
"""The code of a font's first glyph; below it some readers expect control characters and the space."""


class Glyph(Value, frozen=True, kw_only=True):
    """One glyph of a font: its new and its old code, its text and advance (1/1000 em)."""

    code: int
    old: int
    text: str
    width: float


class SimpleFont(Value, frozen=True, kw_only=True):
    """A font to be written anew. `name` is its base font without the subset's prefix."""

    name: str
    glyphs: tuple[Glyph, ...]
    descriptor: Any
    """Its font descriptor, with the embedded program."""
    draw: Callable[[int, Any], None]
    """Draws the outline of a glyph (by its old code) with a fontTools pen; 1000 units are an em."""

    @property
    def bold(self) -> bool:
        """Whether it is a bold cut."""
        return "Bold" in self.name

    @property
    def italic(self) -> bool:
        """Whether it is an italic cut."""
        return "Italic" in self.name


_NO_LIGATURES = "#set text(ligatures: false)"
Write = Callable[[Any, SimpleFont], Any]
"""From the open document and a font to the font's new dictionary."""


def simplified(document: Any, write: Write) -> None:
    """Puts another font in the place of every font with a map, and its codes into the pages.

    Raises:
        ValueError: a font has more glyphs than there are codes.
    """
    import pikepdf

    made: dict[Any, tuple[Any, dict[int, int]]] = {}
    used = _shown_by_font(document)
    for page in document.pages:
        codes: dict[str, tuple[int, dict[int, int]]] = {}
        for name, font in sorted(page.Resources.Font.items()):
            if "/ToUnicode" not in font or font.objgen not in used:
                continue
            if font.objgen not in made:
                simple = _read(font, used[font.objgen])
                new = document.make_indirect(write(document, simple))
                made[font.objgen] = new, {glyph.old: glyph.code for glyph in simple.glyphs}
            codes[name] = code_bytes(font), made[font.objgen][1]
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(_recoded_page(page, codes)))
    # Pages may share their resources: the old fonts were needed until now.
    for page in document.pages:
        for name, font in page.Resources.Font.items():
            if font.objgen in made:
                page.Resources.Font[name] = made[font.objgen][0]


def _recoded_page(page: Any, codes: Mapping[str, tuple[int, dict[int, int]]]) -> list[Any]:
    import pikepdf

    steps: list[Any] = []
    current: tuple[int, dict[int, int]] | None = None
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator == "Tf":
            current = codes.get(str(step.operands[0]))
        if current is not None and operator in ("Tj", "TJ"):
            items = step.operands[0] if operator == "TJ" else [step.operands[0]]
            steps.append(instruction("TJ", pikepdf.Array([_recoded(item, *current) for item in items])))
        else:
            steps.append(step)
    return steps


def _shown_by_font(document: Any) -> dict[Any, set[int]]:
    """The codes that the pages show, by their font's object."""
    found: dict[Any, set[int]] = {}
    for page in document.pages:
        for name, codes in _shown(page).items():
            found.setdefault(page.Resources.Font[name].objgen, set()).update(codes)
    return found


def _shown(page: Any) -> dict[str, set[int]]:
    """The codes that a page shows, by the name of their font."""
    import pikepdf

    found: dict[str, set[int]] = {}
    name, size = "", 1
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator == "Tf":
            name = str(step.operands[0])
            size = code_bytes(page.Resources.Font[name])
        elif operator in ("Tj", "TJ"):
            items = step.operands[0] if operator == "TJ" else [step.operands[0]]
            for item in items:
                if isinstance(item, pikepdf.String):
                    found.setdefault(name, set()).update(codes_of(item, size))
    return found


def codes_of(item: Any, size: int) -> list[int]:
    """The codes of a string, of `size` bytes each."""
    data = bytes(item)
    return [int.from_bytes(data[i : i + size], "big") for i in range(0, len(data), size)]


def _recoded(item: Any, size: int, codes: Mapping[int, int]) -> Any:
    import pikepdf

    if not isinstance(item, pikepdf.String):
        return item
    return pikepdf.String(bytes(codes[code] for code in codes_of(item, size)))


def _read(font: Any, used: Collection[int]) -> SimpleFont:
    advances = widths(font)
    texts = read_map(font)
    if len(used) > 256 - FIRST_CODE:
        raise ValueError(f"{font.BaseFont} shows {len(used)} glyphs: too many for one byte")
    glyphs = tuple(
        Glyph(
            code=FIRST_CODE + index, old=code, text=texts.get(code, " "), width=1000 * advances.get(code, 1.0)
        )
        for index, code in enumerate(sorted(used))
    )
    owner = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
    name = str(owner.BaseFont).rsplit("+", 1)[-1].lstrip("/")
    descriptor = owner.FontDescriptor
    return SimpleFont(name=name, glyphs=glyphs, descriptor=descriptor, draw=_outlines(owner))


def _outlines(owner: Any) -> Callable[[int, Any], None]:
    """How the glyph of a code is drawn. In a composite font the codes here are glyph numbers."""
    from fontTools.cffLib import (
        CFFFontSet,
    )
    from fontTools.pens.recordingPen import (
        DecomposingRecordingPen,
    )
    from fontTools.pens.transformPen import (
        TransformPen,
    )
    from fontTools.ttLib import TTFont

    descriptor = owner.FontDescriptor
    if "/FontFile2" in descriptor:
        font = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
        glyphs = font.getGlyphSet()
        head: Any = font["head"]
        scale = 1000 / head.unitsPerEm
        # A simple font's codes go through the one table that its subset has.
        names = font["cmap"].tables[0].cmap if owner.Subtype == "/TrueType" else {}

        def draw_quadratic(code: int, pen: Any) -> None:
            name = names.get(code) or font.getGlyphName(code)
            whole = DecomposingRecordingPen(glyphs)
            glyphs[name].draw(whole)
            whole.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))

        return draw_quadratic
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(descriptor.FontFile3.read_bytes()), None, isCFF2=False)
    strings = fonts[fonts.fontNames[0]].CharStrings

    def draw(code: int, pen: Any) -> None:
        strings[f"cid{code:05d}"].draw(pen)

    return draw


def print_letters(sheet: Sheet) -> bytes:
    """The sheet with a glyph a letter: of the presses, only Typst makes ligatures."""
    if sheet.typesetter == "typst":
        return typeset(sheet, f"{_NO_LIGATURES}\n{body(sheet.blocks)}")
    return printed(sheet, sheet.blocks)


def metrics(simple: SimpleFont) -> dict[str, Any]:
    """The entries FirstChar, LastChar and Widths of a simple font."""
    import pikepdf

    codes = {glyph.code: glyph.width for glyph in simple.glyphs}
    return {
        "FirstChar": min(codes),
        "LastChar": max(codes),
        "Widths": pikepdf.Array([codes.get(code, 0) for code in range(min(codes), max(codes) + 1)]),
    }


def differences(names: Iterable[tuple[int, str]]) -> Any:
    """An encoding that names the glyph of each code."""
    import pikepdf

    parts: list[Any] = []
    for code, name in names:
        parts += [code, pikepdf.Name(f"/{name}")]
    return pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(parts))


def glyph_name(text: str) -> str:
    """The name that the Adobe Glyph List gives a letter, or one by its number."""
    from fontTools.agl import UV2AGL

    names = [UV2AGL.get(ord(letter), f"uni{ord(letter):04X}") for letter in text]
    return "_".join(names)


def embedded(document: Any, simple: SimpleFont, names: Mapping[int, str], base: str) -> Any:
    """A Type 1 font of the same outlines, its program a compact font, without a map.

    Args:
        document: gets the program.
        simple: the font.
        names: glyph names by code.
        base: its base font's name, with the prefix of a subset.
    """
    import pikepdf

    program = document.make_stream(_compact(simple, names, base.rsplit("+", 1)[-1]))
    program.Subtype = pikepdf.Name.Type1C
    descriptor = pikepdf.Dictionary(simple.descriptor)
    for key in ("/CIDSet", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]
    descriptor.FontName = pikepdf.Name(f"/{base}")
    descriptor.FontFile3 = program
    # Symbolic: its encoding is its own.
    descriptor.Flags = (int(descriptor.Flags) | 4) & ~32
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name(f"/{base}"),
        Encoding=differences((glyph.code, names[glyph.code]) for glyph in simple.glyphs),
        FontDescriptor=document.make_indirect(descriptor),
        **metrics(simple),
    )


def _compact(simple: SimpleFont, names: Mapping[int, str], base: str) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import (
        T2CharStringPen,
    )

    builder = FontBuilder(1000, isTTF=False)
    order = list(dict.fromkeys(names[glyph.code] for glyph in simple.glyphs))
    builder.setupGlyphOrder([".notdef", *order])
    strings = {".notdef": T2CharStringPen(500, None).getCharString()}
    for glyph in simple.glyphs:
        pen = T2CharStringPen(round(glyph.width), None)
        simple.draw(glyph.old, pen)
        strings[names[glyph.code]] = pen.getCharString()
    builder.setupCFF(base, {"FullName": base}, strings, {})
    program: bytes = builder.font["CFF "].compile(builder.font)
    return program
