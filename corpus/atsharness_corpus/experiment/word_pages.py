"""Word files with one thing and without it, by python-docx; LibreOffice makes PDFs of the same files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from atsharness_corpus.arrange import split_before
from atsharness_corpus.experiment import people
from atsharness_corpus.experiment.model import DOCX, Made
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.layouts import libreoffice_table
from atsharness_corpus.model import Arrangement, Block, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import libreoffice

if TYPE_CHECKING:
    from docx.document import Document

STYLE = Style(font=libreoffice.FONTS[0], size=10.0, margin=46.0, gutter=16.0, sidebar=0.33)
_LETTER_WIDTH = 612.0
_DATES = 100.0
"""Width of a cell with dates, in points."""
_OFFICE_FONT = "Carlito"
"""Calibri's twin on Linux."""
_UNUSUAL = ("Lato", "DejaVu Serif", "C059")

Change = Callable[["Document", Arrangement], None]
Write = Callable[["Document", Arrangement, Style, float], None]


def _write(document: Document, arrangement: Arrangement, style: Style, width: float) -> None:
    libreoffice.write(document, arrangement.blocks, style, width)


class Edit(Value, frozen=True, kw_only=True):
    """How a file differs from the plain one."""

    arranged: Callable[[Person], Arrangement] = people.plain
    read: Callable[[Person], Arrangement] | None = None
    """What a person reads, where that is not what is arranged."""
    write: Write = _write
    change: Change = lambda _document, _arrangement: None
    """What is done to the written document."""
    font: str | tuple[str, ...] = ""
    size: float = 0.0
    margin: float = 0.0
    one_page: bool = False
    """Whether the text is made as small as one page of the PDF takes."""


# --- what is done to a document ---------------------------------------------------------------------------


def _columns(document: Document, arrangement: Arrangement, style: Style, width: float) -> None:
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    libreoffice.write(document, arrangement.header, style, width)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns: Any = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "360")
    libreoffice.write(document, arrangement.columns[0], style, (width - 18) / 2)


def _tables(document: Document, arrangement: Arrangement, style: Style, width: float) -> None:
    """Entries with dates as rows of a table, their dates in the first cell."""
    from docx.shared import Pt

    libreoffice.write(document, arrangement.header, style, width)
    for section in split_before(arrangement.columns[0], "section"):
        first, *entries = split_before(section, "title")
        libreoffice.write(document, first, style, width)
        for title, *rest in entries:
            text = (Block(kind="title", text=title.text), *rest)
            if not title.lead:
                libreoffice.write(document, text, style, width)
                continue
            table = document.add_table(rows=1, cols=2)
            table.autofit = False
            parts = ((Block(kind="text", text=title.lead),), text)
            for at, (blocks, wide) in enumerate(zip(parts, (_DATES, width - _DATES), strict=True)):
                cell = table.cell(0, at)
                cell.width = table.columns[at].width = Pt(wide)
                libreoffice.write(cell, blocks, style, wide)
                empty = cell.paragraphs[0]._p
                empty.getparent().remove(empty)


def _in_page_header(document: Document, arrangement: Arrangement, style: Style, width: float) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    lines = people.contact_of(arrangement)
    header.paragraphs[0].text = lines[0].text
    for block in lines[1:]:
        header.add_paragraph(block.text)
    rest = tuple(one for one in arrangement.header if one.kind != "contact")
    _write(document, replace(arrangement, header=rest), style, width)


def _justified(document: Document, _: Arrangement) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for paragraph in document.paragraphs:
        if "\t" not in paragraph.text:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _headings(document: Document, arrangement: Arrangement) -> list[Any]:
    """The runs of the name and of headings."""
    texts = {block.text for block in arrangement.blocks if block.kind in ("name", "section")}
    return [run for one in document.paragraphs if one.text in texts for run in one.runs]


def _small_caps(document: Document, arrangement: Arrangement) -> None:
    for run in _headings(document, arrangement):
        run.font.small_caps = True


def _spaced(document: Document, arrangement: Arrangement) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in _headings(document, arrangement):
        spacing: Any = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), "80")  # twentieths of a point
        run._r.get_or_add_rPr().append(spacing)


def _coloured(document: Document, arrangement: Arrangement) -> None:
    from docx.shared import RGBColor

    titles = {block.text for block in arrangement.blocks if block.kind == "title"}
    for run in _headings(document, arrangement):
        run.font.color.rgb = RGBColor(0xB0, 0x3A, 0x2E)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text in titles:
                run.font.color.rgb = RGBColor(0x11, 0x78, 0x64)


def _black(document: Document, arrangement: Arrangement) -> None:
    from docx.shared import RGBColor

    for run in _headings(document, arrangement):
        run.font.color.rgb = RGBColor(0, 0, 0)


def _arrows(document: Document, _: Arrangement) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "List Bullet":
            paragraph.style = "Normal"
            paragraph.runs[0].text = f"→ {paragraph.runs[0].text}"


def _linked(document: Document, arrangement: Arrangement) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    lines = {block.text: people.items(block) for block in people.contact_of(arrangement)}
    for paragraph in document.paragraphs:
        if paragraph.text not in lines:
            continue
        found = lines[paragraph.text]
        _emptied(paragraph)
        for at, item in enumerate(found):
            if at:
                paragraph.add_run(" | ")
            run = paragraph.add_run(item)
            if target := people.address(item):
                link: Any = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, True))
                run._r.addprevious(link)
                link.append(run._r)


