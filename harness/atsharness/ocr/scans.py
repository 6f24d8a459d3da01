"""Scanned pages: what OCR reads there, held against the picture and against the layer over it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness.clock import cpu_seconds
from atsharness.model import Box, ReadOptions, Word
from atsharness.model.facts import InkText, LayoutFacts
from atsharness.ocr.ocr_layers import held_against
from atsharness.ocr.reading import (
    DPI,
    MOST_PIXELS,
    MOST_REGIONS,
    own_language,
    read_strips,
    with_accents,
)
from atsharness.ocr.tongues import tongue
from atsharness.page import visibility
from atsharness.page.engine import mupdf

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMOOTHED = 3
"""Pixels square of the median that takes the noise of a scan away."""

PADDING = 0.25
"""White around a word that is read again, in its height."""


def with_scans(
    facts: LayoutFacts, data: bytes, options: ReadOptions, seconds: float = math.inf
) -> LayoutFacts:
    """The facts with what OCR reads on scanned pages, as text in one image a page.

    Args:
        facts: of the document.
        data: the PDF.
        options: language, limits, work folder.
        seconds: CPU time, of Tesseract's processes too, after which no further page is read.
    """
    read = {ink.page for ink in facts.ink if ink.text is not None}
    sizes = {
        page.number: (page.width, page.height)
        for page in facts.pages
        if page.scan and page.number not in read
    }
    if not sizes:
        return facts
    from atsharness_parsers.tesseract import read_scans

    try:
        start = cpu_seconds()
        found = {}
        for number, words in read_scans(data, sizes, options):
            found[number] = words
            if cpu_seconds() - start >= seconds:
                break
        own = own_language(options, tongue(" ".join(word.text for words in found.values() for word in words)))
        if own is not None and 2 * (cpu_seconds() - start) <= seconds:
            found = dict(read_scans(data, found, own))
        found = _mended(data, found, options)
    except MemoryError:
        raise
    except Exception as error:
        return msgspec.structs.replace(
            facts, failed=(*facts.failed, f"OCR of scans: {type(error).__name__}: {error}")
        )
    scans = tuple(
        InkText(
            kind="image",
            page=number,
            box=(0.0, 0.0, *sizes[number]),
            text=" ".join(word.text for word in words),
            words=words,
        )
        for number, words in found.items()
    )
    return msgspec.structs.replace(facts, ink=(*facts.ink, *scans), ocr=True)


def _mended(
    data: bytes, found: Mapping[int, tuple[Word, ...]], options: ReadOptions
) -> dict[int, tuple[Word, ...]]:
    """The words of scanned pages with the accents that the pages show or their layer has.

    Where an OCR program left a layer that has another word, OCR looks again at a smoothed picture of
    it: what two of the three readings say counts.

    Args:
        data: a PDF.
        found: the words of each page, by its number, as OCR read them.
        options: its password; language and program.

    Raises:
        PathUnavailable: there is no Tesseract.
    """
    better: dict[int, list[Word]] = {}
    strips: list[NDArray[Any]] = []
    disputes: list[tuple[int, int, str]] = []
    with mupdf().open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            document.authenticate(options.password or "")
        for number, words in found.items():
            page = document[number - 1]
            scale = min(DPI / 72, (MOST_PIXELS / max(1.0, page.rect.width * page.rect.height)) ** 0.5)
            picture = _on_white(visibility.luma(visibility.pixels(page, scale)))
            boxes = [(word.text, _scaled(word.box, scale)) for word in words]
            accented = [
                msgspec.structs.replace(word, text=text)
                for word, text in zip(words, with_accents(boxes, picture), strict=True)
            ]
            layer = [(item[4], item[:4]) for item in page.get_text("words")]
            better[number], others = held_against(accented, layer)
            for index, text in others:
                disputes.append((number, index, text))
                strips.append(_smoothed(picture, boxes[index][1]))
    again = read_strips(strips[:MOST_REGIONS], options)
    for (number, index, text), rows in zip(disputes, again, strict=False):
        if rows and " ".join(row[4] for row in rows) == text:
            better[number][index] = msgspec.structs.replace(better[number][index], text=text)
    return {number: tuple(words) for number, words in better.items()}


def _scaled(box: Box, scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _on_white(gray: NDArray[Any]) -> NDArray[Any]:
    """A page in gray, its ground white."""
    import numpy as np

    brightened: NDArray[Any] = np.clip(gray * (255 / max(float(np.median(gray)), 1.0)), 0, 255)
    return brightened.astype(np.uint8)


def _smoothed(picture: NDArray[Any], box: Box) -> NDArray[Any]:
    """A word cut out of a page without the noise around it."""
    import numpy as np
    from PIL import Image, ImageFilter

    pad = PADDING * (box[3] - box[1])
    top, bottom = max(0, int(box[1] - pad)), int(box[3] + pad) + 1
    left, right = max(0, int(box[0] - pad)), int(box[2] + pad) + 1
    cut = Image.fromarray(np.ascontiguousarray(picture[top:bottom, left:right]))
    return np.asarray(cut.filter(ImageFilter.MedianFilter(SMOOTHED)))
