"""OpenCATS's reading of DOCX, by its published rules (``lib/DocumentToText.php``, seen at 0c1487b).

Who runs it: OpenCATS, an open-source applicant-tracking system in PHP.

The rules: only ``word/document.xml`` is read, as bytes. A line end goes before each ``</w:p>`` and each
``<w:br/>`` that is written exactly so; then all tags are taken out, and what is left is converted from
Latin-1 to UTF-8, though it is UTF-8 already.

What it breaks on: each letter outside ASCII comes out as two or more wrong ones (Müller is MÃ¼ller), and
entities stay as they are ("R&amp;D"). Headers and footers are lost; words around a tab are glued. Deleted
words, the codes of fields and the numbers of a text box's place are printed, and a text box twice. Since it
misreads something of every clean document, the dash of each period at least, it is no part of the panel.
"""

from __future__ import annotations

import re

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx

_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The commit of the published code whose rules these are."""
    return "0c1487b (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the main part by the rules above."""
    return Reading(text=text_of(_docx.main_part(data)))


def text_of(xml: bytes) -> str:
    """The text of a main part.

    Args:
        xml: its bytes.
    """
    broken = xml.replace(b"</w:p>", b"\n</w:p>").replace(b"<w:br/>", b"\n<w:br/>")
    return _TAG.sub(b"", broken).decode("latin-1")


PARSER = ParserPath(
    id="opencats-docx",
    family="opencats",
    title="OpenCATS DocumentToText (emulated)",
    accepts=_docx.DOCX,
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    cost=1.0,
)
