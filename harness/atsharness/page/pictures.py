"""Pictures of pages for a report: what a person sees, small enough to be part of one file.

They are made by PDFium, which draws what a browser shows. Runs in a worker, like all work on untrusted
bytes; one page is drawn, written and dropped before the next.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from atsharness.model import Cover, PagePicture, Pictures, ReadOptions, View

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]

DPI = 101
"""9-point text stays readable on a screen."""
MOST_PIXELS = 3_000_000
"""Of one picture; an A4 page has 1.1 million, an A3 page 2.3 million."""
MOST_BYTES = 82_000
"""Of one picture, 110 kB as text: the other half of a page's 200 kB is for its texts and tables."""
ENOUGH_BYTES = 60_000
"""Of one picture: a larger one is written again with fewer colours and more effort, which takes a quarter of
its bytes and 50 ms. One of the committed corpus's 31 dense pages is larger."""
COLOURS: tuple[tuple[int, dict[str, int]], ...] = (
    (12, {"quality": 10, "method": 1}),
    (8, {"quality": 75, "method": 4}),
)
"""Text on a page with a few colours looks as it does with 256, in a third of the bytes. With each number goes
the effort of lossless WebP."""
MOST_ERROR = 2.5
"""Mean difference (of 255) that few colours make: 1.0 to 1.4 on pages without photos, else 2.8 to 5.7."""
QUALITIES = (40, 20, 8)
"""Of lossy WebP, for what few colours spoil or make large (photos, scans): the first that is small enough."""
THUMBNAIL_WIDTH = 168
"""Pixels."""
BLANK: Colour = (232, 232, 232)
"""What is painted over, where nothing is put there instead."""
LEAST_CONTRAST = 120
"""Of 765, by which text differs from its ground at least."""
_POINTS_AN_INCH = 72


def pictures(data: bytes, options: ReadOptions, view: View, covers: Sequence[Cover] = ()) -> Pictures:
    """Draws pages of a file.

    Args:
        data: a PDF or an image.
        options: password, limits.
        view: which pages.
        covers: what the pictures must not show.

    Returns:
        The pictures; a page that cannot be drawn ends the list, with the reason.
    """
    pages: list[PagePicture] = []
    thumbnail: PagePicture | None = None
    reason = None
    try:
        for number, size, image in _drawn(data, options, view):
            shown = _covered(image, size, [cover for cover in covers if cover.page == number])
            if number == 1:
                thumbnail = _thumbnail(shown, size)
            if view.first <= number <= view.last:
                pages.append(_picture(number, size, shown))
    except MemoryError:
        raise
    except Exception as error:  # a broken page makes the engine raise whatever it likes
        reason = f"a page could not be drawn ({' '.join(str(error).split())[:120]})"
    return Pictures(pages=tuple(pages), thumbnail=thumbnail, reason=reason)


def _drawn(data: bytes, options: ReadOptions, view: View) -> Iterator[tuple[int, tuple[float, float], Image]]:
    """Number, size and picture of page 1 and of the pages asked for."""
    if b"%PDF-" in data[:1024]:
        yield from _of_pdf(data, options, view)
    else:
        yield from _of_image(data, view)


def _numbers(view: View, count: int) -> list[int]:
    return sorted({1, *range(max(1, view.first), min(view.last, count) + 1)})


