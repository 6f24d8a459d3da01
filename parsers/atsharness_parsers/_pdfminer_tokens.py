"""pdfminer's parser of content streams, with the usual tokens found by one regular expression.

pdfminer.six reads a stream letter by letter through a machine of states, in which half of the time goes that
it needs for a page. Here a whole token that stands in the buffer is taken at once; whatever is unusual (a
comment, parentheses within a string, a name with ``#``, a token cut off by the buffer's end) is left to the
engine's own machine, at the same place and in the same state. Tokens, and all that is made of them, are the
same: tests compare them over random streams and over every file at hand.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

from atsharness_parsers._escapes import unescaped
from atsharness_parsers._kept import is_tried

_DELIMITER = rb"#/%\[\]()<>{}\s"
_TOKEN = re.compile(
    rb"[\s\x00]*(?:"
    rb"([-+]?[0-9]{1,18}(?=[^0-9.]))"
    rb"|([-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?=[^0-9]))"
    rb"|([A-Za-z][^" + _DELIMITER + rb"]*)(?=[" + _DELIMITER + rb"])"
    rb"|\(((?:[^()\\]|\\(?:[0-3][0-7][0-7]|[0-7]{1,2}(?![0-7])|[btnfr()\\]))*)\)"
    rb"|<([0-9a-fA-F\s]*)>(?=[^>])"
    rb"|(\[|\]|<<|>>)"
    rb"|/([^" + _DELIMITER + rb"]*)(?=[/%\[\]()<>{}\s])"
    rb")"
)
"""A token with all that follows it as far as it decides where the token ends; a group for each kind."""

_INT, _FLOAT, _KEYWORD, _STRING, _HEX, _BRACKET, _NAME = range(1, 8)

_OPENED = frozenset((_STRING, _HEX, _NAME))
"""Tokens that begin a character before their group: the engine counts that as theirs."""


@cache
def _value() -> Callable[[int, bytes], Any]:
    """What makes of a token's text what the engine makes of it."""
    from pdfminer.psparser import HEX_PAIR, KWD, LIT, SPC

    truth = {b"true": True, b"false": False}

    def value(kind: int, text: bytes) -> Any:
        if kind == _STRING:
            return unescaped(text)
        if kind == _INT:
            return int(text)
        if kind == _KEYWORD:
            return truth[text] if text in truth else KWD(text)
        if kind == _FLOAT:
            return float(text)
        if kind == _BRACKET:
            return KWD(text)
        if kind == _HEX:
            bare = SPC.sub(b"", text)
            if len(bare) % 2 == 0:
                return bytes.fromhex(bare.decode())
            return HEX_PAIR.sub(lambda pair: bytes((int(pair[0], 16),)), bare)
        try:
            return LIT(str(text, "utf-8"))
        except UnicodeDecodeError:
            return LIT(text)

    return value


def _with_usual_tokens(engine: Any) -> Any:
    """A parser that takes the tokens in its buffer at once, and asks the engine's machine in between."""
    from pdfminer.psparser import KWD, PSBaseParser

    value = _value()
    inline_data = KWD(b"ID")

    class Parser(engine):  # type: ignore[misc]  # of two kinds
        def seek(self, pos: int) -> None:
            self._ready: deque[tuple[int, Any]] = deque()
            super().seek(pos)

        def nexttoken(self) -> tuple[int, Any]:
            if self._ready or self._found():
                return self._ready.popleft()
            token: tuple[int, Any] = super().nexttoken()
            return token

        def _found(self) -> bool:
            """Takes the tokens that stand in the buffer from here on, unless the machine is within one."""
            if self._tokens or self._parse1.__func__ is not PSBaseParser._parse_main:
                return False
            ready, buffer, at, offset = self._ready, self.buf, self.charpos, self.bufpos
            match = _TOKEN.match
            while (found := match(buffer, at)) is not None:
                kind = found.lastindex or 0
                token = value(kind, found[kind])
                at = found.end()
                ready.append((offset + found.start(kind) - (kind in _OPENED), token))
                if token is inline_data:
                    break  # what follows is an image
            self.charpos: int = at
            return bool(ready)

    return Parser


@cache
def cmap_parser() -> Any:
    """A `CMapParser` that finds the usual tokens at once."""
    from pdfminer.cmapdb import CMapParser

    return _with_usual_tokens(CMapParser)


@cache
def content_parser() -> Any:
    """A `PDFContentParser` that finds the usual tokens at once."""
    from pdfminer.pdfinterp import PDFContentParser
    from pdfminer.psparser import KWD, PSKeyword

    array, array_end = KWD(b"["), KWD(b"]")
    by_engine = {KWD(word) for word in (b"BI", b"ID", b"{", b"}", b"<<", b">>")}

    class Parser(_with_usual_tokens(PDFContentParser)):  # type: ignore[misc]
        """Makes arrays and operators of the tokens itself, and leaves all else to the engine."""

        def nextobject(self) -> tuple[int, Any]:
            while not self.results and (self._ready or self._found()):
                pos, token = self._ready[0]
                if isinstance(token, PSKeyword):
                    if token in by_engine or (token is array_end and self.curtype != "a"):
                        break
                    self._ready.popleft()
                    if token is array:
                        self.start_type(pos, "a")
                        continue
                    entry = self.end_type("a") if token is array_end else (pos, token)
                else:
                    entry = self._ready.popleft()
                if not self.context:
                    return entry
                self.curstack.append(entry)
            result: tuple[int, Any] = super().nextobject()
            return result

    return Parser


@contextmanager
def usual_tokens_at_once() -> Iterator[None]:
    """Has pdfminer use these parsers within; of a version that was not tried it uses its own."""
    if not is_tried("pdfminer"):
        yield
        return
    pdfinterp: Any = import_module("pdfminer.pdfinterp")
    pdffont: Any = import_module("pdfminer.pdffont")
    content, cmap = pdfinterp.PDFContentParser, pdffont.CMapParser
    pdfinterp.PDFContentParser, pdffont.CMapParser = content_parser(), cmap_parser()
    try:
        yield
    finally:
        pdfinterp.PDFContentParser, pdffont.CMapParser = content, cmap
