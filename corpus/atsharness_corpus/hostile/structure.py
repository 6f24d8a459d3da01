"""Files whose object graph is deep, endless or a lie: page trees, cross-references, lengths."""

from __future__ import annotations

from atsharness_corpus.hostile.model import HURT, OK, REFUSED, SLOW, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import SENTENCE, packed, page_objects, pdf, stream

DEPTH = 20_000


def million_references() -> bytes:
    """A page tree whose one node names the same page a million times."""
    objects = page_objects(SENTENCE)
    content = {4: objects.pop(4)}
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 10**6)
    return packed(objects, content)


def deep_tree() -> bytes:
    """A page below 20,000 nodes with one child each."""
    objects = page_objects(SENTENCE)
    content = {4: objects.pop(4)}
    for level in range(DEPTH):
        child = 7 + level if level < DEPTH - 1 else 3
        objects[2 if level == 0 else 6 + level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % child
    return packed(objects, content)


def tree_loop() -> bytes:
    """A page tree whose second node has the root among its children."""
    objects = page_objects(SENTENCE)
    objects[2] = b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>"
    objects[6] = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 6 0 R] /Count 2 >>"
    return pdf(objects)


def parent_loop() -> bytes:
    """A page without a MediaBox of its own whose parents are each other's."""
    objects = page_objects(SENTENCE, entries=b"")
    objects[2] = b"<< /Type /Pages /Parent 6 0 R /Kids [3 0 R] /Count 1 >>"
    objects[6] = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"
    return pdf(objects)


def prev_loop() -> bytes:
    """A cross-reference section whose /Prev is itself."""
    plain = pdf(page_objects(SENTENCE))
    start = plain.index(b"xref\n0 ")
    return pdf(page_objects(SENTENCE), trailer=b"/Prev %d" % start)


def length_of_itself() -> bytes:
    """A content stream whose /Length is a reference to that stream."""
    content = b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % SENTENCE
    return pdf(page_objects(content))


def huge_index() -> bytes:
    """A cross-reference stream that declares two billion objects, in fields of two billion bytes."""
    out = bytearray(b"%PDF-1.7\n")
    for number, content in page_objects(SENTENCE).items():
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    entries = b"/Type /XRef /W [2147483647 2147483647 2147483647] /Index [0 2147483647]"
    entries += b" /Size 2147483647 /Root 1 0 R"
    out += b"6 0 obj\n%s\nendobj\n" % stream(bytes(60), entries)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def nested_arrays() -> bytes:
    """An array of 100,000 levels among the page's resources, in an object stream."""
    objects = page_objects(SENTENCE, resources=b"/Properties 6 0 R")
    content = {4: objects.pop(4)}
    objects[6] = b"[" * 100_000 + b"]" * 100_000
    return packed(objects, content)


def nested_dictionaries() -> bytes:
    """A dictionary of 50,000 levels as the page's resources' properties, in an object stream."""
    objects = page_objects(SENTENCE, resources=b"/Properties 6 0 R")
    content = {4: objects.pop(4)}
    objects[6] = b"<</A" * 50_000 + b" null" + b">>" * 50_000
    return packed(objects, content)


def nested_operands() -> bytes:
    """A content stream that starts with an array of 90,000 levels."""
    return pdf(page_objects(b"[" * 90_000 + b"]" * 90_000 + b" pop\n" + SENTENCE))


def count_lie() -> bytes:
    """One page, declared as two billion."""
    objects = page_objects(SENTENCE)
    objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"
    return pdf(objects)


def reference_loop() -> bytes:
    """Two objects that are references to each other, as the page's fonts."""
    objects = page_objects(SENTENCE, more={6: b"7 0 R", 7: b"6 0 R"})
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 6 0 R")
    return pdf(objects)


def form_of_itself() -> bytes:
    """A form that draws itself twice."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >>"
    more = {6: stream(b"/X Do /X Do", entries)}
    return pdf(page_objects(SENTENCE + b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=more))


HOSTILE = (
    Hostile(
        id="page-million-references",
        title="One page, named a million times",
        mechanism="a million pages to read from 15 kB; the limit of pages has to stop it",
        build=million_references,
        document=("unreadable",),
    ),
    Hostile(
        id="page-tree-deep",
        title="A page tree 20,000 nodes deep",
        mechanism="recursion over the page tree",
        build=deep_tree,
        document=("ok", "unreadable"),
        statuses=panel(REFUSED, {"mupdf": OK, "pdfminer": SLOW}),
    ),
    Hostile(
        id="page-tree-loop",
        title="A page tree that contains itself",
        mechanism="endless walk over the pages",
        build=tree_loop,
        document=("ok", "unreadable"),
        statuses=panel(REFUSED, {"pdfminer": OK}),
    ),
    Hostile(
        id="page-parent-loop",
        title="Page tree nodes that are each other's parents",
        mechanism="endless walk upwards for an inherited attribute",
        build=parent_loop,
        statuses=panel(OK, {"mupdf": REFUSED, "pdfminer": REFUSED}),
    ),
    Hostile(
        id="xref-prev-loop",
        title="A cross-reference table that precedes itself",
        mechanism="endless walk over /Prev",
        build=prev_loop,
        statuses=panel(OK, {"pdfminer": REFUSED}),
    ),
    Hostile(
        id="length-self",
        title="A stream whose length is that stream",
        mechanism="recursion: to read the object its length is needed, which is the object",
        build=length_of_itself,
        statuses=panel(OK, {"pdfminer": REFUSED, "pypdf": REFUSED}),
    ),
    Hostile(
        id="xref-huge-index",
        title="A cross-reference stream of two billion entries",
        mechanism="loops and allocation by the declared /W, /Index and /Size",
        build=huge_index,
        document=("ok", "unreadable"),
        statuses=panel(OK, {"pdfminer": HURT, "pypdf": REFUSED}),
    ),
    Hostile(
        id="array-deep",
        title="An array nested 100,000 levels",
        mechanism="recursive descent runs out of stack",
        build=nested_arrays,
        statuses=panel(OK, {"pypdf": REFUSED}),
    ),
    Hostile(
        id="dictionary-deep",
        title="A dictionary nested 50,000 levels",
        mechanism="recursive descent runs out of stack",
        build=nested_dictionaries,
        statuses=panel(OK),
    ),
    Hostile(
        id="operand-deep",
        title="An operand nested 90,000 levels in a content stream",
        mechanism="the parser of content streams is often another one, with another stack",
        build=nested_operands,
        statuses=panel(OK, {"mupdf": REFUSED, "pdfminer": SLOW, "pypdf": REFUSED}),
    ),
    Hostile(
        id="page-count-lie",
        title="One page, declared as two billion",
        mechanism="loops and allocation by the declared /Count",
        build=count_lie,
        document=("ok", "unreadable"),
        statuses=panel(OK, {"mupdf": REFUSED}),
    ),
    Hostile(
        id="reference-loop",
        title="Two references that lead to each other",
        mechanism="endless resolving of a reference",
        build=reference_loop,
        statuses=panel(OK, {"pdfminer": HURT, "pypdf": REFUSED}),
    ),
    Hostile(
        id="form-self",
        title="A form that draws itself twice",
        mechanism="2^depth calls where recursion is cut by depth alone",
        build=form_of_itself,
        statuses=panel(OK, {"pdfium": HURT, "tesseract": HURT}),
    ),
)