def _of_pdf(
    data: bytes, options: ReadOptions, view: View
) -> Iterator[tuple[int, tuple[float, float], Image]]:
    import pypdfium2

    with pypdfium2.PdfDocument(data, password=options.password) as document:
        document.init_forms()
        for number in _numbers(view, len(document)):
            page = document[number - 1]
            width, height = page.get_size()
            room = min(options.max_pixels, MOST_PIXELS)
            scale = min(DPI / _POINTS_AN_INCH, (room / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True)  # pyright: ignore[reportArgumentType]
            image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
            yield number, (width, height), image


def _of_image(data: bytes, view: View) -> Iterator[tuple[int, tuple[float, float], Image]]:
    from PIL import Image, ImageOps

    from atsharness_parsers._images import FORMATS, resolution

    Image.MAX_IMAGE_PIXELS = None  # the inspection has held it to the limit
    with Image.open(io.BytesIO(data), formats=FORMATS) as file:
        for number in _numbers(view, getattr(file, "n_frames", 1)):
            file.seek(number - 1)
            image = ImageOps.exif_transpose(file).convert("RGB")
            points = _POINTS_AN_INCH / resolution(file.info.get("dpi"), image.width)
            size = (image.width * points, image.height * points)
            scale = min(1.0, (MOST_PIXELS / (image.width * image.height)) ** 0.5)
            image.thumbnail((round(image.width * scale), round(image.height * scale)))
            yield number, size, image


def _covered(image: Image, size: tuple[float, float], covers: Sequence[Cover]) -> Image:
    """The picture with what it must not show painted over, and other text there."""
    if not covers:
        return image
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    across, down = image.width / max(1.0, size[0]), image.height / max(1.0, size[1])
    for cover in covers:
        left, top = max(0, int(cover.box[0] * across) - 1), max(0, int(cover.box[1] * down) - 1)
        right = min(image.width, int(cover.box[2] * across) + 2)
        bottom = min(image.height, int(cover.box[3] * down) + 2)
        if left >= right or top >= bottom:
            continue
        area = (left, top, right, bottom)
        paper, ink = _paper_and_ink(image.crop(area)) if cover.text else (BLANK, BLANK)
        draw.rectangle((left, top, right - 1, bottom - 1), fill=paper)
        if cover.text:
            _write(draw, cover.text, area, ink)
    return image


def _write(draw: ImageDraw, text: str, area: tuple[int, int, int, int], ink: Colour) -> None:
    """Text as large as an area has room for."""
    from PIL import ImageFont

    left, top, right, bottom = area
    size = max(6, round((bottom - top) * 0.72))
    wide = draw.textlength(text, font=ImageFont.load_default(size))
    if wide > right - left:
        size = max(5, int(size * (right - left) / wide))
    draw.text((left + 1, (top + bottom) / 2), text, fill=ink, font=ImageFont.load_default(size), anchor="lm")


def _paper_and_ink(part: Image) -> tuple[Colour, Colour]:
    """The commonest colour of a part, and the one that stands out from it most, else black or white."""
    few = part.quantize(8).convert("RGB").getcolors(part.width * part.height) or []
    colours = [colour for _, colour in sorted(few, key=lambda item: -item[0]) if isinstance(colour, tuple)]
    paper = colours[0] if colours else BLANK

    def contrast(colour: tuple[int, ...]) -> int:
        return sum(abs(a - b) for a, b in zip(colour, paper, strict=True))

    ink = max(colours, key=contrast, default=paper)
    if contrast(ink) < LEAST_CONTRAST:
        ink = (0, 0, 0) if sum(paper) > 3 * 128 else (255, 255, 255)
    return (paper[0], paper[1], paper[2]), (ink[0], ink[1], ink[2])


def _picture(number: int, size: tuple[float, float], image: Image) -> PagePicture:
    from PIL import Image as Images
    from PIL import ImageChops, ImageStat

    data = b""
    for colours, effort in COLOURS:
        octree, plain = Images.Quantize.FASTOCTREE, Images.Dither.NONE
        few = image.quantize(colours, method=octree, dither=plain).convert("RGB")
        if max(ImageStat.Stat(ImageChops.difference(image.reduce(4), few.reduce(4))).mean) > MOST_ERROR:
            break
        data = _written(few, lossless=True, **effort)
        if len(data) <= ENOUGH_BYTES:
            break
    for quality in QUALITIES:
        if data and len(data) <= MOST_BYTES:
            break
        data = _written(image, quality=quality, method=2)
    return PagePicture(
        page=number, width=size[0], height=size[1], pixels=(image.width, image.height), data=data
    )


def _thumbnail(image: Image, size: tuple[float, float]) -> PagePicture:
    height = max(1, min(4 * THUMBNAIL_WIDTH, round(THUMBNAIL_WIDTH * size[1] / max(1.0, size[0]))))
    small = image.resize((THUMBNAIL_WIDTH, height), reducing_gap=2.0)
    return PagePicture(
        page=1,
        width=size[0],
        height=size[1],
        pixels=(THUMBNAIL_WIDTH, height),
        data=_written(small, quality=50, method=2),
    )


def _written(image: Image, **settings: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", **settings)
    return stream.getvalue()
