"""The letters that the shape vote compares glyphs with, in twelve styles.

They are drawn from the fonts that PyMuPDF carries (the standard 14 less the symbols) and shipped as
``atlas.npz``, since drawing them costs more than looking at a page. ``python -m
atsharness.page.atlas`` draws them anew.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from atsharness.page import visibility
from atsharness.page.engine import mupdf

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STYLES = ("helv", "hebo", "heit", "hebi", "tiro", "tibo", "tiit", "tibi", "cour", "cobo", "coit", "cobi")
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&@%#$+?!"
    "ÄÖÜäöüßÀÁÂÃÅÇÈÉÊËÍÎÑÓÔÕØÚàáâãåçèéêëíîïñóôõøúûùýæ"
)


class Atlas(NamedTuple):
    """Letters in all styles."""

    letters: str
    starts: NDArray[Any]
    """For each letter the first of its rows in the arrays."""
    pixels: NDArray[Any]
    """n x 400."""
    measures: NDArray[Any]
    """n x 3: height, width, bottom, in em."""


@functools.cache
def atlas() -> Atlas:
    """The shipped letters."""
    import numpy as np

    with np.load(Path(__file__).with_name("atlas.npz")) as stored:
        pixels = stored["pixels"].astype(np.float32)
        pixels /= np.linalg.norm(pixels, axis=1, keepdims=True)
        return Atlas(str(stored["letters"]), stored["starts"], pixels, stored["measures"])


def draw() -> Atlas:
    """Draws every letter in every style with the renderer that draws the documents: half a second's work."""
    import numpy as np

    from atsharness.page.glyph_shapes import normalised

    pymupdf = mupdf()

    cell, size = 40.0, 24.0
    looks: list[tuple[str, Any]] = []
    with pymupdf.open() as document:
        for style in _STYLES:
            columns = 12
            lines = -(-len(LETTERS) // columns)
            page = document.new_page(width=cell * columns, height=cell * lines)
            writer = pymupdf.TextWriter(page.rect)
            font = pymupdf.Font(style)
            for at, letter in enumerate(LETTERS):
                writer.append((at % columns * cell + 6, at // columns * cell + 30), letter, font, size)
            writer.write_text(page)
            pixels = visibility.pixels(page, 2.0)
            ink = 255 - pixels[:, :, 1].astype(np.int16)
            side = int(cell * 2)
            for at, letter in enumerate(LETTERS):
                row, column = at // columns * side, at % columns * side
                seen = normalised(ink[row : row + side, column : column + side], 60.0, size * 2)
                if seen is not None:
                    looks.append((letter, seen))
    looks.sort(key=lambda item: item[0])
    letters = [letter for letter, _ in looks]
    distinct = list(dict.fromkeys(letters))
    return Atlas(
        "".join(distinct),
        np.array([letters.index(letter) for letter in distinct]),
        np.stack([seen.pixels for _, seen in looks]),
        np.array([(seen.height, seen.width, seen.bottom) for _, seen in looks], dtype=np.float32),
    )


def write(target: Path) -> None:
    """Stores freshly drawn letters, their pixels in 255 steps."""
    import numpy as np

    drawn = draw()
    pixels = np.rint(255 * drawn.pixels / drawn.pixels.max(axis=1, keepdims=True)).astype(np.uint8)
    np.savez_compressed(
        target, letters=drawn.letters, starts=drawn.starts, pixels=pixels, measures=drawn.measures
    )


if __name__ == "__main__":
    write(Path(__file__).with_name("atlas.npz"))
