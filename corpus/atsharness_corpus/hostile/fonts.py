"""Fonts whose maps are endless, huge, recursive, or lead out of Unicode or out of the file."""

from __future__ import annotations

from atsharness_corpus.hostile.model import HURT, OK, READ, REFUSED, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import SENTENCE, line, page_objects, pdf, stream


def cmap(body: bytes) -> bytes:
    """A ToUnicode CMap as a stream object."""
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    return stream(head + body + b"\nendcmap end end\n")


ONE_BYTE = b"1 begincodespacerange <00> <ff> endcodespacerange\n"


def endless_range() -> bytes:
    """A ToUnicode range over all 32-bit codes."""
    body = b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    body += b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    return pdf(page_objects(SENTENCE, font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


def lone_surrogates() -> bytes:
    """Letters that ToUnicode maps to halves of UTF-16 pairs."""
    pairs = b"2 beginbfchar <4a> <d800> <45> <dfff> endbfchar\n"
    body = ONE_BYTE + b"1 beginbfrange <20> <7e> <0020> endbfrange\n" + pairs
    return pdf(page_objects(SENTENCE, font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


def cmap_of_itself() -> bytes:
    """A ToUnicode CMap that uses itself."""
    body = ONE_BYTE + b"/X usecmap\n1 beginbfrange <20> <7e> <0020> endbfrange"
    own = cmap(body).replace(b"<< /Length", b"<< /UseCMap 6 0 R /Length", 1)
    return pdf(page_objects(SENTENCE, font=b"/ToUnicode 6 0 R", more={6: own}))


def _composite(entries: bytes, encoding: bytes = b"/Identity-H") -> bytes:
    codes = b"".join(b"%04x" % char for char in b"Jane Example")
    content = b"BT /F1 12 Tf 72 700 Td <%s> Tj ET" % codes
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /FontDescriptor 7 0 R"
    descendant += (
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> %s >>" % entries
    )
    body = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    body += b"1 beginbfrange <0020> <007e> <0020> endbfrange"
    more = {
        5: b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding %s /DescendantFonts [6 0 R]"
        b" /ToUnicode 8 0 R >>" % encoding,
        6: descendant,
        7: b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        8: cmap(body),
    }
    return pdf(page_objects(content, more=more))


def huge_widths() -> bytes:
    """A composite font that gives two billion glyphs their width in one range."""
    return _composite(b"/W [0 2147483647 500] /W2 [0 2147483647 500 500 500]")


def outside_cmap() -> bytes:
    """An encoding whose name is a path: pdfminer unpickled such files (CVE-2025-64512)."""
    return _composite(b"", b"/..#2F..#2F..#2F..#2F..#2Ftmp#2Fats-canary")


def type3_of_itself() -> bytes:
    """A Type 3 font whose glyphs are set in that font."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0]"
    font += b" /FirstChar 65 /LastChar 65 /Widths [1000] /Encoding << /Differences [65 /A] >>"
    font += b" /CharProcs << /A 7 0 R >> /Resources << /Font << /F2 6 0 R >> >> >>"
    glyph = stream(b"1000 0 d0 BT /F2 900 Tf (AAAAAAAAAA) Tj ET 0 0 500 500 re f")
    content = SENTENCE + b"BT /F2 20 Tf 72 600 Td (AAAAAAAAAA) Tj ET"
    objects = page_objects(content, more={6: font, 7: glyph})
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    return pdf(objects)


def combining_flood() -> bytes:
    """One letter with 60,000 combining marks, by ToUnicode: normalising them is quadratic."""
    marks = b"0316" + b"0301" * 100
    body = ONE_BYTE + b"2 beginbfchar <41> <0041> <42> <%s> endbfchar" % marks
    content = line(b"A" + b"B" * 600, size=1)
    return pdf(page_objects(content, font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


HOSTILE = (
    Hostile(
        id="tounicode-endless",
        title="A ToUnicode range over four billion codes",
        mechanism="1.3 GB and then a hang in pdfminer, from under 1 kB",
        build=endless_range,
        statuses=panel(OK, {"pdfminer": HURT, "pypdf": REFUSED}),
    ),
    Hostile(
        id="tounicode-surrogates",
        title="Letters mapped to lone surrogates",
        mechanism="text that is not valid Unicode: JSON and terminals cannot carry it",
        build=lone_surrogates,
        statuses=panel(OK),
    ),
    Hostile(
        id="tounicode-self",
        title="A ToUnicode map that uses itself",
        mechanism="recursion over /UseCMap",
        build=cmap_of_itself,
        statuses=panel(OK),
    ),
    Hostile(
        id="font-widths-huge",
        title="Widths for two billion glyphs",
        mechanism="a range of widths written out into a table",
        build=huge_widths,
        statuses=panel(OK, {"pdfminer": HURT, "pypdf": REFUSED}),
    ),
    Hostile(
        id="font-cmap-path",
        title="An encoding whose name is a path",
        mechanism="reading (and unpickling) a file outside the document",
        build=outside_cmap,
        statuses=panel(OK, {"pdfminer": READ}),
    ),
    Hostile(
        id="type3-self",
        title="A Type 3 font set in itself",
        mechanism="10^depth glyphs where recursion is cut by depth alone",
        build=type3_of_itself,
        statuses=panel(OK),
    ),
    Hostile(
        id="combining-flood",
        title="One letter with 60,000 combining marks",
        mechanism="canonical ordering is quadratic in the run of marks",
        build=combining_flood,
        statuses=panel(OK, {"tesseract": READ}),
    ),
)
