"""What a person sees of the text: the page rendered with and without it.

Where both renderings agree within a glyph's box, nothing of the glyph is seen. What lies behind (the
rendering without text) tells the contrast of the rest, and whether hidden text covers the same letters
drawn as paths or in a picture.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness.model import Box
from atsharness.model.facts import Run, SeenAs
from atsharness.model.text_facts import Hidden
from atsharness.page.engine import mupdf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

DPI = 96
MOST_PIXELS = 6_000_000
"""Larger pages are rendered more coarsely."""

DIFFERS = 16
"""Least difference of a colour channel (of 255) that counts as ink."""

LEAST_INK, MOST_INK = 12, 4_000
"""Pixels of ink from which the ground under them is told, and at most how many."""

SEEN_SHARE = 0.2
"""A run is hidden where less of its glyphs than this leave ink."""

TINY = 2.5
"""Text smaller than so many points is hidden, whatever ink it leaves."""

FAINT = 0.1
SAME_COLOUR = 1.15
"""Contrast under which text has the colour of what lies behind it."""

UNDER_SHARE = 0.6
"""Share of a hidden run's glyphs that must lie on letter-like shapes for the shapes to be its letters."""


class Renderings:
    """A page as pixels: without text, and where its text leaves ink.

    Attributes:
        scale: pixels a point.
    """

    def __init__(self, with_text: Pixels, without_text: Pixels, scale: float) -> None:
        """Compares the two.

        Args:
            with_text: height x width x 3.
            without_text: likewise.
            scale: pixels a point.
        """
        import numpy as np

        self.scale = scale
        self._shape = without_text.shape[:2]
        ink = np.zeros(self._shape, dtype=bool)
        rows = (with_text != without_text).any(axis=(1, 2)).nonzero()[0]  # half of a page is blank
        ink[rows] = _differing(with_text[rows], without_text[rows])
        self._ink: NDArray[np.bool_] | None = ink
        self._sums: NDArray[np.int32] | None = _sums(self._ink)
        self._without_text: Pixels | None = without_text
        self._bits: NDArray[np.uint8] | None = None

    def drop_pictures(self) -> None:
        """Forgets all but which pixels are ink of text: .1 MB of a page's 7 MB are kept."""
        import numpy as np

        if self._ink is not None:
            self._bits = np.packbits(self._ink)
            self._ink = self._sums = self._without_text = None

    @property
    def ink(self) -> NDArray[np.bool_]:
        """Height x width: where text leaves ink."""
        import numpy as np

        if self._ink is not None:
            return self._ink
        assert self._bits is not None
        height, width = self._shape
        return np.unpackbits(self._bits, count=height * width).reshape(self._shape).view(np.bool_)

    @property
    def without_text(self) -> Pixels:
        """The page without its text, height x width x 3.

        Raises:
            ValueError: it was dropped.
        """
        if self._without_text is None:
            raise ValueError("the page's pictures were dropped")
        return self._without_text

    def ink_in(self, x0: Any, y0: Any, x1: Any, y1: Any) -> Any:
        """Pixels of text in each of n boxes; arguments are arrays of n points."""
        import numpy as np

        left, top, right, bottom = _in_pixels(self._shape, self.scale, x0, y0, x1, y1)
        if self._sums is not None:
            sums = self._sums
            return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        ink = _kept_ink(self)  # of few boxes: cheaper than sums over the page
        boxes = zip(left.tolist(), top.tolist(), right.tolist(), bottom.tolist(), strict=True)
        return np.array([np.count_nonzero(ink[y0:y1, x0:x1]) for x0, y0, x1, y1 in boxes], dtype=np.int32)

    def behind(self, box: Box) -> tuple[float, float, float] | None:
        """The colour without text under the text's ink in a box, or in all of it where there is none.

        It is the median of each channel, 0-255, so that what a box holds beyond a bar of colour does not
        count; None off the page.
        """
        import numpy as np

        part, ink = self._crop(self.without_text, box), self._crop(self.ink, box)
        if part is None or ink is None:
            return None
        under = part[ink]
        if len(under) < LEAST_INK:
            under = part[::2, ::3].reshape(-1, 3)
        under = under[:MOST_INK]
        if (under == under[:1]).all():  # one colour, as nearly always
            return float(under[0, 0]), float(under[0, 1]), float(under[0, 2])
        red, green, blue = np.median(under, axis=0)
        return float(red), float(green), float(blue)

    def behind_spread(self, box: Box) -> float:
        """Standard deviation of the brightness behind a box: large where a picture or letters lie there."""
        part = self._crop(self.without_text, box)
        return 0.0 if part is None else float(part[::2, ::2, 1].std())

    def _crop(self, image: Any, box: Box) -> Any | None:
        height, width = self._shape
        x0, y0 = max(0, int(box[0] * self.scale)), max(0, int(box[1] * self.scale))
        x1, y1 = min(width, int(box[2] * self.scale) + 1), min(height, int(box[3] * self.scale) + 1)
        return image[y0:y1, x0:x1] if x1 > x0 and y1 > y0 else None


