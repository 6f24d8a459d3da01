"""Printing blocks below each other in ReportLab, Chromium and WeasyPrint, some of them in `MARK`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import Any, cast

from atsharness_corpus.model import BULLET, Block, DoesNotFitError, Kind, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import chromium, html, reportlab, weasyprint

MARK = "010203"
FONTS = {
    "reportlab": reportlab.FONTS,
    "chromium": chromium.FONTS,
    "weasyprint": weasyprint.FONTS,
}
"""What each press draws from."""
_MOST_PAGES = 9
"""More than anybody's text fills: presses do not shrink text to fit."""
_SIZES: dict[Kind, float] = {"name": 2.0, "label": 1.15, "section": 1.2}
_SPACE: dict[Kind, float] = {"section": 9.0, "title": 5.0, "label": 3.0}
_WEIGHT: dict[Kind, str] = {"name": "Bd", "section": "Bd", "title": "Bd", "meta": "It"}
_RIGHT = 13.0
"""Width of a row's right cell in em."""


class Setting(Value, frozen=True, kw_only=True):
    """How marked blocks are set; lengths in points. All as the rest of the page unless given."""

    size: float = 0.0
    space: float = 0.0
    """Above and below each."""
    band: str = ""
    """Colour behind them."""
    word_spacing: float = 0.0
    """Added to every space, in em. ReportLab has no such thing."""


def press(name: str) -> Callable[[Style, Person, Sequence[Block], Collection[int], Setting], bytes]:
    """The press of a typesetter: prints blocks, those at the given indices marked.

    Its result raises `DoesNotFitError` where the style's font lacks a letter.
    """
    if name == "reportlab":
        return _reportlab
    return partial(_html, name)


def check_letters(name: str, style: Style, blocks: Sequence[Block]) -> None:
    """Raises `DoesNotFitError` where a font lacks a letter of the blocks."""
    if name == "reportlab":
        _registered(style.font)
        for block in blocks:
            for text, font in _parts(block, style):
                reportlab.checked(text, font)
    elif name == "weasyprint":
        weasyprint.markup(blocks, style.font)


def _html(
    name: str,
    style: Style,
    person: Person,
    blocks: Sequence[Block],
    marked: Collection[int],
    setting: Setting,
) -> bytes:
    def markup(some: Sequence[Block]) -> str:
        return weasyprint.markup(some, style.font) if name == "weasyprint" else html.markup(some)

    parts = []
    start = 0
    for index in (*sorted(marked), len(blocks)):
        parts.append(markup(blocks[start:index]))
        if index < len(blocks):
            parts.append(f'<div class="marked">{markup([blocks[index]])}</div>')
        start = index + 1
    rules = [f"color: #{MARK}"]
    box = []
    if setting.size:
        box.append(f"font-size: {setting.size}pt")
    if setting.word_spacing:
        rules.append(f"word-spacing: {setting.word_spacing}em")
    if setting.space:
        box.append(f"margin: {setting.space}pt 0")
    if setting.band:
        box.append(f"background: #{setting.band}; padding: 4pt 6pt")
        if name == "chromium":
            box.append("-webkit-print-color-adjust: exact")
    sheet = (
        f".marked, .marked * {{ {'; '.join(rules)} }}\n.marked {{ {'; '.join(box)} }}\n"
        f"h1, h2 {{ letter-spacing: {style.tracking}em }}\n"
    )
    printer = weasyprint.fitted_page if name == "weasyprint" else chromium.fitted_page
    return printer(
        style,
        person.basics.name,
        sheet,
        "\n".join(parts),
        language=person.language,
        pages=_MOST_PAGES,
    )


