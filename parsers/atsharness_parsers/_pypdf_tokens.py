"""pypdf's parser of content streams, with the usual tokens found by one regular expression.

pypdf reads a stream byte by byte, in which a third of the time goes that layout mode needs for a page. Here a
whole token is taken at once; whatever is unusual (a dictionary, parentheses within a string, a name with
``#``) the engine reads at the same place, and a stream with a comment or a picture in it as a whole. Operands
and operators are the same: tests compare them over random streams and over every file at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from atsharness_parsers._escapes import unescaped

_DELIMITER = rb"\s()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"[ \n\r\t\f\x00]*(?:"
    rb"([-+]?[0-9]{1,18}(?=[^+-.0-9])(?!\s+[0-9]+\s+R[^a-zA-Z]))"
    rb"|([-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?=[^+-.0-9]))"
    rb"|([A-Za-z'\"][^" + _DELIMITER + rb"]{0,63})(?=[" + _DELIMITER + rb"]|\Z)"
    rb"|\(((?:[^()\\]|\\(?:[0-3][0-7][0-7]|[0-7]{1,2}(?![0-7])|[nrtbf()/\\ %<>\[\]#_&$]))*)\)"
    rb"|<([0-9a-fA-F \n\r\t]*)>"
    rb"|(/[^#\x80-\xff" + _DELIMITER + rb"]{0,63})(?=[" + _DELIMITER + rb"]|\Z)"
    rb"|([\[\]])"
    rb")"
)
"""A token with all that follows it as far as it decides where the token ends; a group for each kind."""

_INT, _FLOAT, _OPERATOR, _STRING, _HEX, _NAME, _BRACKET = range(1, 8)

_SPACE = re.compile(rb"[ \n\r\t\f\x00]*")

MOST_BYTES = 1_000_000
"""Of a stream: larger ones could be beyond the engine's limits for tokens, which the engine itself keeps."""
MOST_ELEMENTS = 50_000
"""Of an array, likewise."""


@cache
def _operand() -> Callable[[int, bytes], Any]:
    """What makes of a token's text what the engine makes of it."""
    from pypdf.generic import ByteStringObject, FloatObject, NameObject, NumberObject

    def operand(kind: int, text: bytes) -> Any:
        if kind == _INT:
            return NumberObject(text)
        if kind == _FLOAT:
            return FloatObject(text)
        if kind == _STRING:
            return ByteStringObject(unescaped(text))
        if kind == _NAME:
            return NameObject(text.decode("ascii"))
        digits = b"".join(text.split())
        return ByteStringObject(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))

    return operand


def _array(data: bytes, at: int) -> tuple[Any, int] | None:
    """The array whose bracket ends at `at`, and where it ends; None if the engine has to read it."""
    from pypdf.generic import ArrayObject

    operand = _operand()
    elements = ArrayObject()
    while (found := _TOKEN.match(data, at)) is not None and len(elements) <= MOST_ELEMENTS:
        kind, at = found.lastindex or 0, found.end()
        if kind == _BRACKET:
            return (elements, at) if found[kind] == b"]" else None
        if kind == _OPERATOR:
            return None
        elements.append(operand(kind, found[kind]))
    return None


def _operations(data: bytes, read: Callable[[int], tuple[Any, int]]) -> list[Any] | None:
    """The operations of a stream; None if the engine has to read all of it.

    Args:
        data: of the stream.
        read: has the engine read the object at a place, and tells where it ends.
    """
    operand = _operand()
    operations = []
    operands: list[Any] = []
    at = 0
    while True:
        found = _TOKEN.match(data, at)
        kind = 0 if found is None else found.lastindex or 0
        if found is not None and kind == _OPERATOR:
            if found[kind] == b"BI":
                return None
            operations.append((operands, found[kind]))
            operands = []
            at = found.end()
            continue
        if found is not None and kind != _BRACKET:
            operands.append(operand(kind, found[kind]))
            at = found.end()
            continue
        at = _SPACE.match(data, at).end()  # type: ignore[union-attr]  # an empty match at least
        if at == len(data):
            return operations
        if data[at : at + 1].isalpha() or data[at] in b"%'\"":
            return None
        own = _array(data, at + 1) if data[at : at + 1] == b"[" else None
        one, at = own if own is not None else read(at)
        operands.append(one)


@cache
def content_stream() -> Any:
    """A `ContentStream` that finds the usual tokens at once, where its strings are to be bytes."""
    from pypdf._configuration import get_configuration
    from pypdf.generic import ContentStream, read_object

    budgets: Any = import_module("pypdf.generic._data_structures")

    class Stream(ContentStream):
        """Parses itself once, like its parent."""

        def _parse_content_stream(self, stream: Any) -> None:
            data = stream.getvalue()
            most = get_configuration().stream_parsing_work_maximum_count
            budget = budgets.StreamParsingBudget(remaining_budget=most)

            def read(at: int) -> tuple[Any, int]:
                stream.seek(at)
                return read_object(stream, None, self.forced_encoding, parsing_budget=budget), stream.tell()

            usual = self.forced_encoding == "bytes" and len(data) <= MOST_BYTES
            found = _operations(data, read) if usual else None
            if found is None:
                super()._parse_content_stream(stream)
            else:
                self._operations.extend(found)

    return Stream
