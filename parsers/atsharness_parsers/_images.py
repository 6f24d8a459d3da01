"""Image files (PNG, JPEG, TIFF): their pages as gray bitmaps, and how large they are on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

IMAGES = ("image/jpeg", "image/png", "image/tiff")
FORMATS = ("PNG", "JPEG", "TIFF")

LEAST_DPI, MOST_DPI = 70, 1200
"""Resolutions outside this say nothing: 72 and 96 stand for "unknown", 1 for nothing at all."""
_UNKNOWN = {72, 96}
_PAGE_INCHES = 8.27
"""Width of A4 (ISO 216): what an image of a page is taken for where it does not say its resolution."""
_READABLE_DPI = 150
_ENLARGED_DPI = 200
"""An image coarser than the first is enlarged to the second: Tesseract wants letters of 20 pixels."""


class Frame(NamedTuple):
    """One page of an image file: 8-bit gray, upright, on white. `points` are points per pixel."""

    image: Any
    dpi: int
    points: float


def frames(data: bytes, *, max_pages: int, max_pixels: int) -> Iterator[Frame]:
    """The pages of an image file.

    Args:
        data: the file.
        max_pages: more are left out.
        max_pixels: most pixels of one page.

    Raises:
        ValueError: a page has more pixels, or cannot be decoded.
    """
    from io import BytesIO

    from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError

    # The size is checked here, before anything is decoded; Pillow's own limit would only warn. Other
    # libraries (WeasyPrint) have Pillow fill what a file lacks with gray: that would pass for a page.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        opened = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise ValueError("neither a PDF nor an image that can be read") from error
    with opened as file:
        for number, frame in enumerate(ImageSequence.Iterator(file)):
            if number == max_pages:
                return
            check_size(frame.size, max_pixels)
            try:
                upright = ImageOps.exif_transpose(frame)
                gray = _on_white(upright)
            except (OSError, SyntaxError, ValueError, EOFError) as error:
                raise ValueError(f"page {number + 1} of the image cannot be decoded: {error}") from error
            yield _enlarged(gray, resolution(frame.info.get("dpi"), gray.width), max_pixels)


def check_size(size: tuple[int, int], max_pixels: int) -> None:
    """Refuses an image that would take too much memory.

    Raises:
        ValueError: more than `max_pixels`.
    """
    width, height = size
    if width * height > max_pixels:
        raise ValueError(f"{width:,} x {height:,} pixels, more than {max_pixels:,} (setting max_pixels)")


def _on_white(image: Any) -> Any:
    """8-bit gray; what is transparent is white, as viewers show it on a page."""
    from PIL import Image

    if image.mode == "I;16" or image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in {"LA", "PA", "RGBA", "La", "RGBa"}:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image.convert("L")


def resolution(said: object, width: int) -> float:
    """Dots per inch of an image: what it says, or as if it were as wide as a page.

    Args:
        said: Pillow's ``dpi``: a pair of numbers, or None.
        width: in pixels.
    """
    value: Any = said[0] if isinstance(said, tuple) and said else said
    try:
        dpi = float(value)
    except (TypeError, ValueError):
        dpi = math.nan
    if not LEAST_DPI <= dpi <= MOST_DPI or round(dpi) in _UNKNOWN:
        dpi = width / _PAGE_INCHES
    return min(max(dpi, LEAST_DPI), MOST_DPI)


def _enlarged(image: Any, dpi: float, max_pixels: int) -> Frame:
    from PIL import Image

    factor = 1.0
    if dpi < _READABLE_DPI:
        factor = min(_ENLARGED_DPI / dpi, (max_pixels / (image.width * image.height)) ** 0.5)
    if factor > 1.1:
        size = (int(image.width * factor), int(image.height * factor))
        image = image.resize(size, Image.Resampling.LANCZOS)
        dpi *= factor
    return Frame(image, round(dpi), 72 / dpi)
