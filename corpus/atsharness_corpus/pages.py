"""What is read off the pages of a built file, for labels that are told from the file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from atsharness.page.engine import mupdf

_T = TypeVar("_T")


def read_pages(pdf: bytes, read: Callable[[Any], _T]) -> list[_T]:
    """What `read` makes of each page; nothing of a file that cannot be opened.

    Args:
        pdf: the file.
        read: takes PyMuPDF's page, upright, so that places are those of the page as displayed.
    """
    pymupdf = mupdf()
    opened: Any = pymupdf.open
    try:
        with opened(stream=BytesIO(pdf), filetype="pdf") as document:
            return [] if document.needs_pass else [read(_upright(page)) for page in document]
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, RuntimeError):
        return []


def _upright(page: Any) -> Any:
    if page.rotation:
        page.remove_rotation()
    return page
