"""OCR of what the text layer does not tell: doubtful letters, text in images, letters drawn as paths.

All regions of a document go into one picture, one below the other, so that Tesseract starts once. It is the
Tesseract of the parser path, told that the picture is one block of text (psm 6).
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.clock import at_most
from atsharness.errors import PathUnavailable
from atsharness.model import Box, ReadOptions, Word
from atsharness.ocr.legible import legible
from atsharness.page import visibility
from atsharness.page.page import Page

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atsharness_parsers._ocr_language import DocumentLanguage

DPI = 300
"""200 dpi reads as well, but blurs diacritics into their letters."""
MARGIN = 24
"""White pixels around each region."""

LEAST_CONFIDENCE = 0.3
LEAST_OF_LONG = ((8, 0.0), (4, 0.02))
"""Of so many letters a word is one, however unsure; foreign names have little confidence. Dirt is short."""

MARKS_HEIGHT = 0.6
MARKS_GAP = 0.4
"""Accents that OCR takes for words of their own: how low, how near to the letters' box, in its height."""

_PARTICLE = re.compile(r"(?:^|-)[^\W\d_]['\u2019]$")
NO_GAP = (0.9, 0.5)
"""A gap after D' or N' is none below so much of the line's least other gap, or of the word's height."""

MOST_REGIONS = 120
MOST_PIXELS = 48_000_000
MOST_HEIGHT = 30_000
_WORD = "5"


class Region(NamedTuple):
    """A part of a page to read."""

    page: int
    """Index in the list of pages."""
    box: Box
    bare: bool
    """Read the page without its text: what an image or paths hold."""


Row = tuple[float, float, float, float, str, float, tuple[str, ...]]
"""A word that OCR read: box in pixels, text, confidence (0-1), its line as Tesseract numbers it."""


class Read(NamedTuple):
    """What OCR read in a region."""

    text: str
    words: tuple[Word, ...]
    confidence: float | None


def read_regions(
    pages: Sequence[Page], regions: Sequence[Region], language: DocumentLanguage, end: float = math.inf
) -> list[Read | None]:
    """Reads regions.

    Args:
        pages: of the document.
        regions: on them.
        language: of the document, with the program and the work folder.
        end: as `read_strips`.

    Returns:
        For each region what was read; None where the bounds on number or size left it out.

    Raises:
        PathUnavailable: there is no Tesseract, or it did not end in time.
    """
    strips = (_crop(pages[region.page], region) for region in regions[:MOST_REGIONS])
    found: list[Read | None] = [None] * len(regions)
    for index, inside in enumerate(read_strips(strips, language, end)):
        if inside is not None:
            found[index] = _read(inside, regions[index], pages[regions[index].page].number)
    return found


def read_strips(
    strips: Iterable[NDArray[Any] | None], language: DocumentLanguage, end: float = math.inf
) -> list[list[Row] | None]:
    """Reads pictures, one below the other.

    Args:
        strips: each height x width at 300 dpi, 8 bits, dark on light; None holds a place.
            None is asked for once the bounds are reached.
        language: of the document, with the program and the work folder; what is read here may tell it.
        end: of the time for it, on the clock of `cpu_seconds`.

    Returns:
        For each that was asked for the words read there, their boxes in its pixels; None where the bounds
        left it out.

    Raises:
        PathUnavailable: there is no Tesseract, or it did not end in time.
    """
    import numpy as np

    found: list[list[Row] | None] = []
    placed: list[tuple[int, NDArray[Any]]] = []
    tops: dict[int, int] = {}
    height = width = 0
    for index, strip in enumerate(strips):
        found.append(None)
        if strip is None:
            continue
        new_width = max(width, strip.shape[1] + 2 * MARGIN)
        new_height = height + strip.shape[0] + MARGIN
        if new_width * new_height > MOST_PIXELS or new_height > MOST_HEIGHT:
            break
        tops[index] = height + MARGIN
        placed.append((height + MARGIN, strip))
        width, height = new_width, new_height
    if not tops:
        return found
    picture = np.full((height + MARGIN, width), 255, dtype=np.uint8)
    for top, strip in placed:
        picture[top : top + strip.shape[0], MARGIN : MARGIN + strip.shape[1]] = strip
    bottoms = [*tops.values(), height + MARGIN][1:]
    rows = _recognise(picture, language.options, end)
    if language.learn(" ".join(row[4] for row in rows)):
        rows = _recognise(picture, language.options, end)
    rows = without_marks(rows)
    for (index, top), bottom in zip(tops.items(), bottoms, strict=True):
        found[index] = [
            (row[0] - MARGIN, row[1] - top, row[2] - MARGIN, row[3] - top, *row[4:])
            for row in rows
            if top - MARGIN / 2 <= (row[1] + row[3]) / 2 < bottom - MARGIN / 2
        ]
    return found


