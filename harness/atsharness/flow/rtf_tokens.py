r"""An RTF cut into what it is made of: braces, control words, bytes of text.

By Microsoft's RTF specification 1.9.1. Codepages are those of the fonts; ``\uN`` is followed by as many bytes
for old programs as ``\uc`` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from atsharness.flow.limits import MOST_DEPTH, MOST_TOKENS, FormatError

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|(.)",
    re.DOTALL,
)
CODEPAGES = {
    0: 1252,
    77: 10000,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    254: 437,
    255: 850,
}
"""The codepage of a font's ``\\fcharset``."""
_PYTHON_NAMES = {10000: "mac_roman", 65001: "utf-8", 1361: "johab", 0: "cp1252"}
SYMBOL = 2
"""The ``\\fcharset`` of fonts of pictures."""


class Control(NamedTuple):
    """A control word and its number, if it has one."""

    word: str
    number: int | None


class Brace(NamedTuple):
    """The begin of a group, or its end."""

    opens: bool


class Raw(NamedTuple):
    r"""Bytes of text, in the codepage of the font that is on; `escaped` is one that was written ``\'hh``."""

    data: bytes
    escaped: bool = False


Piece = Control | Brace | Raw


def pieces(data: bytes) -> Iterator[Piece]:
    r"""All pieces of a file in order; bytes behind ``\bin`` are left out.

    Raises:
        FormatError: more pieces, or groups within each other, than any document has.
    """
    at = depth = count = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        count += 1
        if count > MOST_TOKENS:
            raise FormatError(f"more than {MOST_TOKENS:,} control words and pieces of text")
        word, number, code, symbol, brace, text, _ = found.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                at += max(value or 0, 0)
            else:
                yield Control(word.decode("ascii"), value)
        elif code is not None:
            yield Raw(bytes((int(code, 16),)), escaped=True)
        elif symbol is not None:
            yield _symbol(symbol)
        elif brace is not None:
            depth += 1 if brace == b"{" else -1
            if depth > MOST_DEPTH:
                raise FormatError(f"more than {MOST_DEPTH} groups within each other")
            yield Brace(brace == b"{")
        elif text is not None:
            yield Raw(text)


def _symbol(symbol: bytes) -> Piece:
    r"""``\*``, ``\~`` and their like are control words of one sign; ``\{`` is a brace that is text."""
    if symbol in (b"{", b"}", b"\\"):
        return Raw(symbol)
    if symbol in (b"\r", b"\n"):
        return Control("par", None)
    if symbol == b"\t":
        return Control("tab", None)
    return Control(symbol.decode("latin-1"), None)


def decoded(data: bytes, codepage: int) -> str:
    """Bytes of text in a codepage; what it does not have is U+FFFD."""
    try:
        return data.decode(_PYTHON_NAMES.get(codepage, f"cp{codepage}"), "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
