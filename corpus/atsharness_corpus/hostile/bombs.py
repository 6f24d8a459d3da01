"""Files that unfold: kilobytes on disk, gigabytes or billions of operators in the reader."""

from __future__ import annotations

from atsharness_corpus.hostile.model import HURT, OK, READ, REFUSED, SLOW, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import (
    SENTENCE,
    flate,
    flate_stream,
    page_objects,
    pdf,
    repeated,
    stream,
)

MEBIBYTE = 2**20


def nested_forms() -> bytes:
    """Ten Form XObjects, each drawing the next ten times: 10^10 lines of text."""
    more = {}
    for level in range(10):
        inner = b"/X Do " * 10 if level < 9 else SENTENCE
        resources = b"/Font << /F1 5 0 R >> /XObject << /X %d 0 R >>" % (7 + level)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >>" % resources
        more[6 + level] = stream(inner, entries)
    more[16] = stream(SENTENCE, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]")
    return pdf(page_objects(b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=more))


def nested_flate() -> bytes:
    """Flate in Flate in Flate: a content stream of 8 GiB of NUL bytes."""
    layers = flate(flate(repeated(bytes(MEBIBYTE), 8192)))
    return pdf(page_objects(flate_stream(layers, levels=3)))


def spaces() -> bytes:
    """A content stream of 2 GiB of spaces, Flate twice over."""
    return pdf(page_objects(flate_stream(flate(repeated(b" " * MEBIBYTE, 2048)), levels=2)))


def single_flate() -> bytes:
    """The most that one Flate level makes of a small file: 128 MiB of comments."""
    return pdf(page_objects(flate_stream(repeated(b"%" + b" " * (MEBIBYTE - 2) + b"\n", 128))))


def object_stream() -> bytes:
    """The page tree lies behind a gigabyte of spaces in an object stream."""
    objects = page_objects(SENTENCE)
    inner = b"2 0 3 %d " % (len(objects[2]) + 1)
    body = inner + objects[2] + b"\n" + objects[3] + b"\n"
    first = repeated(body + b" " * (MEBIBYTE - len(body)), 1024)
    entries = b"/Type /ObjStm /N 2 /First %d" % len(inner)
    kept = {1: objects[1], 4: objects[4], 5: objects[5], 6: flate_stream(flate(first), entries, levels=2)}
    out = bytearray(b"%PDF-1.7\n")
    rows = {0: (0, 0, 65535), 2: (2, 6, 0), 3: (2, 6, 1)}
    for number, content in kept.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows[7] = (1, len(out), 0)
    table = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + index.to_bytes(2, "big")
        for _, (kind, where, index) in sorted(rows.items())
    )
    start = len(out)
    out += b"7 0 obj\n%s\nendobj\n" % stream(table, b"/Type /XRef /W [1 4 2] /Size 8 /Root 1 0 R")
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def show_operators() -> bytes:
    """A content stream of 64 MiB of ``Tj`` operators: nine million glyphs in one line."""
    unit = b"(A) Tj\n"
    block = unit * (MEBIBYTE // len(unit))
    operators = repeated(block, 64)
    start, end = flate_stream(flate(b"BT /F1 1 Tf 72 700 Td")), flate_stream(flate(b"ET"))
    more = {6: start, 7: flate_stream(operators), 8: end}
    objects = page_objects(SENTENCE, more=more)
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [6 0 R 7 0 R 8 0 R 4 0 R]")
    return pdf(objects)


def graphics_states() -> bytes:
    """Ten million saved graphics states that are never restored."""
    more = {6: flate_stream(repeated(b"q " * 2**17, 80))}
    objects = page_objects(SENTENCE, more=more)
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]")
    return pdf(objects)


def predictor() -> bytes:
    """A Flate predictor with rows of 2 GiB."""
    parameters = b"/DecodeParms << /Predictor 12 /Colors 4 /BitsPerComponent 8 /Columns 2147483647 >>"
    more = {6: flate_stream(flate(b"\2" + SENTENCE), parameters)}
    objects = page_objects(SENTENCE, more=more)
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]")
    return pdf(objects)


def filter_chain() -> bytes:
    """A stream behind 10,000 hexadecimal filters."""
    more = {6: stream(b"20>", b"/Filter [%s]" % (b"/ASCIIHexDecode " * 10_000))}
    objects = page_objects(SENTENCE, more=more)
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]")
    return pdf(objects)


HOSTILE = (
    Hostile(
        id="form-nesting",
        title="Form XObjects ten levels deep, ten uses each",
        mechanism="10^10 text operators from 3 kB; stops every engine that follows forms",
        build=nested_forms,
        statuses=panel(HURT, {"pypdf": SLOW}),
    ),
    Hostile(
        id="flate-nested-8gb",
        title="8 GiB of NUL bytes behind three Flate levels",
        mechanism="memory and time: the size is known only after decoding",
        build=nested_flate,
        statuses=panel(HURT),
    ),
    Hostile(
        id="flate-spaces-2gb",
        title="2 GiB of spaces as content stream",
        mechanism="white space that a tokenizer has to skip byte by byte",
        build=spaces,
        statuses=panel(HURT),
    ),
    Hostile(
        id="flate-single-128mb",
        title="128 MiB of comments behind one Flate level",
        mechanism="within reach of most readers' limits, and slow in Python",
        build=single_flate,
        statuses=panel(READ, {"pdfminer": SLOW, "pypdf": REFUSED}),
    ),
    Hostile(
        id="objstm-1gb",
        title="Page tree in an object stream of 1 GiB",
        mechanism="the stream is needed before a page can be counted; some engines say: no pages",
        build=object_stream,
        document=("ok", "unreadable"),
        statuses=panel(HURT, {"mupdf": OK, "pypdf": REFUSED}),
    ),
    Hostile(
        id="tj-64mb",
        title="64 MiB of text-showing operators",
        mechanism="nine million glyphs in one line: memory, and layout analysis over all of them",
        build=show_operators,
        statuses=panel(HURT, {"mupdf": SLOW}),
    ),
    Hostile(
        id="q-10-million",
        title="Ten million graphics states saved and never restored",
        mechanism="a stack that grows with every two bytes",
        build=graphics_states,
        statuses=panel(HURT, {"mupdf": REFUSED, "pypdf": SLOW}),
    ),
    Hostile(
        id="predictor-columns",
        title="A predictor with rows of 2 GiB",
        mechanism="integer overflow and allocation by a declared number",
        build=predictor,
        statuses=panel(OK, {"pdfminer": SLOW, "pypdf": REFUSED}),
    ),
    Hostile(
        id="filter-chain",
        title="A stream behind 10,000 filters",
        mechanism="one pass, one copy and often one level of recursion for each filter",
        build=filter_chain,
        statuses=panel(OK, {"pypdf": REFUSED}),
    ),
)