def _emptied(paragraph: Any) -> None:
    """Takes the runs out of a paragraph."""
    paragraph.clear()


_ICONS = ("F08D", "F028", "F02A", "F0FC", "F0FC", "F0FC")
"""Marks of Wingdings: a pin's place is taken by a hand; telephone, envelope, pages."""


def _icons(document: Document, arrangement: Arrangement) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    lines = {block.text: people.items(block) for block in people.contact_of(arrangement)}
    icons = iter(_ICONS)
    for paragraph in document.paragraphs:
        if paragraph.text not in lines:
            continue
        found = lines[paragraph.text]
        _emptied(paragraph)
        for at, item in enumerate(found):
            run = paragraph.add_run(" | " if at else "")
            symbol: Any = OxmlElement("w:sym")
            symbol.set(qn("w:font"), "Wingdings")
            symbol.set(qn("w:char"), next(icons, "F0FC"))
            run._r.append(symbol)
            paragraph.add_run(f" {item}")


def _drop_cap(document: Document, arrangement: Arrangement) -> None:
    from docx.oxml import parse_xml

    text = next(block.text for block in arrangement.blocks if block.kind == "text")
    paragraph = next(one for one in document.paragraphs if one.text == text)
    frame = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pPr><w:keepNext/>'
        '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
        '<w:spacing w:line="500" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:sz w:val="56"/></w:rPr>'
        f"<w:t>{text[0]}</w:t></w:r></w:p>"
    )
    paragraph._p.addprevious(parse_xml(frame))
    paragraph.runs[0].text = text[1:]


_PLAIN = Edit()
EDITS: Mapping[str, tuple[Edit, Edit]] = {
    PLAIN: (_PLAIN, _PLAIN),
    "accents": (_PLAIN, Edit(arranged=people.without_marks)),
    "bullets": (Edit(change=_arrows), _PLAIN),
    "colours": (Edit(change=_coloured), Edit(change=_black)),
    "columns": (Edit(write=_columns), _PLAIN),
    "contact-in-header": (Edit(write=_in_page_header, read=people.contact_first), _PLAIN),
    "drop-cap": (Edit(change=_drop_cap), _PLAIN),
    "icons": (Edit(change=_icons), _PLAIN),
    "justified": (Edit(change=_justified), _PLAIN),
    "layout-table": (
        Edit(write=_tables, arranged=people.dates_first),
        Edit(arranged=people.dates_first),
    ),
    "letter-spaced-headings": (Edit(change=_spaced), _PLAIN),
    "ligatures": (Edit(font=_OFFICE_FONT), Edit(font=f"{_OFFICE_FONT}:-liga")),
    "links": (Edit(change=_linked), _PLAIN),
    "right-dates": (_PLAIN, Edit(arranged=people.dates_below)),
    "small-caps": (Edit(change=_small_caps), _PLAIN),
    "two-pages": (Edit(size=12.0, margin=80.0), Edit(size=8.0, margin=36.0, one_page=True)),
    "unusual-font": (Edit(font=_UNUSUAL), _PLAIN),
}
"""By thing: the file with it and without it."""
PLAIN_EDIT = _PLAIN
STACKED = Edit(arranged=people.stacked, size=9.0)
PDF_ALONE = frozenset({"two-pages"})
"""What a Word file has no notion of."""


def word_file(edit: Edit, person: Person, style: Style) -> bytes:
    """Writes one file."""
    arrangement = edit.arranged(person)
    name = person.basics.name
    document = libreoffice.new_document(style, f"{name} - Résumé", name)
    edit.write(document, arrangement, style, _LETTER_WIDTH - 2 * style.margin)
    edit.change(document, arrangement)
    return libreoffice.docx_bytes(document)


def beside(person: Person, style: Style) -> bytes:
    """Contact data and skills in a narrow cell beside the rest."""
    return libreoffice_table.docx_file(people.two_columns(person), style, person.basics.name)


def printed(typesetter: str, edit: Edit, person: Person, seed: int) -> Made:
    """Writes a file, or has LibreOffice make a PDF of it.

    Raises:
        DoesNotFitError: the text needs more than the one page that it is to have.
    """
    style = _style(edit, seed)
    text = plain_text((edit.read or edit.arranged)(person))
    if typesetter == DOCX:
        return Made(data=word_file(edit, person, style), text=text, suffix=".docx")

    def print_page(style: Style) -> bytes:
        return libreoffice.convert(word_file(edit, person, style))

    pdf = fitted(print_page, style) if edit.one_page else print_page(style)
    return Made(data=pdf, text=text)


def sidebar(typesetter: str, person: Person, seed: int) -> Made:
    """The sidebar page, a table of one row and two cells, on one page.

    Raises:
        DoesNotFitError: the text needs more than one page.
    """
    text = plain_text(people.two_columns(person))
    style = replace(_style(_PLAIN, seed), size=9.0)
    if typesetter == DOCX:
        return Made(data=beside(person, style), text=text, suffix=".docx")
    pdf = fitted(lambda style: libreoffice.convert(beside(person, style)), style)
    return Made(data=pdf, text=text)


def _style(edit: Edit, seed: int) -> Style:
    style = drawn(STYLE, seed, libreoffice.FONTS)
    font = edit.font if isinstance(edit.font, str) else edit.font[seed % len(edit.font)]
    return replace(
        style,
        font=font or style.font,
        size=edit.size or style.size,
        margin=edit.margin or style.margin,
    )
