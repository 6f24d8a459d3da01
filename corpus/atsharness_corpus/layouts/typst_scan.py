"""The single column as an office scanner returns it: one gray JPEG a page, no text layer."""

from __future__ import annotations

import random
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.model import Built, Layout
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 170
PAPER = 250
"""Gray of the paper before noise."""
GRAIN = 14
"""Width of the noise in gray levels."""


def scanned(page: Image, rng: random.Random) -> Image:
    """A page as a flat-bed scanner sees it: slightly askew, soft, on grainy paper."""
    from PIL import Image, ImageChops, ImageFilter

    angle = rng.uniform(-0.3, 0.3)
    gray = page.convert("L").rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    gray = gray.filter(ImageFilter.GaussianBlur(0.5)).point([value * PAPER // 255 for value in range(256)])
    grain = Image.frombytes("L", gray.size, rng.randbytes(gray.width * gray.height))
    return ImageChops.subtract(gray, grain.point([value * GRAIN // 255 for value in range(256)]))


def scan_pdf(pdf: bytes, seed: int) -> bytes:
    """Every page of a PDF as one JPEG on a page of the same size."""
    import pypdfium2

    rng = random.Random(seed)
    document: Any
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        images = [scanned(page.render(scale=DPI / 72, grayscale=True).to_pil(), rng) for page in document]
    out = BytesIO()
    date = time.struct_time((2026, 1, 15, 0, 0, 0, 3, 15, 0))
    images[0].save(
        out,
        format="PDF",
        save_all=True,
        append_images=images[1:],
        resolution=DPI,
        quality=60,
        title="Scan",
        producer="ats-harness corpus",
        creationDate=date,
        modDate=date,
    )
    return out.getvalue()


def build(person: Person, seed: int) -> Built:
    """Prints the single column and scans it."""
    printed = typst_single_column.build(person, seed)
    return Built(pdf=scan_pdf(printed.pdf, seed), arrangement=printed.arrangement)


LAYOUT = Layout(
    id="typst/scan",
    title="One column, image only",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("no-text-layer",),
)