def _crop(page: Page, region: Region) -> NDArray[Any] | None:
    """A region in gray, dark on light."""
    x0, y0 = max(0.0, region.box[0]), max(0.0, region.box[1])
    x1, y1 = min(page.width, region.box[2]), min(page.height, region.box[3])
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    pixels = visibility.pixels(page.bare if region.bare else page.page, DPI / 72, (x0, y0, x1, y1))
    return legible(visibility.luma(pixels))


def without_marks(rows: Sequence[Row]) -> list[Row]:
    """The words without the lines that OCR made of the accents over a line of large letters.

    Args:
        rows: of a picture.
    """
    lines: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        lines.setdefault(row[6], []).append(row)
    dirt = {
        number
        for number, line in lines.items()
        if all(any(_is_on(row, other) for other in rows if other[6] != number) for row in line)
    }
    return [row for row in rows if row[6] not in dirt]


def _is_on(row: Row, letters: Row) -> bool:
    """Whether a word is so low, and so close to the top of another one, that it is accents of that."""
    across, down = (row[0] + row[2]) / 2, (row[1] + row[3]) / 2
    high = letters[3] - letters[1]
    low = row[3] - row[1] < MARKS_HEIGHT * high and row[2] - row[0] < letters[2] - letters[0]
    near = letters[1] - MARKS_GAP * high < down < letters[1] + high / 2
    return low and near and letters[0] <= across <= letters[2]


def _recognise(picture: NDArray[Any], options: ReadOptions, end: float) -> list[Row]:
    """Words with their boxes in pixels, confidence and line."""
    from atsharness_parsers import _tesseract
    from atsharness_parsers._process import ProcessError, run, work_folder

    binary = _tesseract.find(options)
    if options.work_dir:
        os.makedirs(options.work_dir, mode=0o700, exist_ok=True)
    with work_folder(options) as folder:
        image = folder / "regions.pgm"
        image.write_bytes(b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes())
        command = [binary.program, str(image), "stdout", "-l", options.lang, "--psm", "6"]
        command += ["--dpi", str(DPI), "-c", "tessedit_create_tsv=1"]
        try:
            said, _ = run(command, folder=str(folder), env=binary.environment(), cpu_s=at_most(end))
        except ProcessError as error:
            raise PathUnavailable(f"tesseract did not read the regions: {error}") from error
    found: list[Row] = []
    for row in said.decode("utf-8", "replace").split("\n"):
        cells = row.split("\t", 11)
        if cells[0] == _WORD and len(cells) == 12 and cells[11].strip():
            left, top, wide, high, sure = (float(cell) for cell in cells[6:11])
            line = tuple(cells[2:5])
            found.append((left, top, left + wide, top + high, cells[11].strip(), sure / 100, line))
    return _rejoined(found)


def _rejoined(rows: Sequence[Row]) -> list[Row]:
    """Words with the names that OCR parted after a particle ("N' Diaye") whole."""
    gaps: dict[tuple[str, ...], list[float]] = {}
    for row, after in pairwise(rows):
        if row[6] == after[6] and not _PARTICLE.search(row[4]):
            gaps.setdefault(row[6], []).append(after[0] - row[2])
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else row
        high = before[3] - before[1]
        least = min((NO_GAP[0] * gap for gap in gaps.get(row[6], ())), default=NO_GAP[1] * high)
        same = before is not row and before[6] == row[6] and _PARTICLE.search(before[4])
        if same and row[0] - before[2] < least and row[4][:1].isalpha():
            box = (before[0], min(before[1], row[1]), row[2], max(before[3], row[3]))
            found[-1] = (*box, before[4] + row[4], min(before[5], row[5]), row[6])
        else:
            found.append(row)
    return found


def _read(rows: Sequence[Row], region: Region, number: int) -> Read:
    scale = 72 / DPI
    x, y = max(0.0, region.box[0]), max(0.0, region.box[1])
    lines: dict[tuple[str, ...], list[str]] = {}
    words = []
    sure = []
    for x0, y0, x1, y1, text, confidence, line in rows:
        if confidence < _least_confidence(text):
            continue
        lines.setdefault(line, []).append(text)
        box = (
            round(x + x0 * scale, 2),
            round(y + y0 * scale, 2),
            round(x + x1 * scale, 2),
            round(y + y1 * scale, 2),
        )
        words.append(Word(text=text, page=number, box=box, line=len(lines)))
        sure.append(confidence)
    return Read(
        "\n".join(" ".join(line) for line in lines.values()),
        tuple(words),
        round(sum(sure) / len(sure), 3) if sure else None,
    )


def _least_confidence(text: str) -> float:
    """Below which a word that OCR read is taken for dirt."""
    letters = sum(map(str.isalpha, text))
    return next((least for length, least in LEAST_OF_LONG if letters >= length), LEAST_CONFIDENCE)
