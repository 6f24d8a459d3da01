"""The eight text engines of the panel, each called as its own documentation says."""

from __future__ import annotations

import io
from collections.abc import Callable

from atsharness_parsers._engine import PAGE_BREAK


def documented_calls() -> dict[str, Callable[[bytes], str]]:
    """What gives the text of a file, by the id of the path that stands for it."""
    import pdfplumber
    import pymupdf
    import pypdf
    import pypdfium2
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    def plumber(data: bytes) -> str:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return PAGE_BREAK.join(page.extract_text() for page in pdf.pages)

    def mupdf(data: bytes, *, sort: bool = False) -> str:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            return PAGE_BREAK.join(page.get_text(sort=sort) for page in document)

    def pypdf_mode(data: bytes, mode: str = "plain") -> str:
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return PAGE_BREAK.join(page.extract_text(extraction_mode=mode) for page in pages)

    def pdfium(data: bytes) -> str:
        with pypdfium2.PdfDocument(data) as document:
            return PAGE_BREAK.join(page.get_textpage().get_text_range() for page in document)

    return {
        "pdfplumber": plumber,
        "pdfminer-layout": lambda data: extract_text(io.BytesIO(data)),
        "pdfminer-position": lambda data: extract_text(io.BytesIO(data), laparams=LAParams(boxes_flow=None)),
        "pypdf-layout": lambda data: pypdf_mode(data, "layout"),
        "pypdf-plain": pypdf_mode,
        "pymupdf-sorted": lambda data: mupdf(data, sort=True),
        "pymupdf-stream": mupdf,
        "pdfium": pdfium,
    }
