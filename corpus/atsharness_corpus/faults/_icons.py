"""Contact icons: as shapes, and as the glyphs of a font made with fontTools, as icon fonts are made.

The shapes are drawn on a square of 24 units with y downwards, as SVG icons usually are.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

SHAPES = {
    "phone": "M7 1H17V23H7Z M9 4V18H15V4Z M11 19.5V21.5H13V19.5Z",
    "mail": "M2 5H22L12 12.4Z M2 7.4L12 14.8L22 7.4V19H2Z",
    "place": "M12 1C15.5 1 19 4 19 8C19 13 12 23 12 23C12 23 5 13 5 8C5 4 8.5 1 12 1Z"
    " M12 5C10.3 5 9 6.3 9 8C9 9.7 10.3 11 12 11C13.7 11 15 9.7 15 8C15 6.3 13.7 5 12 5Z",
    "house": "M12 2L23 12H20V22H14V15H10V22H4V12H1Z",
    "profile": "M2 2H22V22H2Z M6 10V19H9V10Z M6 5V8H9V5Z"
    " M11 10V19H14V14C14 12 17 12 17 14V19H20V13C20 9 16 9 14 11V10Z",
    "code": "M8 5L10 7L5 12L10 17L8 19L1 12Z M16 5L23 12L16 19L14 17L19 12L14 7Z",
    "dot": "M12 7C14.8 7 17 9.2 17 12C17 14.8 14.8 17 12 17C9.2 17 7 14.8 7 12C7 9.2 9.2 7 12 7Z",
    "square": "M6 7H17V18H6Z",
    "arrow": "M3 5L21 12L3 19L8 12Z",
    "lozenge": "M12 4L19 12L12 20L5 12Z",
}
"""SVG paths, filled; holes run the other way round."""

FAMILIES = ("Avona", "Karlin", "Merrow", "Tessel", "Corvid", "Lindholm")
"""Names of families: those of a text font and an icon font look the same."""

_UNITS = 960
"""Units of an em: 40 of a shape's unit."""
_BASELINE = 20
"""Where the baseline is on the square, in a shape's units from the top."""


def icon_of(text: str) -> str:
    """The icon before a contact: an e-mail address, a number, a profile, anything else a place."""
    if "@" in text:
        return "mail"
    if re.match(r"[+(\d]", text):
        return "phone"
    if "linkedin" in text:
        return "profile"
    return "code" if "git" in text else "place"


def font(
    family: str, codes: Mapping[str, int], words: Mapping[str, str] | None = None, symbol: bool = False
) -> bytes:
    """A TrueType font of icons.

    Args:
        family: its name.
        codes: the code point of each icon.
        words: the letters that an icon stands for as a ligature, e.g. ``{"place": "location_on"}``. The
            letters themselves have blank glyphs.
        symbol: whether its character map is that of a symbol font.
    """
    from fontTools.feaLib.builder import (
        addOpenTypeFeaturesFromString,
    )
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import (
        TTGlyphPen,
    )

    words = words or {}
    letters = sorted(set("".join(words.values())))
    cmap = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    cmap |= {code: icon for icon, code in codes.items()}
    blank = TTGlyphPen(None).glyph()
    glyphs = {".notdef": blank} | {cmap[ord(letter)]: blank for letter in letters}
    glyphs |= {icon: _glyph(icon) for icon in codes}
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    advance = {name: (_UNITS if name in codes else 0, 0) for name in glyphs}
    builder.setupHorizontalMetrics(advance)
    builder.setupHorizontalHeader(ascent=_BASELINE * 40, descent=_BASELINE * 40 - _UNITS)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"})
    builder.setupOS2(sTypoAscender=_BASELINE * 40, sTypoDescender=_BASELINE * 40 - _UNITS)
    builder.setupPost()
    head: Any = builder.font["head"]
    head.created = head.modified = 3_800_000_000
    if symbol:
        table = builder.font["cmap"].tables[0]
        table.platformID, table.platEncID = 3, 0
        builder.font["cmap"].tables = [table]
    if words:
        ligatures = "\n".join(
            f"sub {' '.join(cmap[ord(letter)] for letter in word)} by {icon};" for icon, word in words.items()
        )
        addOpenTypeFeaturesFromString(builder.font, f"feature liga {{\n{ligatures}\n}} liga;")
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _glyph(icon: str) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import (
        TransformPen,
    )
    from fontTools.pens.ttGlyphPen import (
        TTGlyphPen,
    )
    from fontTools.svgLib.path import parse_path

    pen = TTGlyphPen(None)
    quadratic = Cu2QuPen(pen, max_err=1.0)
    parse_path(SHAPES[icon], TransformPen(quadratic, (40, 0, 0, -40, 0, 40 * _BASELINE)))
    return pen.glyph()


def svg(icon: str, colour: str) -> str:
    """An icon as an SVG picture; colour is six hexadecimal digits."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
        f'<path fill="#{colour}" d="{SHAPES[icon]}"/></svg>'
    )


def compile_with(source: str, files: Iterable[bytes]) -> bytes:
    """Prints Typst source with the embedded fonts and these."""
    import typst

    with tempfile.TemporaryDirectory(prefix="ats-corpus-") as folder:
        for number, data in enumerate(files):
            (Path(folder) / f"{number}.ttf").write_bytes(data)
        show: Any = partial(typst.compile, ignore_system_fonts=True, font_paths=[folder])
        pdf: bytes | None = show(source.encode(), format="pdf", pdf_tags=False)
    if pdf is None:
        raise RuntimeError("Typst printed nothing")
    return pdf
