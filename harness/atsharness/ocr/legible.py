"""Pictures of text made legible for OCR: dark on light, no rims, rules or frames, labels turned over.

Tesseract takes a line of light labels on a dark ground, or letters that touch a rule below them, for a
picture and leaves them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atsharness.ocr.components import Component, components

if TYPE_CHECKING:
    from numpy.typing import NDArray

INK = 140
"""Brightness below which a pixel is ink."""

LEAST_CONTRAST = 8

LONG = 120
THIN = 10
"""Pixels at 300 dpi: ink so long and no higher is a rule. A dash of 10 points is 42 long."""

LEAST_LABEL = 28
"""Pixels: a label's or a frame's shorter side. A capital of 10 points is 30 high, and not closed."""

CLOSED = 0.9
"""Part of each side of a box that the ink of a label or a frame covers."""

FULL = 0.4
HOLLOW = 0.3
"""Part of the box that a label covers at least, a frame at most."""

LEAST_LIGHT = 2
"""Letters in a label. A letter with two holes (B, 8) is not closed on all sides."""

EDGE = 12
"""A label's blurred edge is its shorter side through so much, and three pixels at least."""

RIM = 0.95
"""Part of an outermost row or column that ink covers where it is no text but what lies beside the picture."""

MOST_RIM = 30
"""Pixels that such a rim is wide at most."""

MOST_RUNS = 60_000
"""Runs of ink up to which a picture is looked at for labels: photos and noise have more."""


def legible(gray: NDArray[Any]) -> NDArray[Any] | None:
    """A picture as OCR reads it best.

    Args:
        gray: brightness of each pixel (height x width, 0-255), at 300 dpi.

    Returns:
        Of the same shape, 8 bits, text dark on white; None where nothing stands out from the ground.
    """
    import numpy as np

    gray = gray.astype(np.int32)
    if float(np.median(gray)) < 128:
        gray = 255 - gray
    high = int(np.median(gray))
    _erase_rim(gray, high)
    low = int(gray.min())
    if high - low < LEAST_CONTRAST:
        return None
    stretched: NDArray[Any] = np.clip((gray - low) * 255 // (high - low), 0, 255).astype(np.uint8)
    across = _run_lengths(stretched < INK)
    if across.max(initial=0) >= LEAST_LABEL:
        _turn_labels(stretched)
        _erase_rules(stretched)
    return stretched


def _erase_rim(gray: NDArray[Any], ground: int) -> None:
    """Paints over what runs along a whole side: the page beside a dark picture, once that is turned over.

    Tesseract takes it for a line, and joins to it, or leaves out, the lines of text next to it.
    """
    import numpy as np

    darkest = int(gray.min())
    level = darkest + (ground - darkest) * INK // 255
    sides = (gray, gray[::-1], gray.T, gray.T[::-1])
    full = [(side[: MOST_RIM + 1] < level).mean(axis=1) >= RIM for side in sides]
    for side, rows in zip(sides, full, strict=True):
        wide = int(np.argmin(rows))
        if wide:
            # Its blurred edge goes with it.
            side[: wide + 2] = ground


def _run_lengths(ink: NDArray[Any]) -> NDArray[Any]:
    """For each pixel of ink how long its run along the row is; 0 elsewhere."""
    import numpy as np

    height, width = ink.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = ink
    steps = np.diff(padded, axis=1).ravel()
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    lengths = np.zeros(steps.size + 1, dtype=np.int32)
    lengths[starts] += ends - starts
    lengths[ends] -= ends - starts
    found: NDArray[Any] = lengths.cumsum()[:-1].reshape(height, width + 1)[:, :width]
    return found


def _erase_rules(picture: NDArray[Any]) -> None:
    """Paints rules white, but for what letters that cross them need."""
    ink = picture < INK
    rules = (_run_lengths(ink) >= LONG) & (_run_lengths(ink.T).T <= THIN)
    # The blurred edges of a rule go with it.
    near = rules.copy()
    near[1:] |= rules[:-1]
    near[:-1] |= rules[1:]
    picture[near & ((picture >= INK) | rules)] = 255


def _turn_labels(picture: NDArray[Any]) -> None:
    """Turns light letters on dark labels over, and paints the frames around words white."""
    import numpy as np

    ink = picture < INK
    if int(np.count_nonzero(np.diff(ink.astype(np.int8), axis=1) == 1)) > MOST_RUNS:
        return
    for part in components(ink):
        if min(part.width, part.height) < LEAST_LABEL or not _is_closed(part):
            continue
        share = part.area / part.pixels.size
        place = np.s_[max(0, part.y0 - 2) : part.y1 + 2, max(0, part.x0 - 2) : part.x1 + 2]
        if share >= FULL and len(components(_inside(part))) >= LEAST_LIGHT:
            inner = picture[part.y0 : part.y1, part.x0 : part.x1].copy()
            span = _eroded(_spans(part), max(3, min(part.width, part.height) // EDGE))
            ground = int(np.median(inner[part.pixels]))
            picture[place] = 255
            turned = np.clip((255 - inner.astype(np.int32)) * 255 // max(1, 255 - ground), 0, 255)
            picture[part.y0 : part.y1, part.x0 : part.x1][span] = turned[span]
        elif share <= HOLLOW:
            picture[part.y0 : part.y1, part.x0 : part.x1][part.pixels] = 255


def _spans(part: Component) -> NDArray[Any]:
    """The pixels between the first and the last one of a component in each row: without rounded corners."""
    import numpy as np

    after = np.maximum.accumulate(part.pixels, axis=1)
    before = np.maximum.accumulate(part.pixels[:, ::-1], axis=1)[:, ::-1]
    between: NDArray[Any] = after & before
    return between


def _eroded(area: NDArray[Any], pixels: int) -> NDArray[Any]:
    """An area without what is so near to its edge."""
    import numpy as np

    wide = np.pad(area, pixels)
    height, width = area.shape
    shifts = (0, pixels, 2 * pixels)
    kept: NDArray[Any] = np.logical_and.reduce(
        [wide[y : y + height, x : x + width] for y in shifts for x in shifts]
    )
    return kept


def _inside(part: Component) -> NDArray[Any]:
    light: NDArray[Any] = _spans(part) & ~part.pixels
    return light


def _is_closed(part: Component) -> bool:
    """Whether ink covers all four sides of a component's box but for its corners."""
    high, wide = part.pixels.shape
    rows, columns = slice(high // 4, -(high // 4)), slice(wide // 6, -(wide // 6))
    edge = max(2, min(high, wide) // 12)
    sides = (
        part.pixels[:edge, columns].any(axis=0),
        part.pixels[-edge:, columns].any(axis=0),
        part.pixels[rows, :edge].any(axis=1),
        part.pixels[rows, -edge:].any(axis=1),
    )
    return all(side.mean() >= CLOSED for side in sides)
