"""PyMuPDF: opening a file, and a page's words turned to the page as displayed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from atsharness.model import Box, Reading, ReadOptions, Word
from atsharness_parsers._engine import PAGE_BREAK, PasswordError, need
from atsharness_parsers._words import Piece, as_displayed, fit

INSTALL = "pip install 'pymupdf>=1.26,<2'"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of PyMuPDF, which is also MuPDF's but for the last number."""
    return str(need("pymupdf", INSTALL).VersionBind)


def read(
    data: bytes, options: ReadOptions, page_pieces: Callable[[Any, Any], tuple[str, list[Piece]]]
) -> Reading:
    """Reads page by page.

    Args:
        data: the file.
        options: password and page limit are heeded.
        page_pieces: from a page and its TextPage, its text and its words in the text's order, with
            boxes as PyMuPDF gives them: on the unrotated page, from its top left.

    Raises:
        PasswordError: encrypted, and the password does not open it.
    """
    pymupdf = need("pymupdf", INSTALL)
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    texts: list[str] = []
    words: list[Word] | None = []
    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass and not document.authenticate(options.password or ""):
            raise PasswordError
        for page in _pages(document, options.max_pages):
            textpage = page.get_textpage(flags=pymupdf.TEXTFLAGS_TEXT)
            text, pieces = page_pieces(page, textpage)
            texts.append(text)
            if words is not None:
                turned = [(string, _turn(box, page)) for string, box in pieces] if page.rotation else pieces
                found = fit(text, turned, page.number + 1)
                words = None if found is None else words + found
    return Reading(text=PAGE_BREAK.join(texts), words=None if words is None else tuple(words))


def _pages(document: Any, limit: int) -> Iterator[Any]:
    for number in range(min(document.page_count, limit)):
        yield document[number]


def _turn(box: Box, page: Any) -> Box:
    """A box of the unrotated page (y downwards) on the page as displayed."""
    width, height = page.rect.width, page.rect.height
    if page.rotation in (90, 270):
        width, height = height, width
    x0, y0, x1, y1 = box
    return as_displayed((x0, height - y1, x1, height - y0), (0.0, 0.0, width, height), page.rotation)
