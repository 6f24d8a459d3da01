"""Pages that are stored turned and shown upright."""

from __future__ import annotations

from typing import Any

from atsharness_corpus.faults import Placed
from atsharness_corpus.faults._build import page_sizes

_MATRICES = {
    90: "0 1 -1 0 {height:g} 0",
    180: "-1 0 0 -1 {width:g} {height:g}",
    270: "0 -1 1 0 0 {width:g}",
}
"""What turns a page's content against the /Rotate of so many degrees (ISO 32000-1, 8.3.3 and table 30)."""


def stored_turned(document: Any, degrees: int) -> None:
    """Turns every page's content and has the viewer turn it back, as landscape printing does.

    Args:
        document: pikepdf's.
        degrees: 90, 180 or 270: the page's /Rotate.
    """
    import pikepdf

    for page in document.pages:
        _, _, width, height = (float(value) for value in page.MediaBox)
        matrix = _MATRICES[degrees].format(width=width, height=height)
        page.contents_add(f"q {matrix} cm\n".encode("ascii"), prepend=True)
        page.contents_add(b"\nQ")
        if degrees != 180:
            page.MediaBox = pikepdf.Array([0, 0, height, width])
        page.Rotate = degrees


def turned_pages(pdf: bytes) -> tuple[Placed, ...]:
    """Every page as a place of ``turned-page``."""
    return tuple(
        Placed(page=number, boxes=((0.0, 0.0, *size),), fault="turned-page")
        for number, size in enumerate(page_sizes(pdf), start=1)
    )
