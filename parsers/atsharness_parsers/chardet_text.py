"""chardet: the encoding that ``chardet.detect(data)`` finds, then decoded.

Who runs it: textract, LangChain's TextLoader with ``autodetect_encoding``, résumé services written by hand.

What it breaks on: it guesses: a short text with few letters beyond ASCII may be taken for another encoding.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import TEXT
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of chardet."""
    return _formats.probe_package("chardet", "chardet")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the characters in the encoding that is found; UTF-8 where none is."""
    engine: Any = need("chardet", _formats.INSTALL)
    encoding = engine.detect(data).get("encoding") or "utf-8"
    return Reading(text=data.decode(encoding, "ignore"))


PARSER = ParserPath(
    id="chardet-text",
    family="chardet",
    title="chardet.detect(), then decode()",
    accepts=(TEXT,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=10.0,
)
