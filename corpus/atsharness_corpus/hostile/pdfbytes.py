"""PDFs written byte by byte, and Flate streams that need not be held in memory to be made.

No PDF library writes what a hostile file needs: they all refuse to be wrong.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

ADLER_MODULUS = 65521
"""RFC 1950, section 8.2."""

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding %s >>"


def flate(data: bytes) -> bytes:
    """A zlib stream of the data."""
    return zlib.compress(data, 9)


def repeated(chunk: bytes, times: int) -> bytes:
    """The zlib stream of ``chunk * times``, in time and memory of the compressed size.

    The chunk is compressed once, ended on a byte boundary with an empty window (``Z_FULL_FLUSH``), so that
    its compressed form may be repeated too. The checksum follows from the chunk's: Adler-32 is two sums
    (RFC 1950), linear and quadratic in the number of repetitions.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum, size = zlib.adler32(chunk), len(chunk)
    low, high = (checksum & 0xFFFF) - 1, (checksum >> 16) - size
    first = (1 + times * low) % ADLER_MODULUS
    second = (times * (size + high) + low * size * (times * (times - 1) // 2)) % ADLER_MODULUS
    # 78 DA: deflate, 32 kB window, best compression; 03 00: an empty last block.
    return b"\x78\xda" + block * times + b"\x03\x00" + (second << 16 | first).to_bytes(4, "big")


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream object; `entries` are added to its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def flate_stream(compressed: bytes, entries: bytes = b"", levels: int = 1) -> bytes:
    """A stream of data that is compressed already, `levels` times over."""
    return stream(compressed, b"/Filter [%s] %s" % (b"/FlateDecode " * levels, entries))


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; object 1 is the catalog. Numbers without an object are free."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets: dict[int, int] = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    count = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        if number in offsets:
            out += b"%010d 00000 n \n" % offsets[number]
        else:
            out += b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    return bytes(out)


def packed(objects: Mapping[int, bytes], streams: Mapping[int, bytes]) -> bytes:
    """A PDF whose plain objects lie in one compressed object stream; object 1 is the catalog."""
    numbers = sorted(objects)
    head, body = bytearray(), bytearray()
    for number in numbers:
        head += b"%d %d " % (number, len(body))
        body += objects[number] + b"\n"
    holder = max((*objects, *streams)) + 1
    entries = b"/Type /ObjStm /N %d /First %d" % (len(numbers), len(head))
    table = {number: (2, holder, index) for index, number in enumerate(numbers)}
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, content in {**streams, holder: flate_stream(flate(bytes(head + body)), entries)}.items():
        table[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    table[holder + 1] = (1, start, 0)
    rows = bytearray(7)
    for number in range(1, holder + 2):
        kind, where, index = table.get(number, (0, 0, 0))
        rows += bytes([kind]) + where.to_bytes(4, "big") + index.to_bytes(2, "big")
    entries = b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R" % (holder + 2)
    out += b"%d 0 obj\n%s\nendobj\n" % (holder + 1, flate_stream(flate(bytes(rows)), entries))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def page_objects(
    content: bytes,
    *,
    entries: bytes = b"/MediaBox [0 0 612 792]",
    font: bytes = b"",
    resources: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a file with one page in Helvetica (``/F1``); numbers from 6 are free for `more`.

    Args:
        content: the content stream, or a whole stream object where it ends with ``endstream``.
        entries: of the page's dictionary.
        font: added to the font's dictionary.
        resources: added to the page's resources.
        more: further objects; they replace those of the same number.
    """
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
        % (entries, resources),
        4: content if content.endswith(b"endstream") else stream(content),
        5: FONT % font,
        **(more or {}),
    }


def line(text: bytes, x: float = 72, y: float = 700, size: float = 12) -> bytes:
    """Operators that show one line of text in ``/F1``; the text's parentheses must be escaped."""
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, text)


SENTENCE = line(b"Jane Example, engineer, wrote this line for people to read.")
"""A page's honest text: what a path that gets past the trap returns."""