def _reportlab(
    style: Style, person: Person, blocks: Sequence[Block], marked: Collection[int], setting: Setting
) -> bytes:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Frame

    _registered(style.font)
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=reportlab.PAGE, invariant=1, pageCompression=1, initialFontName=cast(Any, style.font)
    )
    canvas.setTitle(f"{person.basics.name} - Résumé")
    canvas.setAuthor(person.basics.name)
    width, height = (side - 2 * style.margin for side in reportlab.PAGE)
    plain = Setting()
    flow = [
        part
        for index, block in enumerate(blocks)
        for part in _flowables(block, style, width, setting if index in marked else plain, index in marked)
    ]
    padding = dict.fromkeys(("leftPadding", "bottomPadding", "rightPadding", "topPadding"), 0)
    while flow:
        before = len(flow)
        Frame(style.margin, style.margin, width, height, **padding).addFromList(flow, canvas)
        if len(flow) == before:
            raise DoesNotFitError("one paragraph is longer than the page")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _registered(font: str) -> None:
    from reportlab.pdfbase.pdfmetrics import (
        registerFont,
    )
    from reportlab.pdfbase.ttfonts import TTFont

    for suffix in ("", "Bd", "It"):
        registerFont(TTFont(font + suffix, f"{font}{suffix}.ttf"))


def _parts(block: Block, style: Style) -> Iterable[tuple[str, str]]:
    """A block's lead, text and right part, each with its font."""
    yield block.lead, f"{style.font}Bd"
    yield block.text, style.font + _WEIGHT.get(block.kind, "")
    yield block.right, style.font


def _flowables(block: Block, style: Style, width: float, setting: Setting, in_mark: bool) -> Iterable[Any]:
    """A block as ReportLab sets it: a paragraph, a row of two, or a paragraph over a rule."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import HRFlowable, Paragraph, Table

    headline = block.kind in ("name", "section")
    colour = MARK if in_mark else style.accent if headline else "1a1a1a"
    texts = [(reportlab.checked(text, font), font) for text, font in _parts(block, style)]
    (lead, bold), (text, _), (right, _) = texts
    if lead:
        text = f'<font name="{bold}">{lead}</font> {text}'
    look = _look(block.kind, style, colour, setting)
    if block.kind == "bullet":
        yield Paragraph(text, look, bulletText=BULLET)
    elif right:
        end = _look("text", style, colour, setting, right=True)
        aside = _RIGHT * style.size
        row = Table(
            [[Paragraph(text, look), Paragraph(right, end)]],
            colWidths=(width - aside, aside),
            spaceBefore=look.spaceBefore,
        )
        sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
        whole = ((0, 0), (-1, -1))
        row.setStyle([("VALIGN", *whole, "TOP"), *((side, *whole, 0) for side in sides)])
        yield row
    else:
        yield Paragraph(text, look)
    if block.kind == "section":
        yield HRFlowable(
            width="100%", thickness=0.6, color=HexColor(f"#{style.accent}"), spaceBefore=0, spaceAfter=4
        )


def _look(kind: Kind, style: Style, colour: str, setting: Setting, *, right: bool = False) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import (
        ParagraphStyle,
    )

    size = (setting.size or style.size) * _SIZES.get(kind, 1.0)
    # ReportLab lets a band reach over the paragraph's edges, and so over its neighbours.
    space = setting.space + (6 if setting.band else 0)
    return ParagraphStyle(
        kind,
        fontName=style.font + ("" if right else _WEIGHT.get(kind, "")),
        fontSize=size,
        leading=size * 1.28,
        textColor=HexColor(f"#{colour}"),
        alignment=2 if right else 0,
        spaceBefore=_SPACE.get(kind, 1.0) + space,
        spaceAfter=(2.0 if kind in ("name", "section") else 0.0) + space,
        backColor=HexColor(f"#{setting.band}") if setting.band else None,
        borderPadding=cast(Any, (4, 6, 4, 6) if setting.band else 0),
        leftIndent=10 if kind == "bullet" else 0,
        bulletIndent=1,
        bulletFontName=style.font,
        bulletFontSize=size,
        bulletColor=HexColor(f"#{colour}"),
    )
