"""Strings of PDF between parentheses, for parsers that find a whole one at once."""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}


def unescaped(text: bytes) -> bytes:
    r"""A string without its backslashes: ``\101`` is ``A``, ``\n`` a line's end, ``\(`` a parenthesis."""
    return _ESCAPE.sub(_replaced, text) if b"\\" in text else text


def _replaced(found: re.Match[bytes]) -> bytes:
    what = found[1]
    if b"0" <= what < b"8":
        return bytes((int(what, 8),))
    return _ESCAPED.get(what, what)
