"""Headings as vector outlines: Typst's own SVG of the page has them, and Typst draws it under the text."""

from __future__ import annotations

import random
import re
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults._sheet import MARK, Sheet, body, preamble
from atsharness_corpus.typesetters import typst


def in_accent(sheet: Sheet, alpha: str = "") -> Sheet:
    """The sheet with its name and headings in the mark's colour."""
    return replace(sheet, style=replace(sheet.style, accent=MARK + alpha))


def print_over_outlines(sheet: Sheet, alpha: str = "") -> bytes:
    """Prints a page whose name and headings stand twice: as outlines, and over them as marked text.

    Args:
        sheet: whose accent colour the outlines have.
        alpha: two hexadecimal digits of the marked text's opacity; opaque unless given.
    """
    import typst as compiler

    source = body(sheet.blocks)
    first = f"{preamble(in_accent(sheet))}\n{source}"
    made: Any = compiler.compile(first.encode(), format="svg", ignore_system_fonts=True)
    pages = made if isinstance(made, list) else [made]
    outlines = ", ".join(typst.quoted(_marked_only(page.decode(), sheet.style.accent)) for page in pages)
    under = (
        f"#let outlines = ({outlines},)\n"
        "#set page(background: context image(bytes(outlines.at(here().page() - 1)), "
        'format: "svg", width: 100%, height: 100%))\n'
    )
    return typst.compile_pdf(f"{preamble(in_accent(sheet, alpha))}\n{under}{source}", tags=False)


def _marked_only(svg: str, colour: str) -> str:
    """Drops the page's ground and every glyph and line but the marked glyphs, which get their colour."""
    svg = re.sub(r'<path fill="#ffffff"[^>]*/>', "", svg, count=1)
    svg = re.sub(rf'<use (?![^>]*fill="#{MARK}")[^>]*/>', "", svg)
    svg = re.sub(r'<path(?=[^>]*stroke="#)[^>]*/>', "", svg)
    return svg.replace(f"#{MARK}", f"#{colour}")


def icon_row(rng: random.Random) -> str:
    """A row of small vector shapes below the header, as templates decorate it."""
    count, side = rng.randint(5, 9), round(rng.uniform(4, 8), 1)
    shape = rng.choice(
        (
            f"circle(radius: {side / 2}pt, fill: accent)",
            f"rect(width: {side}pt, height: {side}pt, fill: accent)",
            f"polygon.regular(fill: accent, size: {side}pt, vertices: 5)",
        )
    )
    gap = round(side * rng.uniform(0.6, 1.2), 1)
    return f"#block(stack(dir: ltr, spacing: {gap}pt, ..({shape},) * {count}))"
