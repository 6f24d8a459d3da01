"""Room for pictures on a printed page, what is drawn there, and links: edits of any typesetter's file.

Room is printed as lines of text in the mark's colour, whose place is known; they are then taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus.faults._picture import image_object
from atsharness_corpus.faults._sheet import is_mark, marked_lines
from atsharness_corpus.model import Block

ROOM = "mmmm"
"""Text of a line that only holds room."""
_SHOWING = {"Tj", "TJ", "'", '"'}
_FILL = {"rg", "sc", "scn", "g", "k"}


def room(lines: int) -> tuple[Block, ...]:
    """Lines to be printed in the mark's colour where something else is to stand."""
    return (Block(kind="text", text=ROOM),) * lines


def contact_apart(blocks: Iterable[Block], lines: Sequence[str]) -> list[Block]:
    """The blocks with other lines of contact data, each a block, in the place of those they have."""
    blocks = list(blocks)
    at = next(number for number, block in enumerate(blocks) if block.kind == "contact")
    rest = [block for block in blocks[at:] if block.kind != "contact"]
    return [*blocks[:at], *(Block(kind="contact", text=text) for text in lines), *rest]


def without_marked_text(document: Any) -> None:
    """Takes everything printed in the mark's colour out of an open document; the rest stays where it is."""
    import pikepdf

    for page in document.pages:
        steps: list[Any] = []
        marked, kept = False, []
        for step in pikepdf.parse_content_stream(page):
            name = str(step.operator)
            if name == "q":
                kept.append(marked)
            elif name == "Q" and kept:
                marked = kept.pop()
            elif name in _FILL:
                marked = is_mark(step)
            if marked and name in _SHOWING:
                if name in ("'", '"'):
                    steps.append(([], pikepdf.Operator("T*")))
                continue
            steps.append(step)
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def marked_bands(pdf: bytes) -> tuple[tuple[int, Box], ...]:
    """Page from 1 and the box around all marked text, for every page that has some."""
    found: dict[int, Box] = {}
    for number, box, _ in marked_lines(pdf):
        found[number] = union((found[number], box)) if number in found else box
    return tuple(found.items())


def rounded(box: tuple[float, ...]) -> Box:
    """A box to hundredths of a point, as labels have it."""
    x0, y0, x1, y1 = (round(value, 2) for value in box)
    return x0, y0, x1, y1


def draw(document: Any, page: int, operators: str, *, under: bool = False) -> None:
    """Draws on a page (from 0), in points from its lower left, over or under what is there."""
    target = document.pages[page]
    drawn = f"q\n{operators}\nQ\n".encode("ascii")
    if under:
        target.contents_add(drawn, prepend=True)
    else:
        # Not every program ends its page in the state that it began with.
        target.contents_add(b"q\n", prepend=True)
        target.contents_add(b"\nQ\n" + drawn)


def put_picture(document: Any, page: int, jpeg: bytes, box: Box, *, under: bool = False) -> None:
    """Puts a JPEG on a page (from 0) at a box in points from the top left."""
    import pikepdf

    image = image_object(document, jpeg)
    target = document.pages[page]
    number = len(target.get("/Resources", {}).get("/XObject", {})) + 1
    name = target.add_resource(image, pikepdf.Name.XObject, pikepdf.Name(f"/Picture{number}"))
    x0, y0, x1, y1 = box
    bottom = float(target.mediabox[3]) - y1
    draw(
        document,
        page,
        f"{x1 - x0:.3f} 0 0 {y1 - y0:.3f} {x0:.3f} {bottom:.3f} cm {name} Do",
        under=under,
    )


def put_links(document: Any, page: int, links: Iterable[tuple[Box, str]]) -> None:
    """Makes boxes of a page (from 0) links to addresses, as office programs and Typst write them."""
    import pikepdf

    target = document.pages[page]
    height = float(target.mediabox[3])
    if "/Annots" not in target:
        target.Annots = pikepdf.Array()
    for (x0, y0, x1, y1), address in links:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[round(value, 2) for value in (x0, height - y1, x1, height - y0)],
            Border=[0, 0, 0],
            F=4,
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address)),
        )
        target.Annots.append(document.make_indirect(link))


def words_at(pdf: bytes, page: int, box: Box) -> tuple[tuple[Box, str], ...]:
    """Words whose middle is in a box of a page (from 1), with their boxes."""
    import pymupdf

    opened: Any = pymupdf.open
    found = []
    with opened(stream=pdf, filetype="pdf") as document:
        for x0, y0, x1, y1, word, *_ in document[page - 1].get_text("words"):
            if box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (y0 + y1) / 2 <= box[3]:
                found.append((rounded((x0, y0, x1, y1)), word))
    return tuple(found)


def jpeg_of(picture: Any, quality: int = 88) -> bytes:
    """A Pillow picture as JPEG."""
    out = BytesIO()
    picture.save(out, format="JPEG", quality=quality)
    return out.getvalue()


def shot(pdf: bytes, page: int, box: Box, dpi: int) -> bytes:
    """A box of a page (from 1) as it looks, as JPEG: what a screenshot of it is."""
    import pypdfium2

    scale = dpi / 72
    document: Any
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        picture = document[page - 1].render(scale=scale).to_pil().convert("RGB")
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    return jpeg_of(picture.crop((x0, y0, x1, y1)))
