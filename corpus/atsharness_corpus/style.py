"""Looks drawn from a seed, and the shrinking that makes text fit its page."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

from msgspec.structs import replace

from atsharness_corpus.model import DoesNotFitError, Style

_ACCENTS = ("1f3a5f", "0b5d5e", "5a2a55", "7a2e1d", "2b2b2b")
_STEP = 0.25
SMALLEST = 7.0
"""The smallest body text that a layout shrinks to, in points."""


def drawn(base: Style, seed: int, fonts: tuple[str, ...] = ()) -> Style:
    """The look of a seed: seed 0 is `base` itself, others vary font, sizes, lengths and colour.

    `tracking` stays: it is what some layouts are about.
    """
    if seed == 0:
        return base
    rng = random.Random(seed)
    return replace(
        base,
        font=rng.choice(fonts or (base.font,)),
        size=base.size + rng.choice((-0.5, -0.25, 0.0, 0.25)),
        margin=round(base.margin * rng.uniform(0.85, 1.15), 1),
        gutter=round(base.gutter * rng.uniform(0.8, 1.4), 1),
        sidebar=round(base.sidebar * rng.uniform(0.92, 1.08), 3),
        accent=rng.choice(_ACCENTS),
    )


def fitted(print_page: Callable[[Style], bytes], style: Style, pages: int = 1) -> bytes:
    """Prints with smaller and smaller text until the result has at most `pages` pages.

    Layouts with columns need it: text that runs over to a second page would put the second page's
    first column before the first page's second one, and the reference would not be known.

    Raises:
        DoesNotFitError: not even with text of `SMALLEST` points.
    """
    while True:
        pdf = print_page(style)
        if page_count(pdf) <= pages:
            return pdf
        if style.size - _STEP < SMALLEST:
            raise DoesNotFitError(f"the text needs more than {pages} page(s) even at {style.size:g} pt")
        style = replace(style, size=style.size - _STEP)


def page_count(pdf: bytes) -> int:
    """Number of pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return len(document)