def render(page: Any, bare: Any) -> Renderings:
    """Renders a page and its copy without text.

    Args:
        page: a PyMuPDF page without annotations and rotation.
        bare: the same page after `without_text`, or `page` itself where that was not possible: then all text
            counts as leaving ink.
    """
    scale = DPI / 72
    area = max(1.0, page.rect.width * page.rect.height)
    scale = min(scale, (MOST_PIXELS / area) ** 0.5)
    shown = pixels(page, scale)
    if bare is page:
        return Renderings(shown, 255 - shown, scale)
    return Renderings(shown, pixels(bare, scale), scale)


def pixels(page: Any, scale: float, clip: Box | None = None) -> Pixels:
    """A page's rendering, height x width x 3, without annotations; not to be written to."""
    import numpy as np

    pymupdf = mupdf()

    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), alpha=False, annots=False, colorspace=pymupdf.csRGB, clip=clip
    )
    return np.asarray(_Samples(pixmap))


class _Samples:
    """The pixels of a PyMuPDF pixmap where they are: 11 MB of a page at 200 dpi need no copy."""

    def __init__(self, pixmap: Any) -> None:
        self._pixmap = pixmap  # an array made of this keeps the pixels alive
        self.__array_interface__ = {
            "version": 3,
            "typestr": "|u1",
            "shape": (pixmap.height, pixmap.width, 3),
            "strides": (pixmap.stride, 3, 1),
            "data": (pixmap.samples_ptr, True),
        }


def luma(image: Pixels) -> Any:
    """Brightness, height x width of int16, 0-255 (weights of ITU-R BT.601 in 1/256)."""
    import numpy as np

    wide = image.astype(np.uint16)
    return ((77 * wide[:, :, 0] + 150 * wide[:, :, 1] + 29 * wide[:, :, 2]) >> 8).astype(np.int16)


def without_text(page: Any) -> None:
    """Removes all text from a page and nothing else: 1-8 ms."""
    pymupdf = mupdf()

    page.add_redact_annot(page.rect, fill=False)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_NONE,
        graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
        text=pymupdf.PDF_REDACT_TEXT_REMOVE,
    )


def _differing(one: Pixels, other: Pixels) -> NDArray[np.bool_]:
    """Height x width: where two pictures differ by ink."""
    import numpy as np

    differs = np.maximum(one, other)
    differs -= np.minimum(one, other)
    marks = differs >= DIFFERS
    found: NDArray[np.bool_] = marks[:, :, 0] | marks[:, :, 1] | marks[:, :, 2]
    return found


