"""pdfminer.six with its default layout analysis: ``pdfminer.high_level.extract_text(file)``.

Who runs it: pyresparser, and Resume-Matcher of 2025 by way of MarkItDown 0.1.

What it breaks on: it groups lines into boxes and reads the boxes in an order weighted by position, so
columns mostly survive, but a date set at the right of a heading becomes a box of its own and moves
away from its job. A page of thousands of scattered text runs takes it minutes (its grouping is
quadratic). The text of Form XObjects comes last, its lines glued, and right-to-left text backwards. It reads
hidden, cropped, off-page and switched-off text, and no form fields or annotations.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pdfminer
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads with `LAParams()`, whose `boxes_flow` is .5."""
    return _pdfminer.read(data, options, boxes_flow=0.5)


PARSER = ParserPath(
    id="pdfminer-layout",
    family="pdfminer",
    title="pdfminer.six extract_text()",
    accepts=PDF,
    install=_pdfminer.INSTALL,
    probe=_pdfminer.probe,
    read=read,
    panel=True,
    cost=70.0,
)
