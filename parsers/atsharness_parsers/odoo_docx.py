"""Odoo's reading of DOCX, by its published rules (``attachment_indexation``, seen at 0467075).

Who runs it: Odoo, an open-source ERP whose recruitment app searches in this text.

The rules: of ``word/document.xml`` every element named ``w:p`` is looked up, in the order of the file. The
texts below it are joined without anything between them, and a line end follows.

What it breaks on: tabs and line breaks glue the words around them. A paragraph in a text box is found by
itself and below the paragraph that carries it, and Word stores the box twice: its text comes out four times.
Deleted words and the codes of fields are printed. Headers and footers are lost.
"""

from __future__ import annotations

import xml.parsers.expat
from collections.abc import Callable
from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx

_PARAGRAPH = "w:p"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The commit of the published code whose rules these are."""
    return "0467075 (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the main part by the rules above."""
    return Reading(text=text_of(_docx.main_part(data)))


def text_of(xml_part: bytes) -> str:
    """The text of a main part.

    Args:
        xml_part: its bytes.
    """
    paragraphs: list[list[str]] = []
    open_ones: list[list[str]] = []

    def started(name: str, _: Any) -> None:
        if name == _PARAGRAPH:
            open_ones.append([])
            paragraphs.append(open_ones[-1])

    def ended(name: str) -> None:
        if name == _PARAGRAPH:
            open_ones.pop()

    def found(text: str) -> None:
        for paragraph in open_ones:
            paragraph.append(text)

    _parse(xml_part, started, ended, found)
    return "".join("".join(paragraph) + "\n" for paragraph in paragraphs)


def _parse(
    xml_part: bytes,
    started: Callable[[str, Any], None],
    ended: Callable[[str], None],
    found: Callable[[str], None],
) -> None:
    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = found
    parser.Parse(xml_part, True)


PARSER = ParserPath(
    id="odoo-docx",
    family="odoo",
    title="Odoo attachment_indexation (emulated)",
    accepts=_docx.DOCX,
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    panel=True,
    cost=2.0,
)
