"""charset-normalizer: ``str(from_bytes(data).best())``.

Who runs it: tools that took it in chardet's place, as requests did (MarkItDown reads plain text with it).

What it breaks on: it guesses: a text in an old encoding may be taken for another one that its letters fit.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import TEXT
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of charset-normalizer."""
    return _formats.probe_package("charset_normalizer", "charset-normalizer")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the best guess.

    Raises:
        ValueError: it finds no encoding.
    """
    engine: Any = need("charset_normalizer", _formats.INSTALL)
    found = engine.from_bytes(data).best()
    if found is None:
        raise ValueError("no encoding was found")
    return Reading(text=str(found))


PARSER = ParserPath(
    id="charset-normalizer",
    family="charset-normalizer",
    title="charset_normalizer.from_bytes().best()",
    accepts=(TEXT,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=10.0,
)
