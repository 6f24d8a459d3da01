"""PDFs written byte by byte, for tests that need a file to be exactly so."""

from __future__ import annotations


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects with a correct cross-reference table."""
    out = b"%PDF-1.4\n"
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    count = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 n \n" % offsets[number]
    return out + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, root, start)


def stream(content: bytes) -> bytes:
    """A stream object's body."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def page(content: bytes, *, font: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    """One page in Helvetica (`/F1`) that draws `content`; `font` adds to the font's dictionary."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(content),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica " + font + b" >>",
            **(more or {}),
        }
    )


def text_page(text: str) -> bytes:
    """One page with one line of ASCII text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return page(b"BT /F1 12 Tf 72 700 Td (" + escaped.encode("ascii") + b") Tj ET")


def endless_map() -> bytes:
    """792 bytes or so that stop pdfminer: a ToUnicode range over all 32-bit codes (1.3 GB, then a hang)."""
    cmap = b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    cmap += b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    content = b"BT /F1 12 Tf 72 700 Td (Jane Example) Tj ET"
    return page(content, font=b"/ToUnicode 6 0 R", more={6: stream(cmap)})
