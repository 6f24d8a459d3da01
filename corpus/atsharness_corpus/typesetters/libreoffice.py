"""LibreOffice: a DOCX that python-docx writes, converted to PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atsharness_corpus.model import Block, Kind, Style, Typesetter
from atsharness_corpus.typesetters import programs, trial

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

PROGRAMS = ("soffice", "libreoffice")
INSTALL = "apt install libreoffice-writer-nogui"
FONTS = ("Liberation Sans", "Liberation Serif")
"""What Arial and Times New Roman become on a Debian machine."""

_SIZES: dict[Kind, float] = {"name": 2.0, "label": 1.15, "section": 1.15}
"""Text size of each kind, as a multiple of the body's."""
_SPACE_BEFORE: dict[Kind, float] = {"section": 7.0, "title": 4.0}


def _probe() -> str:
    trial.package("python-docx", "docx", "pip install python-docx")
    version = programs.version_of(PROGRAMS, INSTALL)
    trial.prints("libreoffice", _trial_page, INSTALL)
    return version


def _trial_page() -> bytes:
    document = new_document(Style(font=FONTS[0], size=10), trial.WORD, trial.WORD)
    document.add_paragraph(trial.WORD)
    return convert(docx_bytes(document))


TYPESETTER = Typesetter(id="libreoffice", probe=_probe)


def new_document(style: Style, title: str, author: str) -> Document:
    """An empty US Letter document with the style's font, size and margins, at a fixed date."""
    from datetime import datetime

    import docx
    from docx.shared import Inches, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Pt(style.margin)
    section.top_margin = section.bottom_margin = Pt(style.margin)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = style.font, Pt(style.size)
    properties = document.core_properties
    properties.title, properties.author = title, author
    properties.created = properties.modified = datetime(2026, 1, 15)
    return document


def write(target: Document | _Cell, blocks: Iterable[Block], style: Style, width: float) -> None:
    """Appends blocks as paragraphs. `width`, in points, is where a right part ends."""
    for block in blocks:
        mark = "List Bullet" if block.kind == "bullet" else "Normal"
        _fill(target.add_paragraph(style=mark), block, style, width)


def _fill(paragraph: Paragraph, block: Block, style: Style, width: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt, RGBColor

    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(_SPACE_BEFORE.get(block.kind, 0)), Pt(1)
    layout.line_spacing = 1.0
    layout.keep_with_next = block.kind in ("section", "title", "meta")
    if block.kind == "bullet":
        layout.left_indent, layout.first_line_indent = Pt(12), Pt(-12)
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
    run = paragraph.add_run(block.text)
    run.bold = block.kind in ("name", "section", "title")
    run.italic = block.kind == "meta"
    run.font.size = Pt(style.size * _SIZES.get(block.kind, 1.0))
    if block.kind in ("name", "section"):
        run.font.color.rgb = RGBColor.from_string(style.accent)
    if block.right:
        layout.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"\t{block.right}")


def docx_bytes(document: Document) -> bytes:
    """The document as a DOCX file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def convert(docx_file: bytes) -> bytes:
    """Converts a DOCX file to PDF in a profile of its own."""
    program = programs.find(PROGRAMS, INSTALL)
    with tempfile.TemporaryDirectory(prefix="ats-corpus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.docx").write_bytes(docx_file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "page.docx"]
        return programs.run(command, folder, "page.pdf")