def _sums(mask: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Sums over all boxes from the top left, one row and column larger than the mask."""
    import numpy as np

    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = mask
    for above, row in pairwise(sums):  # numpy's own sums along columns take twice as long
        np.add(above, row, out=row)
    np.cumsum(sums, axis=1, out=sums)
    return sums


@functools.lru_cache(maxsize=2)
def _kept_ink(renderings: Renderings) -> NDArray[np.bool_]:
    """The ink of a page whose pictures were dropped: whoever asks does so page by page."""
    return renderings.ink


def _in_pixels(shape: tuple[int, ...], scale: float, x0: Any, y0: Any, x1: Any, y1: Any) -> tuple[Any, ...]:
    """Boxes in points, arrays of n each, as rows and columns of an image: left, top, right, bottom."""
    import numpy as np

    height, width = shape
    left = np.clip(np.floor(x0 * scale), 0, width).astype(int)
    right = np.clip(np.ceil(x1 * scale), 0, width).astype(int)
    top = np.clip(np.floor(y0 * scale), 0, height).astype(int)
    bottom = np.clip(np.ceil(y1 * scale), 0, height).astype(int)
    return left, top, right, bottom


# --- which runs are seen --------------------------------------------------------------------------


def seen_runs(
    runs: Sequence[Run],
    renderings: Renderings,
    *,
    painted: Callable[[], Sequence[tuple[str, Box]]],
    shapes: Sequence[Box],
    images: Sequence[Box],
    page: Box,
) -> list[Run]:
    """The runs with what a person sees of them; runs that are seen in part only are split.

    Args:
        runs: of the page, from `glyphs`.
        renderings: of the page.
        painted: gives MuPDF's bounding-box log, kind and box of each paint operation by sequence number; it
            is asked for where text may be covered.
        shapes: boxes of small filled paths, which may be letters.
        images: boxes of images as displayed.
        page: the page's box, (0, 0, width, height).
    """
    import numpy as np

    if not runs:
        return []
    x0 = np.array([x for run in runs for x in _left(run)])
    x1 = np.array([x for run in runs for x in _right(run)])
    y0 = np.repeat([run.box[1] for run in runs], [len(run.text) for run in runs])
    y1 = np.repeat([run.box[3] for run in runs], [len(run.text) for run in runs])
    ink = renderings.ink_in(x0, y0, x1, y1)
    found: list[Run] = []
    at = 0
    for run in runs:
        marks = ink[at : at + len(run.text)] > 0
        at += len(run.text)
        for part, share in _parts(run, marks):
            found.append(_seen(part, share, renderings, painted, shapes, images, page))
    return found


def _left(run: Run) -> Sequence[float]:
    return run.x0 if run.horizontal else (run.box[0],) * len(run.text)


def _right(run: Run) -> Sequence[float]:
    return run.x1 if run.horizontal else (run.box[2],) * len(run.text)


def _parts(run: Run, marks: Any) -> list[tuple[Run, float]]:
    """A run, or its pieces where a stretch of four glyphs or more is unseen among seen ones.

    Returns:
        Each piece with the share of its glyphs that leave ink.
    """
    inked = [
        i for i, char in enumerate(run.text) if run.glyphs[i] >= 0 and not char.isspace() and char != "\x00"
    ]
    if not inked:
        return [(run, 1.0)]
    flags = [bool(marks[i]) for i in inked]
    alike = all(flags) or not any(flags)
    cuts = [] if alike or len(inked) < 8 or not run.horizontal else _turns(inked, flags)
    if not cuts:
        return [(run, sum(flags) / len(flags))]
    found = []
    for start, stop in pairwise([0, *cuts, len(run.text)]):
        own = [flag for i, flag in zip(inked, flags, strict=True) if start <= i < stop]
        # Short stretches went to the one before them, whichever that was.
        found.append((slice_run(run, start, stop), 1.0 if 2 * sum(own) >= len(own) else 0.0))
    return found


def _turns(inked: Sequence[int], flags: Sequence[bool]) -> list[int]:
    """The glyphs from which on a run is seen, or no longer; fewer than four go with those before them."""
    begun: list[tuple[int, bool]] = []
    for seen, stretch in groupby(zip(inked, flags, strict=True), key=itemgetter(1)):
        glyphs = [i for i, _ in stretch]
        if not begun or (len(glyphs) >= 4 and begun[-1][1] != seen):
            begun.append((glyphs[0], seen))
    return [first for first, _ in begun[1:]]


def slice_run(run: Run, start: int, stop: int) -> Run:
    """Glyphs ``[start, stop)`` of a horizontal run as a run of its own."""
    box = (min(run.x0[start:stop]), run.box[1], max(run.x1[start:stop]), run.box[3])
    return msgspec.structs.replace(
        run,
        text=run.text[start:stop],
        glyphs=run.glyphs[start:stop],
        x0=run.x0[start:stop],
        x1=run.x1[start:stop],
        box=box,
    )


def _seen(
    run: Run,
    share: float,
    renderings: Renderings,
    painted: Callable[[], Sequence[tuple[str, Box]]],
    shapes: Sequence[Box],
    images: Sequence[Box],
    page: Box,
) -> Run:
    if not run.text.strip("\x00 \t\n\r\xa0"):
        # White space is seen where its neighbours are; alone it never matters.
        return run
    if share == 0 and len(run.text) <= 2 and set(run.text) <= {"\ufffd", " "} and run.mode != 3:
        return run  # a space that has no map either
    behind = renderings.behind(run.box)
    ratio = None if behind is None else contrast(_over(run, behind), behind)
    hidden = _hidden(run, share, ratio, painted, page)
    seen: SeenAs | None = "text"
    if hidden is not None:
        seen = None
        if hidden in ("invisible_mode", "transparent", "same_colour", "clip_mode", "covered"):
            seen = _letters_under(run, shapes, images, renderings)
    return msgspec.structs.replace(
        run, hidden=hidden, seen_as=seen, contrast=None if ratio is None else round(ratio, 2)
    )


def _hidden(
    run: Run, share: float, ratio: float | None, painted: Callable[[], Sequence[tuple[str, Box]]], page: Box
) -> Hidden | None:
    x0, y0, x1, y1 = run.box
    if run.layer == LAYER_OFF:
        return "layer_off"
    if run.size < TINY:
        return "tiny"
    middle = (x0 + x1) / 2, (y0 + y1) / 2
    if not (page[0] <= middle[0] <= page[2] and page[1] <= middle[1] <= page[3]):
        return "off_page"
    if run.mode == 3:
        return "invisible_mode"
    if share >= SEEN_SHARE and run.opacity >= FAINT:
        return "clip_mode" if run.mode == 7 and share < 0.5 else None
    if run.mode == 7:
        return "clip_mode"
    if run.opacity < FAINT:
        return "transparent"
    if ratio is not None and ratio < SAME_COLOUR:
        return "same_colour"
    if any(_covers(kind, box, run.box) for kind, box in painted()[run.seqno + 1 :]):
        return "covered"
    return "clipped"


def in_faint_groups(runs: Sequence[Run], groups: Sequence[Box]) -> list[Run]:
    """The runs, those of transparent groups told so: they leave no ink, as if they were clipped."""
    return [
        msgspec.structs.replace(run, hidden="transparent")
        if run.hidden == "clipped" and any(_holds(group, run.box) for group in groups)
        else run
        for run in runs
    ]


def _holds(group: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return group[0] <= x <= group[2] and group[1] <= y <= group[3]


LAYER_OFF = "\x00off"
"""Put in `Run.layer` by whoever gathers the text of layers that are switched off."""


def _covers(kind: str, box: Box, run: Box) -> bool:
    if kind not in ("fill-path", "fill-image", "fill-shade"):
        return False
    x0, y0, x1, y1 = max(box[0], run[0]), max(box[1], run[1]), min(box[2], run[2]), min(box[3], run[3])
    area = max(1e-6, (run[2] - run[0]) * (run[3] - run[1]))
    return max(0.0, x1 - x0) * max(0.0, y1 - y0) > 0.5 * area


def _letters_under(
    run: Run, shapes: Sequence[Box], images: Sequence[Box], renderings: Renderings
) -> SeenAs | None:
    """Whether letters that are no text are seen where hidden text stands: as paths, or in a picture."""
    if not run.horizontal or run.size < TINY:
        return None
    near = [
        shape
        for shape in shapes
        if shape[1] < run.box[3] and shape[3] > run.box[1] and shape[3] - shape[1] < 1.3 * run.size
    ]
    inked = [i for i, char in enumerate(run.text) if not char.isspace() and run.glyphs[i] >= 0]
    if near and inked:
        on = sum(any(_within(run.x0[i], run.x1[i], s) for s in near) for i in inked)
        if on >= UNDER_SHARE * len(inked) and len(near) >= UNDER_SHARE * len(inked):
            return "outlines"
    for image in images:
        if _covers("fill-image", image, run.box) and renderings.behind_spread(run.box) > 20:
            return "image"
    return None


def _within(x0: float, x1: float, shape: Box) -> bool:
    middle = (shape[0] + shape[2]) / 2
    return x0 - 0.5 <= middle <= x1 + 0.5


# --- colours ------------------------------------------------------------------------------------------


def _over(run: Run, behind: tuple[float, float, float]) -> tuple[float, float, float]:
    """The text's colour, with its opacity, over what lies behind."""
    alpha = min(1.0, max(0.0, run.opacity))
    parts = (run.colour >> 16 & 255, run.colour >> 8 & 255, run.colour & 255)
    red, green, blue = (alpha * part + (1 - alpha) * back for part, back in zip(parts, behind, strict=True))
    return red, green, blue


def contrast(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """Contrast ratio of two colours, components 0-255 (WCAG 2.2, "contrast ratio")."""
    bright, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of an sRGB colour, components 0-255 (WCAG 2.2, "relative luminance")."""
    linear = []
    for part in colour:
        value = part / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
