"""Cuts the place of a finding out of a page and frames it: for rule_examples.py."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.3
"""Pixels a point: body text of 10 points is 13 pixels high, a page of Letter size 796 wide."""
TALLEST, LOWEST = 110.0, 56.0
"""Most and least of a page's height in one picture, in points: ten lines and five."""
AROUND = 14.0
"""What is shown above and below the frames, in points."""
PADDING, STROKE = 3, 2
"""Between a frame and what it is around, and its width, in pixels."""
COLOURS = 16
"""Text on paper needs no more; a lossless picture of few colours is smaller and sharper than a lossy one."""
LARGEST = 12_000
"""Most bytes of a picture; one with photographs in it is compressed with loss."""
BAD, GOOD, OUTSIDE = "#d11a2a", "#1a7f37", "#c9ced6"
THUMBNAIL = 200
"""Height in pixels of a whole page beside others."""


class View(msgspec.Struct, frozen=True):
    """A window of a page and the frames in it, in points."""

    page: int
    window: Box
    frames: tuple[Box, ...]

    def holds(self, box: Box) -> bool:
        """Whether the top of a box is in the window."""
        return self.window[1] <= box[1] < self.window[3]


def view(page: int, boxes: Sequence[Box], size: tuple[float, float]) -> View:
    """The window, as wide as the page, of the first of some boxes and those near it.

    Args:
        page: from 1.
        boxes: what is to be framed; may lie outside the page, which is then shown too.
        size: the page's width and height.
    """
    first = min(boxes, key=_from_the_top)
    near = blocks([box for box in boxes if box[3] <= first[1] + TALLEST or box[1] < first[3]])
    x0, y0, x1, y1 = around(near)
    above, below = y0 - AROUND, min(y1, y0 + TALLEST) + AROUND
    missing = max(0.0, LOWEST - (below - above)) / 2
    above, below = above - missing, below + missing
    if y0 >= 0:
        above, below = max(above, 0), below - min(above, 0)
    else:
        below = max(below, 2 * LOWEST)
    if y1 <= size[1]:
        above, below = above - max(below - size[1], 0), min(below, size[1])
    left = x0 - AROUND if x0 < 0 else 0
    right = x1 + AROUND if x1 > size[0] else size[0]
    return View(page, (left, above, right, below), tuple(near))


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def blocks(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of words as boxes of paragraphs: those that continue each other on or below a line made one."""
    found: list[Box] = []
    for continues in (_on_the_line, _on_the_next_line):
        boxes, found = found or sorted(boxes, key=_from_the_top), []
        for box in boxes:
            last = next((at for at, other in enumerate(found) if continues(other, box)), None)
            if last is None:
                found.append(box)
            else:
                found[last] = around([found[last], box])
    return found


def _from_the_top(box: Box) -> tuple[float, float]:
    return round(box[1]), box[0]


def _on_the_line(left: Box, right: Box) -> bool:
    """Whether a word's space at most, no gap, lies between two boxes of like height."""
    height, middle = left[3] - left[1], (right[1] + right[3]) / 2
    like = height < 2 * (right[3] - right[1]) < 4 * height
    return like and left[1] <= middle <= left[3] and -height <= right[0] - left[2] <= height


def _on_the_next_line(upper: Box, lower: Box) -> bool:
    """Whether the frames of two boxes would touch, or nearly so."""
    return upper[0] < lower[2] and lower[0] < upper[2] and lower[1] - upper[3] < 2 * PADDING / SCALE


def draw(pdf: bytes, shown: View, colour: str) -> bytes:
    """A WebP picture of a view."""
    from PIL import Image, ImageDraw

    sheet = _page(pdf, shown.page, SCALE)
    x0, y0, x1, y1 = (round(SCALE * value) for value in shown.window)
    cut = Image.new("RGB", (x1 - x0, y1 - y0), OUTSIDE)
    cut.paste(sheet, (-x0, -y0))
    few = cut.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).convert("RGB")
    for number, picture in enumerate((few, cut)):
        pen = ImageDraw.Draw(picture)
        for box in shown.frames:
            left, top, right, bottom = (round(SCALE * value) for value in box)
            # A frame that ends beyond the page is drawn along its edge, one beyond the window is open.
            frame = (
                max(left - x0 - PADDING, 1),
                top - y0 - PADDING if top > 0 else max(top - y0, 1),
                min(right - x0 + PADDING, cut.width - 2),
                bottom - y0 + PADDING,
            )
            pen.rectangle(frame, outline=colour, width=STROKE)
        data = _webp(picture, lossless=number == 0)
        if len(data) <= LARGEST:
            break
    return data


def draw_pages(pdf: bytes, colour: str, *, stored: bool) -> bytes:
    """A WebP picture of all pages side by side, at one scale for every file.

    Args:
        pdf: the file.
        colour: of the frames.
        stored: whether to show the pages as the file holds them, without the turn that viewers give them.
    """
    import pypdfium2
    from PIL import Image, ImageDraw

    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    pages = [_page(pdf, number + 1, THUMBNAIL / 792, stored=stored) for number in range(count)]
    gap = 10
    size = (sum(page.width + gap for page in pages) + gap, max(page.height for page in pages) + 2 * gap)
    sheet = Image.new("RGB", size, "white")
    pen, left = ImageDraw.Draw(sheet), gap
    for page in pages:
        sheet.paste(page, (left, gap))
        pen.rectangle((left - 1, gap - 1, left + page.width, gap + page.height), outline=colour, width=STROKE)
        left += page.width + gap
    return _webp(sheet, lossless=False)


def _page(pdf: bytes, number: int, scale: float, *, stored: bool = False) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        page = document[number - 1]
        if stored:
            page.set_rotation(0)
        picture: Any = page.render(scale=scale).to_pil()
        image: Image = picture.convert("RGB")
        return image


def _webp(picture: Image, *, lossless: bool) -> bytes:
    out = BytesIO()
    picture.save(out, "webp", lossless=lossless, quality=100 if lossless else 60, method=6)
    return out.getvalue()
