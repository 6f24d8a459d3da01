"""A text layer as OCR writes it: invisible words over a picture, in a font whose glyphs are empty.

Tesseract's, and so OCRmyPDF's, layer has one such font (two bytes a character, each mapped to itself),
rendering mode 3, and every word stretched to the width it has in the picture. Office scanners set the
same words in Helvetica where its encoding has the letters.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from atsharness.model import Box

_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("ll", "II"),
    ("cl", "d"),
    ("I", "l"),
    ("l", "1"),
    ("O", "0"),
    ("0", "O"),
    ("S", "5"),
    ("5", "S"),
    ("e", "c"),
    ("fi", "f"),
    ("g", "q"),
    (".", ","),
    ("|", "I"),
    ("é", "e"),
    ("ä", "a"),
    ("ñ", "n"),
)
"""Pairs that OCR takes for each other."""

Words = Sequence[tuple[Box, str]]


def misread(word: str, rng: random.Random) -> str:
    """The word with one such mistake; unchanged where none fits."""
    fitting = [pair for pair in _MISREAD if pair[0] in word]
    if not fitting:
        return word
    right, wrong = rng.choice(fitting)
    starts = [at for at in range(len(word)) if word.startswith(right, at)]
    at = rng.choice(starts)
    return word[:at] + wrong + word[at + len(right) :]


def put_layer(document: Any, page: int, words: Words, *, base_font: bool) -> None:
    """Puts words (boxes in points from the top left) as invisible text on a page (from 0).

    Args:
        document: a `pikepdf.Pdf`.
        page: its number.
        words: in reading order.
        base_font: Helvetica in place of the glyphless font; needs letters of Latin-1.
    """
    import pikepdf

    target = document.pages[page]
    font = _helvetica(document) if base_font else _glyphless(document)
    name = target.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/f-0-0"))
    height = float(target.mediabox[3])
    lines = [b"BT", b"3 Tr"]
    for (x0, y0, x1, y1), word in words:
        size = round(y1 - y0, 2)
        text = word + " "
        if base_font:
            from reportlab.pdfbase.pdfmetrics import stringWidth

            natural, code = stringWidth(word, "Helvetica", size), text.encode("cp1252").hex()
        else:
            natural, code = 0.5 * size * len(word), text.encode("utf-16-be").hex()
        stretch = 100 * (x1 - x0) / natural
        lines.append(
            f"{name} {size} Tf {stretch:.2f} Tz 1 0 0 1 {x0:.2f} {height - y1 + 0.2 * size:.2f} Tm"
            f" <{code}> Tj".encode("ascii")
        )
    target.contents_add(b"\n".join([*lines, b"ET\n"]))


def latin(words: Iterable[str]) -> bool:
    """Whether Helvetica's Windows encoding has every letter."""
    try:
        "".join(words).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _helvetica(document: Any) -> Any:
    import pikepdf

    name = pikepdf.Name
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding
        )
    )


def _glyphless(document: Any) -> Any:
    import pikepdf

    name = pikepdf.Name
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=name.GlyphLessFont,
        Flags=5,
        FontBBox=[0, 0, 500, 1000],
        ItalicAngle=0,
        Ascent=1000,
        Descent=-1,
        CapHeight=1000,
        StemV=80,
        FontFile2=document.make_stream(_empty_font()),
    )
    descendant = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType2,
        BaseFont=name.GlyphLessFont,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=document.make_indirect(descriptor),
        CIDToGIDMap=document.make_stream(b"\x00\x01" * 65536),
        DW=500,
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=name.Font,
            Subtype=name.Type0,
            BaseFont=name.GlyphLessFont,
            Encoding=name("/Identity-H"),
            DescendantFonts=[document.make_indirect(descendant)],
            ToUnicode=document.make_stream(_CMAP),
        )
    )


def _empty_font() -> bytes:
    """A TrueType font of two empty glyphs, half as wide as high."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "blank"])
    builder.setupCharacterMap({32: "blank"})
    builder.setupGlyf({".notdef": Glyph(), "blank": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "blank": (500, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=-1)
    builder.setupNameTable({"familyName": "GlyphLessFont", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    # Seconds since 1904, the same in every build.
    builder.updateHead(created=3_800_000_000, modified=3_800_000_000)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()
