"""The characters of a file of text: which encoding it is in, as editors and browsers tell."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

FALLBACK = "windows-1252"
"""What Windows wrote before Unicode, and what browsers take bytes for that are no UTF-8 and name nothing."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_META_BYTES = 1024
"""Of the begin of a page, in which its encoding is to be named (HTML 4.2.5.4)."""
_UTF8 = ("utf-8", "utf-8-sig")


class Characters(NamedTuple):
    """The text of a file, and the encoding that it is in."""

    text: str
    encoding: str
    is_declared: bool = True
    """Whether a page says which it is, or needs not to: of ASCII alone all encodings read the same."""

    @property
    def is_utf8(self) -> bool:
        """Whether a reader that expects UTF-8 gets all of it."""
        return self.encoding == "utf-8"


def characters(data: bytes, *, html: bool = False) -> Characters:
    """Decodes a file: by its byte order mark, by what a page says of itself, as UTF-8, as `FALLBACK`.

    Args:
        data: the file.
        html: whether it may name its encoding in a ``meta`` element.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Characters(data.decode(name, "replace"), name)
    named = _META.search(data[:_META_BYTES]) if html else None
    if named is not None:
        try:
            name = codecs.lookup(named[1].decode("ascii")).name
        except LookupError:
            name = ""
        if name in ("iso8859-1", "ascii", "latin-1"):
            name = FALLBACK  # what browsers read such pages as (Encoding Standard, 4.2)
        if name and not name.startswith("utf-16"):
            return Characters(data.decode(name, "replace"), "utf-8" if name in _UTF8 else name)
    try:
        return Characters(data.decode("utf-8"), "utf-8", is_declared=not html or data.isascii())
    except UnicodeDecodeError:
        return Characters(data.decode(FALLBACK, "replace"), FALLBACK)
