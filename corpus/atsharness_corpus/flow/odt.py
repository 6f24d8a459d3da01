"""A résumé as ODT: headings, paragraphs and lists, as LibreOffice writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from atsharness_corpus.docx.resume import blocks
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
_LINKS = ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_TIME = (2026, 1, 15, 12, 0, 0)
_TEXT_STYLES = (
    ("Bold", 'fo:font-weight="bold"'),
    ("Hidden", 'text:display="none"'),
    ("White", 'fo:color="#ffffff"'),
)
_PARAGRAPH_STYLES = (("Name", "20pt"), ("Heading_20_1", "14pt"))
_STYLES = "".join(
    (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt"/>'
        "</style:default-style>",
        '<style:style style:name="Standard" style:family="paragraph"/>',
        *(
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f'<style:text-properties fo:font-size="{size}" fo:font-weight="bold"/></style:style>'
            for name, size in _PARAGRAPH_STYLES
        ),
        *(
            f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/>'
            "</style:style>"
            for name, said in _TEXT_STYLES
        ),
    )
)


def paragraph(content: str, style: str = "Standard") -> str:
    """A paragraph of markup."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(text: str, style: str) -> str:
    """Text in a style."""
    return f'<text:span text:style-name="{style}">{escape(text)}</text:span>'


def text_box(*content: str) -> str:
    """A frame with paragraphs, to stand in one."""
    return (
        '<draw:frame draw:name="Frame1" text:anchor-type="paragraph" svg:width="6cm"><draw:text-box '
        f'fo:min-height="2cm">{"".join(content)}</draw:text-box></draw:frame>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells hold markup."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="Table1">{columns}{cells}</table:table>'


def printed(block: Block) -> str:
    """A block as a heading, a paragraph or an item of a list."""
    lead = span(f"{block.lead} ", "Bold") if block.lead else ""
    content = lead + escape(block.text + (f" | {block.right}" if block.right else ""))
    if block.kind == "section":
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{content}</text:h>'
    if block.kind == "bullet":
        return f"<text:list><text:list-item>{paragraph(content)}</text:list-item></text:list>"
    return paragraph(content, "Name" if block.kind == "name" else "Standard")


def document(content: Iterable[str], *, header: str = "", title: str = "") -> bytes:
    """A whole file.

    Args:
        content: markup of the body.
        header: markup of the page's header.
        title: of the document.
    """
    shown = f"<style:header>{header}</style:header>" if header else ""
    styles = (
        f"<office:styles>{_STYLES}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="pm1"/></office:automatic-styles><office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="pm1">{shown}</style:master-page>'
        "</office:master-styles>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("/", _MIMETYPE),
            *((f"{one}.xml", "text/xml") for one in ("content", "styles", "meta")),
        )
    )
    parts = {
        "mimetype": _MIMETYPE,
        "content.xml": _root(
            "content", f"<office:body><office:text>{''.join(content)}</office:text></office:body>"
        ),
        "styles.xml": _root("styles", styles),
        "meta.xml": _root("meta", f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta>"),
        "META-INF/manifest.xml": f"<manifest:manifest{_NAMES}>{entries}</manifest:manifest>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


def _root(kind: str, content: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-{kind}{_NAMES}{_LINKS} office:version="1.3">{content}</office:document-{kind}>'
    )


def clean(person: Person) -> bytes:
    """A résumé of headings, paragraphs and lists alone."""
    return document(map(printed, blocks(person)), title=f"{person.basics.name} – Résumé")
