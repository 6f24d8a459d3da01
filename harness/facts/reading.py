"""OCR of what the text layer does not tell: doubtful letters, text in images, letters drawn as paths.

All regions of a document go into one picture, one below the other, so that Tesseract starts once. It is the
Tesseract of the parser path, told that the picture is one block of text (psm 6).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.harness.errors import PathUnavailable
from atsharness.harness.facts import visibility
from atsharness.harness.facts.page import Page
from atsharness.harness.model import Box, ReadOptions, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

DPI = 200
MARGIN = 24
"""White pixels around each region."""

LEAST_CONFIDENCE = 0.3
MOST_REGIONS = 120
MOST_PIXELS = 24_000_000
MOST_HEIGHT = 30_000
_WORD = "5"


class Region(NamedTuple):
    """A part of a page to read."""

    page: int
    """Index in the list of pages."""
    box: Box
    bare: bool
    """Read the page without its text: what an image or paths hold."""


class Read(NamedTuple):
    """What OCR read in a region."""

    text: str
    words: tuple[Word, ...]
    confidence: float | None


def read_regions(pages: Sequence[Page], regions: Sequence[Region], options: ReadOptions) -> list[Read | None]:
    """Reads regions.

    Args:
        pages: of the document.
        regions: on them.
        options: language, program, work folder.

    Returns:
        For each region what was read; None where the bounds on number or size left it out.

    Raises:
        PathUnavailable: there is no Tesseract.
    """
    import numpy as np

    found: list[Read | None] = [None] * len(regions)
    strips: list[NDArray[Any]] = []
    tops: list[tuple[int, int, int]] = []
    height = width = 0
    for index, region in enumerate(regions[:MOST_REGIONS]):
        strip = _crop(pages[region.page], region)
        if strip is None:
            continue
        new_width = max(width, strip.shape[1] + 2 * MARGIN)
        new_height = height + strip.shape[0] + MARGIN
        if new_width * new_height > MOST_PIXELS or new_height > MOST_HEIGHT:
            break
        tops.append((index, height + MARGIN // 2, strip.shape[0]))
        strips.append(strip)
        width, height = new_width, new_height
    if not strips:
        return found
    picture = np.full((height + MARGIN, width), 255, dtype=np.uint8)
    for strip, (_, top, rows) in zip(strips, tops, strict=True):
        picture[top + MARGIN // 2 : top + MARGIN // 2 + rows, MARGIN : MARGIN + strip.shape[1]] = strip
    rows_read = _recognise(picture, options)
    for index, above, rows in tops:
        top = above + MARGIN // 2
        inside = [
            row for row in rows_read if top - MARGIN / 2 <= (row[1] + row[3]) / 2 < top + rows + MARGIN / 2
        ]
        found[index] = _read(inside, regions[index], pages[regions[index].page].number, top)
    return found


def _crop(page: Page, region: Region) -> NDArray[Any] | None:
    """A region in gray, dark on light."""
    import numpy as np

    x0, y0 = max(0.0, region.box[0]), max(0.0, region.box[1])
    x1, y1 = min(page.width, region.box[2]), min(page.height, region.box[3])
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    pixels = visibility.pixels(page.bare if region.bare else page.page, DPI / 72, (x0, y0, x1, y1))
    gray = visibility.luma(pixels).astype(np.int32)
    if float(np.median(gray)) < 128:
        gray = 255 - gray
    low, high = int(gray.min()), int(np.median(gray))
    if high - low < 8:
        return None
    stretched: NDArray[Any] = np.clip((gray - low) * 255 // (high - low), 0, 255).astype(np.uint8)
    return stretched


_Row = tuple[float, float, float, float, str, float, tuple[str, ...]]


def _recognise(picture: NDArray[Any], options: ReadOptions) -> list[_Row]:
    """Words with their boxes in pixels, confidence and line."""
    from atsharness.parsers import _tesseract
    from atsharness.parsers._process import ProcessError, run, work_folder

    binary = _tesseract.find(options)
    if options.work_dir:
        os.makedirs(options.work_dir, mode=0o700, exist_ok=True)
    with work_folder(options) as folder:
        image = folder / "regions.pgm"
        image.write_bytes(b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes())
        command = [binary.program, str(image), "stdout", "-l", options.lang, "--psm", "6"]
        command += ["--dpi", str(DPI), "-c", "tessedit_create_tsv=1"]
        try:
            said, _ = run(
                [*command, "-c", "tessedit_create_tsv=1"], folder=str(folder), env=binary.environment()
            )
        except ProcessError as error:
            raise PathUnavailable(f"tesseract did not read the regions: {error}") from error
    found: list[_Row] = []
    for row in said.decode("utf-8", "replace").split("\n"):
        cells = row.split("\t", 11)
        if cells[0] == _WORD and len(cells) == 12 and cells[11].strip():
            left, top, wide, high, sure = (float(cell) for cell in cells[6:11])
            line = tuple(cells[2:5])
            found.append((left, top, left + wide, top + high, cells[11].strip(), sure / 100, line))
    return found


def _read(rows: Sequence[_Row], region: Region, number: int, top: int) -> Read:
    scale = 72 / DPI
    x, y = max(0.0, region.box[0]), max(0.0, region.box[1])
    lines: dict[tuple[str, ...], list[str]] = {}
    words = []
    sure = []
    for x0, y0, x1, y1, text, confidence, line in rows:
        if confidence < LEAST_CONFIDENCE:
            continue
        lines.setdefault(line, []).append(text)
        box = (
            round(x + (x0 - MARGIN) * scale, 2),
            round(y + (y0 - top) * scale, 2),
            round(x + (x1 - MARGIN) * scale, 2),
            round(y + (y1 - top) * scale, 2),
        )
        words.append(Word(text=text, page=number, box=box, line=len(lines)))
        sure.append(confidence)
    return Read(
        "\n".join(" ".join(line) for line in lines.values()),
        tuple(words),
        round(sum(sure) / len(sure), 3) if sure else None,
    )
