"""What an engine has made of a document, for the next path of the same engine in the same process.

Paths of one engine differ in the last step: a content stream is interpreted once for all of them. Each
still returns what the engine's own call returns, and does all of it where nothing is kept: where it is the
first, or the one before it failed or took its process along (docs/adr/0017).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Generic, TypeVar

from atsharness.model import ReadOptions

Page = TypeVar("Page")

MOST_OBJECTS = 100_000
"""Characters or operations of a document of which something is kept. A page of text has 3,000; of pdfminer's
characters so many take 110 MB."""

TRIED = {
    "pdfminer": ("__version__", "20260107"),
    "pdfplumber": ("__version__", "0.11.10"),
    "pymupdf": ("VersionBind", "1.28.2"),
    "pypdf": ("__version__", "7.1.0"),
}
"""The versions of the lock, and where each module has its own."""


@cache
def is_tried(*engines: str) -> bool:
    """Whether engines are of versions with which paths were seen to return what the engines' own calls do.

    What is done in an engine's place leans on how it is made inside. Other versions do all themselves.
    """
    return all(
        getattr(importlib.import_module(engine), TRIED[engine][0], None) == TRIED[engine][1]
        for engine in engines
    )


class Kept(Generic[Page]):
    """Room for what one engine has made of the pages of the last document."""

    def __init__(self) -> None:
        self._of: tuple[bytes, str | None, int] | None = None
        self._pages: list[Page] = []

    def pages(self, data: bytes, options: ReadOptions) -> list[Page] | None:
        """What was made of this document, with the same password and page limit; None if nothing is kept."""
        return self._pages if self._of == _key(data, options) else None

    @contextmanager
    def keeping(self, data: bytes, options: ReadOptions) -> Iterator[Callable[[Page, int], None]]:
        """Keeps the pages of a document, if nothing is raised and they are not too large.

        Yields:
            What takes a page and of how many objects it consists.
        """
        pages: list[Page] = []
        total = 0

        def keep(page: Page, objects: int) -> None:
            nonlocal total
            total += objects
            pages.append(page)
            if total > MOST_OBJECTS:
                pages.clear()

        yield keep
        if pages and total <= MOST_OBJECTS:
            self._of, self._pages = _key(data, options), pages


def _key(data: bytes, options: ReadOptions) -> tuple[bytes, str | None, int]:
    return data, options.password, options.max_pages
