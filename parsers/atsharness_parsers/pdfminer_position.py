"""pdfminer.six, text boxes sorted by height: ``extract_text(file, laparams=LAParams(boxes_flow=None))``.

Who runs it: nobody is publicly known to; it is the documented way to get text from top to bottom.

What it breaks on: boxes are read by the height of their lower edge, so two columns, a sidebar and dates
at the right margin come out mixed, box by box: every word is there, but not the order.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pdfminer
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads with `LAParams(boxes_flow=None)`."""
    return _pdfminer.read(data, options, boxes_flow=None)


PARSER = ParserPath(
    id="pdfminer-position",
    family="pdfminer",
    title="pdfminer.six extract_text(laparams=LAParams(boxes_flow=None))",
    accepts=PDF,
    install=_pdfminer.INSTALL,
    probe=_pdfminer.probe,
    read=read,
    panel=True,
    cost=60.0,
)
