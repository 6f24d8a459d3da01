"""The sidebar page as a borderless layout table in a word processor."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_two_column import arranged
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import libreoffice

STYLE = Style(font=libreoffice.FONTS[0], size=9.0, margin=40.0, gutter=16.0, sidebar=0.33)
_LETTER_WIDTH = 612.0
_CELL_PADDING = 10.8
"""Word's default left and right cell margins together, in points."""


def docx_file(arrangement: Arrangement, style: Style, author: str) -> bytes:
    """Header paragraphs, then a table of one row and two cells."""
    from docx.shared import Pt

    document = libreoffice.new_document(style, f"{author} - Résumé", author)
    body = _LETTER_WIDTH - 2 * style.margin
    libreoffice.write(document, arrangement.header, style, body)
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    widths = (body * style.sidebar, body * (1 - style.sidebar))
    for index, (column, width) in enumerate(zip(arrangement.columns, widths, strict=True)):
        cell = table.cell(0, index)
        cell.width = table.columns[index].width = Pt(width)
        libreoffice.write(cell, column, style, width - _CELL_PADDING)
        empty = cell.paragraphs[0]._p
        empty.getparent().remove(empty)
    return libreoffice.docx_bytes(document)


def build(person: Person, seed: int) -> Built:
    """Converts one page."""
    arrangement = arranged(person)

    def print_page(style: Style) -> bytes:
        return libreoffice.convert(docx_file(arrangement, style, person.basics.name))

    return Built(pdf=fitted(print_page, drawn(STYLE, seed, libreoffice.FONTS)), arrangement=arrangement)


LAYOUT = Layout(
    id="libreoffice/table",
    title="Sidebar and experience in a layout table",
    typesetter=libreoffice.TYPESETTER,
    build=build,
    faults=("sidebar", "symbol-bullets"),
)
