"""Letters that an HTML page writes as character references: ``&ouml;``, ``&#246;``, ``&#xF6;``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from atsharness.docx.sheet import Sheet

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_APART = re.compile(r"[\s<>]")
_WORD = re.compile(r"\S+")
_REACH = 80
"""Characters of the source to both sides within which a word begins and ends."""


def mark_references(sheet: Sheet, source: str) -> None:
    """Notes every word with a letter beyond ASCII that the page writes as a character reference.

    Args:
        sheet: the text that the page shows.
        source: its markup.
    """
    written = {word for word in _words(source) if not word.isascii()}
    for found in _WORD.finditer(sheet.text):
        if found[0] in written:
            sheet.mark("character_reference", found.start(), found.end())


def _words(source: str) -> Iterator[str]:
    reached = 0
    for found in _REFERENCE.finditer(source):
        start, stop = found.span()
        if start >= reached and not unescape(found[0]).isascii():
            before = _APART.split(source[max(0, start - _REACH) : start])[-1]
            after = _APART.split(source[stop : stop + _REACH], maxsplit=1)[0]
            reached = stop + len(after)
            yield from unescape(before + found[0] + after).split()
