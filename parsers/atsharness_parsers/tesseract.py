"""Tesseract on the page as it looks: rendered by PDFium in gray at 150 dpi, read through pytesseract.

Image files are read at their own resolution. A document that is not in English is read with the data of its
own language where that is installed; where it is not, the row says so and accents count as equal.

Who runs it: services that take scans; OCR is also the usual second try after an empty text layer.

What it breaks on: single letters and punctuation (rules, bullets and icons become letters), light gray
text, small print, and languages that it has no data for. It sees no hidden text and does not depend
on the text layer, so it represents what a person sees.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from atsharness.clock import at_most, cpu_seconds
from atsharness.language.language_id import without_data
from atsharness.model import ParserPath, Reading, ReadOptions, Word
from atsharness.model.document import is_pdf
from atsharness_parsers import _images, _pdfium, _tesseract
from atsharness_parsers._engine import PAGE_BREAK, PDF
from atsharness_parsers._ocr_language import DocumentLanguage
from atsharness_parsers._process import work_folder
from atsharness_parsers._words import Piece, fit

DPI = 150
"""The coarsest and so fastest resolution that lost nothing: word error rate .8-1.5 % against 1.8-3.6 % at
300 dpi, measured with psm 3."""
SCAN_DPI = 300
"""For the reference of a scanned page, which nothing else bears out."""
MIN_DPI = 75
"""Below this a page is too large to read within the pixel limit."""
SHARE = 0.9
"""Of the time that there is; the rest is for a page that takes longer than those before it."""
MAX_SIDE = 32_767
"""Tesseract's limit on an image's width and height, in pixels (INT16_MAX in its source)."""


def probe(options: ReadOptions) -> str:
    """Version of the Tesseract found."""
    _tesseract.load()
    _pdfium.probe(options)
    return _tesseract.version(_tesseract.find(options), options)


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads page by page, as long as there is time for one more like the longest so far.

    Raises:
        PasswordError: encrypted, and the password does not open it.
        ProcessError: Tesseract ended with an error.
        ValueError: a page is too large for the pixel limit.
    """
    language = DocumentLanguage(options)
    texts: list[str] = []
    words: list[Word] | None = []
    start = last = cpu_seconds()
    longest = 0.0
    cut = False
    with work_folder(options) as folder:
        image = folder / "page.pgm"
        for number, (dpi, *scale) in enumerate(_pages(data, image, options), start=1):
            if number > 1 and last + longest > start + SHARE * options.seconds:
                cut = True
                break
            text, found = _recognised(image, dpi, scale, number, language)
            texts.append(text)
            words = None if found is None or words is None else [*words, *found]
            longest, last = max(longest, cpu_seconds() - last), cpu_seconds()
    notes = [without_data(language.lacks)] if language.lacks else []
    if cut:
        notes.append(f"there was time for {len(texts)} page{'s' * (len(texts) != 1)}, not for those after")
    return Reading(
        text=PAGE_BREAK.join(texts),
        words=None if words is None else tuple(words),
        detail="; ".join(notes) or None,
        lacks_language=language.lacks or msgspec.UNSET,
        cut=cut,
    )


def _recognised(
    image: Path,
    dpi: int,
    scale: Sequence[float],
    number: int,
    language: DocumentLanguage,
    end: float | None = None,
) -> tuple[str, Sequence[Word] | None]:
    """Text and words of one page, read again where its text tells that it is in another language."""

    def recognise() -> tuple[str, list[Piece]]:
        return _tesseract.recognise(language.options, image, dpi, None if end is None else at_most(end))

    text, pieces = recognise()
    if language.learn(text):
        text, pieces = recognise()
    across, down = scale
    boxes = [(word, (x0 * across, y0 * down, x1 * across, y1 * down)) for word, (x0, y0, x1, y1) in pieces]
    return text, fit(text, boxes, number)


def _pages(data: bytes, image: Path, options: ReadOptions) -> Iterator[tuple[int, float, float]]:
    """Writes page after page of a PDF or an image file to `image`; see `_render` for what it yields."""
    if not is_pdf(data):
        for frame in _images.frames(data, max_pages=options.max_pages, max_pixels=options.max_pixels):
            side = max(frame.image.size)
            if side > MAX_SIDE:
                raise ValueError(f"{side:,} pixels on one side, more than Tesseract takes ({MAX_SIDE:,})")
            frame.image.save(image, format="PPM")
            yield frame.dpi, frame.points, frame.points
        return
    with _pdfium.opened(data, options) as document:
        for number in range(min(len(document), options.max_pages)):
            yield _render(document[number], image, options.max_pixels)


def read_scans(
    data: bytes, pages: Collection[int], language: DocumentLanguage, end: float = math.inf
) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """Words of some pages of a PDF at 300 dpi, which reads small print better and takes three times as long.

    Args:
        data: a PDF.
        pages: their numbers, from 1.
        language: of the document, with limits and work folder; what is read here may tell it.
        end: of the time for it, on the clock of `cpu_seconds`; a page under way is given up.

    Yields:
        The number of each page and its words in Tesseract's order.

    Raises:
        PathUnavailable: there is no Tesseract.
        PasswordError, ProcessError, ValueError: as `read`.
    """
    options = language.options
    with work_folder(options) as folder, _pdfium.opened(data, options) as document:
        image = folder / "page.pgm"
        for number in sorted(pages):
            dpi, *scale = _render(document[number - 1], image, options.max_pixels, SCAN_DPI)
            yield number, tuple(_recognised(image, dpi, scale, number, language, end)[1] or ())


def _render(page: Any, image: Path, max_pixels: int, finest: int = DPI) -> tuple[int, float, float]:
    """Writes a page as uncompressed PGM, which Tesseract reads faster than a PNG can be written.

    Returns:
        Its resolution, and the points per pixel across and down.
    """
    width, height = page.get_size()
    dpi = resolution(width, height, max_pixels, finest)
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    with image.open("wb") as file:
        file.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
        for row in range(bitmap.height):
            start = row * bitmap.stride
            file.write(rows[start : start + bitmap.width])
    scale = width / bitmap.width, height / bitmap.height
    bitmap.close()
    page.close()
    return dpi, *scale


def resolution(width: float, height: float, max_pixels: int, finest: int = DPI) -> int:
    """The resolution to render a page with.

    Args:
        width: of the page, in points.
        height: likewise.
        max_pixels: most pixels of the image.
        finest: dots per inch where nothing limits them.

    Returns:
        The finest, or what the limits allow.

    Raises:
        ValueError: they allow less than 75 dpi.
    """
    area, side = max(width * height, 1.0), max(width, height, 1.0)
    dpi = int(min(finest, 72 * (max_pixels / area) ** 0.5, 72 * MAX_SIDE / side))
    if dpi < MIN_DPI:
        raise ValueError(f"a page of {width:.0f} x {height:.0f} points is too large to render")
    return dpi


PARSER = ParserPath(
    id="tesseract",
    family="tesseract",
    title="Tesseract OCR through pytesseract (gray, 150 dpi, psm 3)",
    accepts=PDF + _images.IMAGES,
    install=_tesseract.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=900.0,
)
