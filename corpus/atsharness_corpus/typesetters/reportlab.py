"""ReportLab (PyPI ``reportlab``): what Python programs print résumés with.

The fonts are those that ReportLab brings along, Bitstream Vera, embedded as subsets. With
``invariant`` the same version prints the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from typing import Any, cast

import msgspec

from atsharness_corpus.model import BULLET, Block, DoesNotFitError, Kind, Style, Typesetter
from atsharness_corpus.typesetters import trial

FONTS = ("Vera",)
"""Bitstream Vera Sans; each with the suffixes Bd and It for bold and italic."""

PAGE = (612.0, 792.0)
"""US Letter, in points."""

_SIZES: dict[Kind, float] = {"name": 2.1, "label": 1.2, "section": 1.15}
"""Text size of each kind, as a multiple of the body's."""
_SPACE_BEFORE: dict[Kind, float] = {"section": 9.0, "title": 5.0}
_SPACE_AFTER: dict[Kind, float] = {"name": 2.0, "label": 4.0, "section": 2.0}
_RIGHT = 13.0
"""Width of a row's right cell, in em: dates stay on one line."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the page and what is set in it. `y` counts from the bottom; `fill` is a colour."""

    x: float
    y: float
    width: float
    height: float
    blocks: Sequence[Block] = ()
    fill: str = ""
    text: str = "222222"
    accent: str = ""


def _probe() -> str:
    return trial.package("reportlab", "reportlab", "pip install reportlab")


TYPESETTER = Typesetter(id="reportlab", probe=_probe, reproducible=True)


def print_boxes(boxes: Iterable[Box], style: Style, author: str) -> bytes:
    """Fills boxes with their background and text; text that does not fit goes to further pages.

    Raises:
        DoesNotFitError: the font lacks a letter of the text.
    """
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    _register(style.font)
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1, pageCompression=1, initialFontName=cast(Any, style.font))
    canvas.setTitle(f"{author} - Résumé")
    canvas.setAuthor(author)
    left_over: list[Any] = []
    for box in boxes:
        if box.fill:
            canvas.setFillColor(HexColor(f"#{box.fill}"))
            canvas.rect(box.x, box.y, box.width, box.height, stroke=0, fill=1)
        flow = [part for block in box.blocks for part in _flowables(block, style, box)]
        _fill(canvas, flow, box)
        left_over += flow
    canvas.showPage()
    margin = style.margin
    rest = Box(x=margin, y=margin, width=PAGE[0] - 2 * margin, height=PAGE[1] - 2 * margin)
    while left_over:
        _fill(canvas, left_over, rest)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register(font: str) -> None:
    from reportlab.pdfbase.pdfmetrics import (
        registerFont,
    )
    from reportlab.pdfbase.ttfonts import TTFont

    for suffix in ("", "Bd", "It"):
        registerFont(TTFont(font + suffix, f"{font}{suffix}.ttf"))


def _fill(canvas: Any, flow: list[Any], box: Box) -> None:
    """Takes from `flow` what fits into the box."""
    from reportlab.platypus import Frame

    padding = dict.fromkeys(("leftPadding", "bottomPadding", "rightPadding", "topPadding"), 0)
    before = len(flow)
    Frame(box.x, box.y, box.width, box.height, **padding).addFromList(flow, canvas)
    if len(flow) == before > 0:
        raise DoesNotFitError("one paragraph is longer than the page")


def _flowables(block: Block, style: Style, box: Box) -> Iterable[Any]:
    """A block as ReportLab sets it: a paragraph, a row of two, or a paragraph over a rule."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import HRFlowable, Paragraph, Table

    accent = box.accent or style.accent
    lead = f'<font name="{style.font}Bd">{checked(block.lead, style.font)}</font> ' if block.lead else ""
    text = lead + checked(block.text, style.font)
    look = _look(block.kind, style, accent if block.kind in ("name", "section") else box.text)
    if block.kind == "bullet":
        yield Paragraph(text, look, bulletText=BULLET)
    elif block.right:
        end = _look("text", style, box.text, right=True)
        cells = [[Paragraph(text, look), Paragraph(checked(block.right, style.font), end)]]
        right = _RIGHT * style.size
        row = Table(cells, colWidths=(box.width - right, right), spaceBefore=look.spaceBefore)
        sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
        whole = ((0, 0), (-1, -1))
        row.setStyle([("VALIGN", *whole, "TOP"), *((side, *whole, 0) for side in sides)])
        yield row
    else:
        yield Paragraph(text, look)
    if block.kind == "section":
        yield HRFlowable(
            width="100%", thickness=0.6, color=HexColor(f"#{accent}"), spaceBefore=0, spaceAfter=4
        )


def _look(kind: Kind, style: Style, colour: str, *, right: bool = False) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import (
        ParagraphStyle,
    )

    size = style.size * _SIZES.get(kind, 1.0)
    weight = "Bd" if kind in ("name", "section", "title") else "It" if kind == "meta" else ""
    return ParagraphStyle(
        kind,
        fontName=style.font + weight,
        fontSize=size,
        leading=size * 1.28,
        textColor=HexColor(f"#{colour}"),
        alignment=2 if right else 0,
        spaceBefore=_SPACE_BEFORE.get(kind, 1.0),
        spaceAfter=_SPACE_AFTER.get(kind, 0.0),
        leftIndent=10 if kind == "bullet" else 0,
        bulletIndent=1,
        bulletFontName=style.font,
        bulletFontSize=size,
        bulletColor=HexColor(f"#{colour}"),
    )


def checked(text: str, font: str) -> str:
    """The text for a `Paragraph`.

    Raises:
        DoesNotFitError: the font lacks a letter; ReportLab would print an empty box.
    """
    from reportlab.pdfbase.pdfmetrics import getFont

    face: Any = getFont(font)
    known = face.face.charToGlyph
    if lacking := sorted({letter for letter in text if ord(letter) not in known}):
        raise DoesNotFitError(f"{font} has no letter for {' '.join(lacking)}")
    return escape(text, quote=False)
