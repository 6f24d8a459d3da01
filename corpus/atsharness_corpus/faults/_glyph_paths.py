"""Marked text of a printed page as filled paths, from the outlines of the fonts embedded in it."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._sheet import MARK
from atsharness_corpus.faults._stream import drawn_over


def filled(path: str, colour: str) -> bytes:
    """A path filled in a colour of six hexadecimal digits."""
    red, green, blue = (round(int(colour[i : i + 2], 16) / 255, 4) for i in (0, 2, 4))
    return f"q {red} {green} {blue} rg\n{path} f Q\n".encode("ascii")


def outlines(pdf: bytes) -> tuple[str, ...]:
    """The paths of each page's marked glyphs, in the page's space.

    Only TrueType fonts are read, which is what ReportLab, Chromium and WeasyPrint embed here.
    """
    import pymupdf

    opened: Any = pymupdf.open
    mark = bytes.fromhex(MARK)
    found = []
    with opened(stream=pdf, filetype="pdf") as document:
        for page in document:
            fonts = {
                name.rpartition("+")[2]: _font(document, xref) for xref, _, _, name, *_ in page.get_fonts()
            }
            parts = [
                _glyph(fonts[span["font"]], char, span["size"], page.rect.height)
                for span in page.get_texttrace()
                if len(span["color"]) == 3
                and all(abs(v * 255 - byte) < 0.06 for v, byte in zip(span["color"], mark, strict=True))
                for char in span["chars"]
            ]
            found.append("\n".join(part for part in parts if part))
    return tuple(found)


def _font(document: Any, xref: int) -> Any:
    from fontTools.ttLib import TTFont

    data = document.extract_font(xref)[3]
    return TTFont(BytesIO(data)) if data else None


def _glyph(font: Any, char: Any, size: float, height: float) -> str:
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.transformPen import TransformPen

    class Pen(BasePen):  # type: ignore[misc]
        """Writes PDF's path operators; `BasePen` makes cubic curves of TrueType's."""

        def __init__(self, glyphs: Any) -> None:
            super().__init__(glyphs)
            self.steps: list[str] = []

        def _moveTo(self, pt: Any) -> None:  # noqa: N802
            self.steps.append("{:.2f} {:.2f} m".format(*pt))

        def _lineTo(self, pt: Any) -> None:  # noqa: N802
            self.steps.append("{:.2f} {:.2f} l".format(*pt))

        def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
            self.steps.append("{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format(*pt1, *pt2, *pt3))

        def _closePath(self) -> None:  # noqa: N802
            self.steps.append("h")

    _, number, (x, y), _ = char
    scale = size / font["head"].unitsPerEm
    glyphs = font.getGlyphSet()
    pen = Pen(glyphs)
    glyphs[font.getGlyphName(number)].draw(TransformPen(pen, (scale, 0, 0, scale, x, height - y)))
    return " ".join(pen.steps)


def draw_icons(document: Any, below: Box, colour: str, rng: random.Random) -> None:
    """A row of small vector shapes under a box of the first page."""
    page = document.pages[0]
    count, side = rng.randint(5, 9), round(rng.uniform(4, 7), 1)
    sides = rng.choice((3, 4, 6))
    left, bottom = below[0], float(page.MediaBox[3]) - below[3] - side - 1
    gap = round(side * rng.uniform(1.6, 2.2), 1)
    corners = {3: ((0, 0), (1, 0), (0.5, 1)), 4: ((0, 0), (1, 0), (1, 1), (0, 1))}.get(
        sides, ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5))
    )
    paths = []
    for number in range(count):
        points = [(left + number * gap + x * side, bottom + y * side) for x, y in corners]
        steps = [f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points)]
        paths.append(" ".join([*steps, "h"]))
    drawn_over(page, filled("\n".join(paths), colour))
