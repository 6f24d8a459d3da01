"""PyMuPDF in the order of the file: ``page.get_text()``.

Who runs it: many small open-source résumé analysers (``fitz.open(file)``, then ``get_text()`` in a loop).

What it breaks on: it follows the order in which the file draws its text, so it reads columns well if
the producer wrote them one after the other and mixes them if it wrote row by row. Letter-spaced headings
are split into letters. A missing ToUnicode map gives wrong letters without a warning. It leaves out text
that is clipped, cropped, off the page or on a layer switched off; it reads form fields and annotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _mupdf
from atsharness_parsers._engine import PDF
from atsharness_parsers._words import Piece


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `get_text("text")`, and words from the same TextPage."""
    return _mupdf.read(data, options, _page)


def _page(page: Any, textpage: Any) -> tuple[str, list[Piece]]:
    text = page.get_text("text", textpage=textpage)
    words: list[Piece] = [(word[4], word[:4]) for word in textpage.extractWORDS()]
    # extractWORDS drops words whose boxes are empty (glyphs without width); characters are dearer.
    if "".join("".join(word for word, _ in words).split()) != "".join(text.split()):
        words = list(_chars(textpage))
    return text, words


def _chars(textpage: Any) -> Iterator[Piece]:
    for block in textpage.extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    yield char["c"], char["bbox"]


PARSER = ParserPath(
    id="pymupdf-stream",
    family="mupdf",
    title="PyMuPDF get_text()",
    accepts=PDF,
    install=_mupdf.INSTALL,
    probe=_mupdf.probe,
    read=read,
    panel=True,
    cost=6.0,
)
