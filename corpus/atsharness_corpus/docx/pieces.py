"""Pieces of WordprocessingML that résumés are made with: boxes, controls, changes, tabs."""

from __future__ import annotations

from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from atsharness_corpus.docx.writer import run

Stored = Literal["twice", "new", "old"]


def box(*content: str, stored: Stored = "twice") -> str:
    """A run with a text box around paragraphs: stored twice, as Word does, or for new or old programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = (
        '<w:drawing><wp:anchor behindDoc="0"><wp:extent cx="1800000" cy="900000"/>'
        '<wp:docPr id="1" name="Box 1"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape id="s1"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
    if stored == "old":
        return f"<w:r>{old}</w:r>"
    fallback = f"<mc:Fallback>{old}</mc:Fallback>" if stored == "twice" else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>{fallback}'
        "</mc:AlternateContent></w:r>"
    )


def control(*content: str, properties: str = "") -> str:
    """A content control around paragraphs, runs, rows or cells."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def link(number: str, text: str) -> str:
    """A link to the relationship of this id."""
    return f'<w:hyperlink r:id="{number}">{run(text)}</w:hyperlink>'


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="A" w:date="2026-01-15T00:00:00Z">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    gone = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="A" w:date="2026-01-15T00:00:00Z">{gone}</w:del>'


def field(text: str, code: str = "MERGEFIELD Note") -> str:
    """A simple field with its text."""
    return f'<w:fldSimple w:instr=" {code} ">{run(text)}</w:fldSimple>'


def coded_field(text: str, code: str = "MERGEFIELD Note") -> str:
    """A field whose code is an element of its own."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def equation(text: str) -> str:
    """An equation with a text."""
    return f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>"


def picture(about: str) -> str:
    """A picture with a description, and no image behind it."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture" descr={quoteattr(about)}/><a:graphic>'
        f'<a:graphicData uri="{uri}"><pic:pic xmlns:pic="{uri}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


TAB = "<w:r><w:tab/></w:r>"
POSITIONED_TAB = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
BREAK = "<w:r><w:br/></w:r>"
RETURN = "<w:r><w:cr/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
HYPHEN = "<w:r><w:noBreakHyphen/></w:r>"
COMMENTED = '<w:r><w:commentReference w:id="1"/></w:r>'
EMBEDDED = '<w:altChunk r:id="rId99"/>'
"""A document embedded as a part that is not there."""
TELEPHONE = '<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>'
HIDDEN = "<w:vanish/>"
WHITE = '<w:color w:val="FFFFFF"/>'
DROP_CAP = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
FRAME = '<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:x="1" w:y="1"/>'
PLACEHOLDER = "<w:showingPlcHdr/>"
COLUMNS = '<w:cols w:num="2" w:space="400"/>'
DATES_TAB = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
