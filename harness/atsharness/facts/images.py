"""Images: scans, photos, backgrounds, and pictures of text.

Whether an image holds text is told from the page rendered without its text, so that words that stand over
a picture are not taken for words in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from atsharness.model import Box
from atsharness.model.facts import ImageFacts
from atsharness.page import visibility
from atsharness.page.page import Page, to_box

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_IMAGES = 200
"""Images of a page looked at; charts of thousands of tiny images hold no text."""

SCAN_COVER = 0.7
SCAN_GLYPHS = 20
"""A page with fewer visible glyphs over a full-page image is a scan."""

ICON = 24.0
PHOTO_SIZE = (40.0, 420.0)
"""Side lengths of photos, in points: 1.4-15 cm; portraits beside the contact data have 2-7 cm."""

PHOTO_ASPECT = (0.55, 1.5)
"""Width over height."""

WIDE = (3.0, 40, 0.04)
"""A wider picture, up to the first, is a photo from so many tones, and such a share of pixels unlike the one
beside them: charts have 22 tones, shades of a ground no such pixels, photos .07 and more."""

UNLIKE = 6
"""Difference of two neighbouring pixels' grays that shades of a ground do not have."""

PHOTO_TONES = 24
TONE_SHARE = 0.003
"""Shades that a notable part of a picture has: photos 30-50 of 64, logos 4-20 with their blurred edges."""

BIMODAL = 0.78
"""Otsu's criterion (between-class over total variance, of the contrast with the ground) from which an image
is ink on a ground: noise and gradients have .73-.75, small text .81 and more."""

BIMODAL_BESIDE = 0.65
"""The same of the contrast with a pixel's neighbours, which has the ends of labels beside the ink."""

LEAST_CONTRAST = 8
BLOCK = 48
"""Side of the blocks whose median is the ground, in pixels: larger than any stroke."""

GRAY = 8.0
"""Mean difference of the colour channels under which an image has no colour."""

DRAWN = 0.7
"""Share of black and white together from which an image is a drawing."""

BAND = (5, 90)
STROKES = 5
BAND_ASPECT = 2.5
"""A row of text is so many times wider than high."""

WINDOW = 17
"""Pixels in a row whose median is the ground of the middle one: more than two strokes and their gap."""

MOST_PIXELS = 600_000
LEAST_LABELS = 2
"""Rows of words on labels; a single one is as well a row of signs."""

CHANGES = 0.08
"""Share of ink that differs from the row above: bars of a chart go on from row to row, letters do not."""

STROKE_WIDTH = (0.06, 0.33)
"""Mean stroke width over band height; the measured range of text is .1-.3."""


class Look(NamedTuple):
    """What the pixels of an image tell."""

    bimodal: float
    bands: int
    strokes: int
    tones: int
    """Of 64 shades of gray, those that a notable part of the image has: many in a photo, few in a logo."""
    drawn: bool
    """Nearly all of it is black or white."""
    uneven: float = 0.0
    """Share of the pixels that are unlike the one beside them."""


def image_facts(page: Page) -> list[ImageFacts]:
    """The images of a page, as displayed."""
    found = []
    area = max(1.0, page.width * page.height)
    visible = sum(len(run.text.strip()) for run in page.runs if run.visible and run.hidden is None)
    if len(page.images) > MOST_IMAGES:
        page.truncated.append(f"more than {MOST_IMAGES:,} images: the rest was left out")
    for info in page.images[:MOST_IMAGES]:
        box = _within(to_box(info["bbox"]), page)
        if box is None:
            continue
        cover = (box[2] - box[0]) * (box[3] - box[1]) / area
        seen = look(crop(page, box))
        text_like = seen.bands >= 1
        found.append(
            ImageFacts(
                page=page.number,
                box=box,
                cover=round(cover, 4),
                pixels=(int(info["width"]), int(info["height"])),
                kind=_kind(box, cover, seen, text_like, visible),
                text_like=text_like,
            )
        )
    return found


def cover(images: list[ImageFacts], page: Page) -> float:
    """The share of a page that its images cover together (a grid of 50 x 50 points)."""
    import numpy as np

    grid = np.zeros((50, 50), dtype=bool)
    for image in images:
        x0, y0, x1, y1 = image.box
        left, right = int(x0 / page.width * 50 + 0.5), int(x1 / page.width * 50 + 0.5)
        top, bottom = int(y0 / page.height * 50 + 0.5), int(y1 / page.height * 50 + 0.5)
        grid[max(0, top) : bottom, max(0, left) : right] = True
    return float(grid.mean())


def _within(box: Box, page: Page) -> Box | None:
    x0, y0 = max(0.0, box[0]), max(0.0, box[1])
    x1, y1 = min(page.width, box[2]), min(page.height, box[3])
    return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)) if x1 > x0 and y1 > y0 else None


def crop(page: Page, box: Box) -> NDArray[Any]:
    """The page without text within a box, at the renderings' resolution."""
    scale = page.renderings.scale
    image = page.renderings.without_text
    return image[int(box[1] * scale) : int(box[3] * scale) + 1, int(box[0] * scale) : int(box[2] * scale) + 1]


def _kind(
    box: Box, cover: float, seen: Look, text_like: bool, visible: int
) -> Literal["scan", "background", "text", "photo", "icon", "other"]:
    width, height = box[2] - box[0], box[3] - box[1]
    if cover >= SCAN_COVER:
        return "scan" if visible < SCAN_GLYPHS else "background"
    if max(width, height) <= ICON:
        return "icon"
    if text_like:
        return "text"
    low, high = PHOTO_SIZE
    if low <= width <= high and low <= height <= high and _has_tones(width / height, seen) and not seen.drawn:
        return "photo"
    return "other"


