"""Characters that a person reads as others, and no search finds."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans({"\u02dc": "~", "\u223c": "~", "\u02c6": "^", "\u2044": "/", "\u2215": "/"})
_ADDRESS = re.compile(r"\w@\w|://|\bwww\.|[\w-]\.[a-z]{2,}[/\u2044\u2215]", re.IGNORECASE)
_STYLED = (range(0x2102, 0x213A), range(0x1D400, 0x1D800), range(0xFF01, 0xFF5F))
"""Letterlike symbols, mathematical letters and figures, full-width forms."""


def plain_letters(text: str) -> str:
    """A text with plain letters and figures for mathematical and full-width ones."""
    if text.isascii():
        return text
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if not any(ord(char) in block for block in _STYLED):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else char


def typed_address(word: str) -> str:
    """An address with the signs that it is typed with: ~ for U+02DC and U+223C. Other words stay."""
    if word.isascii() or not _ADDRESS.search(word):
        return word
    return word.translate(_SIGNS)
