"""Opening a document for the facts: each page upright and without annotations, and once without text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from atsharness.page.engine import mupdf

MOST_STREAM = 30_000_000
"""Bytes of content streams of a page beyond which no more are looked at: 300 times an honest page's."""

MOST_PAGES = 1_000
"""Pages freed of annotations."""

_CLIP_MODE = re.compile(rb"(?<![\d.])[4-7]\s+Tr\b")


def key(document: Any, xref: int, path: str) -> tuple[str, str]:
    """A value of a dictionary as PyMuPDF tells it: its kind and its source.

    Args:
        document: PyMuPDF's.
        xref: number of the dictionary; -1 is the trailer.
        path: keys with ``/`` between them.

    Returns:
        ``("null", "null")`` also where no object has that number (ISO 32000-1, 7.3.10).
    """
    if xref == 0 or xref >= document.xref_length():
        return "null", "null"
    kind, value = document.xref_get_key(xref, path)
    return str(kind), str(value)


def of_catalog(document: Any, path: str) -> tuple[str, str]:
    """A value of the catalog, as `key`; the catalog may stand in the trailer and have no number."""
    return key(document, -1, f"Root/{path}")


class PasswordError(ValueError):
    """The file is encrypted and the password given (or none) does not open it."""


class Opened:
    """A document and the means to get at each page.

    Attributes:
        document: PyMuPDF's.
        encrypted: the file is encrypted (it may open without a password).
        needs_password: it does not open without one.
    """

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self.document, self.needs_password = self._open()
        self.encrypted = bool((self.document.metadata or {}).get("encryption"))
        self._plain: Any = None
        self._bare: Any = None

    def _open(self) -> tuple[Any, bool]:
        document = mupdf().open(stream=self._data, filetype="pdf")
        needs_password = bool(document.needs_pass)
        if needs_password and not document.authenticate(self._password or ""):
            raise PasswordError("the file is encrypted: no password was given, or it is the wrong one")
        return document, needs_password

    def close(self) -> None:
        """Frees the document and its copies."""
        for document in {id(one): one for one in (self.document, self._plain, self._bare)}.values():
            if document is not None:
                document.close()

    def page(self, index: int) -> Any:
        """A page as it is, with its annotations."""
        return self.document[index]

    def rotation(self, index: int) -> int:
        """A page's /Rotate, its own or inherited. To be asked for before `plain_page`."""
        return int(self.document[index].rotation)

    def plain_page(self, index: int) -> Any:
        """A page upright and without annotations and fields: its content alone."""
        if self._plain is None:
            self._plain = self._without_annotations() if self._annotated else self.document
        return _upright(self._plain, index)

    def bare_page(self, index: int) -> Any:
        """The same without text."""
        from atsharness.page.visibility import without_text

        if self._bare is None:
            self._bare = self._without_annotations()
        page = _upright(self._bare, index)
        without_text(page)
        return page

    def copy(self) -> Any:
        """The file opened once more: much faster than writing what is open and reading that."""
        return self._open()[0]

    @cached_property
    def _annotated(self) -> list[int]:
        """Numbers of the pages that have annotations."""
        document = self.document
        pages = (document.page_xref(index) for index in range(min(document.page_count, MOST_PAGES)))
        return [xref for xref in pages if key(document, xref, "Annots")[0] != "null"]

    def _without_annotations(self) -> Any:
        """A copy whose pages have none: those that were looked at keep theirs."""
        copy = self.copy()
        for xref in self._annotated:
            copy.xref_set_key(xref, "Annots", "null")
        return copy


def _upright(document: Any, index: int) -> Any:
    page = document[index]
    if page.rotation:
        # PyMuPDF forgets the CropBox when it takes the rotation off: what it shows becomes the whole page.
        media, crop = page.mediabox, page.cropbox
        page.set_mediabox((crop.x0, media.y1 - crop.y1, crop.x1, media.y1 - crop.y0))
        page.remove_rotation()
    return page


def streams(page: Any, most: int = MOST_STREAM) -> list[bytes]:
    """The decoded content streams of a page and of the forms it may draw, as far as `most` bytes go."""
    document = page.parent
    xrefs = list(page.get_contents())
    xrefs += [item[0] for item in page.get_xobjects()]
    found: list[bytes] = []
    room = most
    for xref in dict.fromkeys(xrefs):
        stream = document.xref_stream(xref) or b""
        if len(stream) > room:
            break
        room -= len(stream)
        found.append(stream)
    return found


def has_clip_text(contents: list[bytes]) -> bool:
    """Whether some text may be drawn in a rendering mode that clips (4-7)."""
    return any(_CLIP_MODE.search(stream) for stream in contents)