def _has_tones(aspect: float, seen: Look) -> bool:
    """Whether a picture of such a shape has the tones of a photo."""
    if PHOTO_ASPECT[0] <= aspect <= PHOTO_ASPECT[1]:
        return seen.tones >= PHOTO_TONES
    widest, tones, uneven = WIDE
    return PHOTO_ASPECT[1] < aspect <= widest and seen.tones >= tones and seen.uneven >= uneven


# --- pixels -----------------------------------------------------------------------------------------------


def look(pixels: NDArray[Any]) -> Look:
    """Whether an image (height x width x 3) is ink on a ground in rows of strokes, and its tones."""
    import numpy as np

    if pixels.shape[0] < BAND[0] or pixels.shape[1] < BAND[0]:
        return Look(0.0, 0, 0, 0, drawn=False)
    gray = visibility.luma(pixels).astype(np.uint8)
    tones = int((np.bincount(gray.ravel() >> 2, minlength=64) > TONE_SHARE * gray.size).sum())
    bimodal, bands, strokes = _text_in(_over_ground(gray))
    if not bands and gray.shape[1] > WINDOW and gray.size <= MOST_PIXELS:
        # Light words on dark labels on a light ground: ink is what differs from what is beside it.
        _, labels, inside = _text_in(_over_neighbours(gray), BIMODAL_BESIDE)
        bands, strokes = (labels, inside) if labels >= LEAST_LABELS else (0, 0)
    uneven = float((np.abs(np.diff(gray.astype(np.int16), axis=1)) > UNLIKE).mean())
    return Look(bimodal, bands, strokes, tones, _is_drawn(pixels, gray), uneven)


def _text_in(contrast: NDArray[Any], least: float = BIMODAL) -> tuple[float, int, int]:
    """Otsu's criterion of a contrast with the ground, rows of strokes in it, and their strokes.

    There are none where the criterion is under `least`.
    """
    level, bimodal = otsu(contrast)
    if bimodal < least or level < LEAST_CONTRAST:
        return bimodal, 0, 0
    bands, strokes = _bands(contrast > level)
    return bimodal, bands, strokes


def _is_drawn(pixels: NDArray[Any], gray: NDArray[Any]) -> bool:
    """Whether nearly all is black or white without colour: a square code, a drawing, however scaled."""
    import numpy as np

    part = pixels[::2, ::2].astype(np.int16)
    colour = float((part.max(axis=2) - part.min(axis=2)).mean())
    dark, light = float((gray < 80).mean()), float((gray > 175).mean())
    return colour < GRAY and min(dark, light) > 0.2 and dark + light > DRAWN


def _over_ground(gray: NDArray[Any]) -> NDArray[Any]:
    """How much each pixel differs from the ground around it, the median of a block: gradients are no ink."""
    import numpy as np

    height, width = gray.shape
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    padded = np.pad(gray, ((0, rows * BLOCK - height), (0, columns * BLOCK - width)), mode="edge")
    blocks = padded.reshape(rows, BLOCK, columns, BLOCK).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    ground = np.median(blocks[:, :, ::3], axis=2).astype(np.uint8)
    ground = np.repeat(np.repeat(ground, BLOCK, axis=0), BLOCK, axis=1)[:height, :width]
    contrast: NDArray[Any] = np.where(gray > ground, gray - ground, ground - gray)
    return contrast


def _over_neighbours(gray: NDArray[Any]) -> NDArray[Any]:
    """How much each pixel differs from the median of the pixels to its left and right."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    half = WINDOW // 2
    padded = np.pad(gray, ((0, 0), (half, half)), mode="edge")
    ground = np.partition(sliding_window_view(padded, WINDOW, axis=1), half, axis=2)[:, :, half]
    contrast: NDArray[Any] = np.where(gray > ground, gray - ground, ground - gray)
    return contrast


def otsu(gray: NDArray[Any]) -> tuple[int, float]:
    """Otsu's threshold and criterion (N. Otsu, 1979): between-class over total variance, 0-1."""
    import numpy as np

    counts = np.bincount(gray.ravel(), minlength=256).astype(float)
    total = counts.sum()
    levels = np.arange(256)
    weight = counts.cumsum()
    mass = (counts * levels).cumsum()
    mean = mass[-1] / total
    variance = (counts * (levels - mean) ** 2).sum() / total
    if variance < 1:
        return 0, 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean * weight - mass) ** 2 / (weight * (total - weight))
    between = np.nan_to_num(between, nan=0.0, posinf=0.0)
    best = int(between.argmax())
    return best, float(min(1.0, between[best] / variance))


def _bands(ink: NDArray[Any]) -> tuple[int, int]:
    """Rows of strokes as text has them: how many, and their strokes together."""
    import numpy as np

    filled = np.concatenate([[False], ink.any(axis=1), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    bands = total = 0
    for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if not BAND[0] <= bottom - top <= BAND[1]:
            continue
        rows = np.pad(ink[top:bottom], ((0, 0), (1, 1)))
        starts = rows[:, 1:] & ~rows[:, :-1]
        per_row = starts.sum(axis=1)
        middle = per_row[len(per_row) // 4 : max(len(per_row) // 4 + 1, 3 * len(per_row) // 4 + 1)]
        columns = np.flatnonzero(rows.any(axis=0))
        if middle.mean() < STROKES or columns[-1] - columns[0] < BAND_ASPECT * (bottom - top):
            continue
        width = rows.sum() / max(1, starts.sum()) / (bottom - top)
        if (rows[1:] != rows[:-1]).sum() < CHANGES * rows.sum():
            continue
        if STROKE_WIDTH[0] <= width <= STROKE_WIDTH[1]:
            bands += 1
            total += int(middle.mean())
    return bands, total
