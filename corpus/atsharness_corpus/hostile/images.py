"""Pages and images of absurd sizes: what matters to whoever renders them."""

from __future__ import annotations

from atsharness_corpus.hostile.model import CONTAINED, HURT, OK, READ, REFUSED, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import (
    SENTENCE,
    flate,
    flate_stream,
    page_objects,
    pdf,
    repeated,
    stream,
)

DRAW = b"q 400 0 0 400 100 100 cm /X Do Q\n"


def _with_image(image: bytes, content: bytes = SENTENCE + DRAW) -> bytes:
    return pdf(page_objects(content, resources=b"/XObject << /X 6 0 R >>", more={6: image}))


def _entries(width: int, height: int, bits: int = 1) -> bytes:
    return (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent %d"
        % (width, height, bits)
    )


def huge_bitmap() -> bytes:
    """An image of 100,000 x 100,000 pixels in one bit: 1.25 GB, Flate twice over."""
    data = flate(repeated(b"\xaa" * 12_500 * 50, 2_000))
    return _with_image(flate_stream(data, _entries(100_000, 100_000), levels=2))


def huge_jpeg() -> bytes:
    """A JPEG of 8 x 8 pixels that says it has 65,500 x 65,500."""
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (8, 8), 128).save(buffer, "JPEG")
    data = bytearray(buffer.getvalue())
    size = data.index(b"\xff\xc0") + 5  # marker, length (2), precision (1), then height and width
    data[size : size + 4] = (65_500).to_bytes(2, "big") * 2
    return _with_image(stream(bytes(data), _entries(65_500, 65_500, 8) + b" /Filter /DCTDecode"))


def huge_jbig2() -> bytes:
    """A JBIG2 page of four billion by four billion pixels (ISO/IEC 14492, sections 7.2 and 7.4)."""
    size = (0xFFFF_FFF0).to_bytes(4, "big")
    page_information = size * 2 + bytes(8) + b"\0" + b"\0\0"
    region = (
        size * 2 + bytes(8) + b"\0" + b"\0" + bytes((3, 255, 253, 255, 2, 254, 254, 254)) + b"\xff\xac" * 8
    )
    data = b"\0\0\0\0" + b"\x30" + b"\0" + b"\1" + len(page_information).to_bytes(4, "big") + page_information
    data += b"\0\0\0\1" + b"\x26" + b"\0" + b"\1" + len(region).to_bytes(4, "big") + region
    return _with_image(stream(data, _entries(2_000_000_000, 2_000_000_000) + b" /Filter /JBIG2Decode"))


def huge_media_box() -> bytes:
    """A page of 350,000 km a side."""
    return pdf(page_objects(SENTENCE, entries=b"/MediaBox [0 0 1000000000 1000000000]"))


def odd_media_box() -> bytes:
    """A page box out of order and beyond every float, with a user unit and a rotation to match."""
    box = b"/MediaBox [1e38 -1e400 -99999999999999999999 0] /CropBox [5 5 5 5]"
    box += b" /UserUnit 1e30 /Rotate 2147483647"
    return pdf(page_objects(SENTENCE, entries=box))


def dense_pattern() -> bytes:
    """A tiling pattern whose cells are a millionth of a point apart, over the whole page."""
    entries = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep .000001"
    entries += b" /YStep .000001 /Resources << >>"
    content = SENTENCE + b"/Pattern cs /P scn 0 0 612 400 re f\n"
    more = {6: stream(b"0 0 5 5 re f", entries)}
    return pdf(page_objects(content, resources=b"/Pattern << /P 6 0 R >>", more=more))


def mask_of_itself() -> bytes:
    """An image that is its own soft mask, used through a form group that is its own soft mask."""
    image = flate_stream(flate(bytes(64)), _entries(8, 8, 8) + b" /SMask 6 0 R")
    group = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency >>"
    group += b" /Resources << /ExtGState << /G 7 0 R >> /XObject << /X 6 0 R /Y 8 0 R >> >>"
    more = {
        6: image,
        7: b"<< /SMask << /S /Luminosity /G 8 0 R >> >>",
        8: stream(b"/G gs /Y Do " + DRAW, group),
    }
    resources = b"/XObject << /X 6 0 R /Y 8 0 R >> /ExtGState << /G 7 0 R >>"
    return pdf(page_objects(SENTENCE + b"/G gs /Y Do " + DRAW, resources=resources, more=more))


def endless_inline_image() -> bytes:
    """An inline image that never ends."""
    return pdf(
        page_objects(SENTENCE + b"BI /W 9999999 /H 9999999 /BPC 8 /CS /G /F /DCT ID \xff\xd8" + b"\0" * 4096)
    )


HOSTILE = (
    Hostile(
        id="image-100000",
        title="An image of 100,000 x 100,000 pixels",
        mechanism="1.25 GB to decode for a picture that no text depends on",
        build=huge_bitmap,
        statuses=panel(OK, {"tesseract": CONTAINED}),
    ),
    Hostile(
        id="jpeg-absurd",
        title="A JPEG that says 65,500 x 65,500",
        mechanism="allocation by the size in the header",
        build=huge_jpeg,
        statuses=panel(OK),
    ),
    Hostile(
        id="jbig2-absurd",
        title="A JBIG2 image of four billion pixels a side",
        mechanism="allocation by the size in the header, and integer overflow",
        build=huge_jbig2,
        statuses=panel(OK),
    ),
    Hostile(
        id="media-box-1e9",
        title="A page of a billion points a side",
        mechanism="a bitmap of 10^18 pixels and more",
        build=huge_media_box,
        statuses=panel(OK, {"mupdf": READ, "tesseract": REFUSED}),
    ),
    Hostile(
        id="media-box-odd",
        title="A page box out of order and beyond every float",
        mechanism="infinite, negative and empty sizes in the reader's arithmetic",
        build=odd_media_box,
        statuses=panel(OK, {"mupdf": READ, "pdfminer": REFUSED, "pypdf": READ}),
    ),
    Hostile(
        id="pattern-dense",
        title="A tiling pattern a millionth of a point apart",
        mechanism="10^17 cells to paint",
        build=dense_pattern,
        statuses=panel(OK, {"tesseract": HURT}),
    ),
    Hostile(
        id="mask-self",
        title="An image and a group that are their own soft masks",
        mechanism="recursion while rendering",
        build=mask_of_itself,
        statuses=panel(OK, {"tesseract": HURT}),
    ),
    Hostile(
        id="inline-image-endless",
        title="An inline image without an end",
        mechanism="search for the end of the data, past the end of the stream",
        build=endless_inline_image,
        statuses=panel(OK, {"pypdf": REFUSED}),
    ),
)
