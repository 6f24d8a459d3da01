"""Apache PDFBox sorted by position: ``setSortByPosition(true)``, which is ExtractText -sort.

Who runs it: nobody is publicly known to; it is the setting that Java guides give for natural reading order.

What it breaks on: every line runs across the page, so two columns are mixed line by line.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pdfbox
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `ExtractText -sort`."""
    return _pdfbox.read(data, options, "-sort")


PARSER = ParserPath(
    id="pdfbox-sorted",
    family="pdfbox",
    title="Apache PDFBox ExtractText -sort",
    accepts=PDF,
    install=_pdfbox.INSTALL,
    probe=_pdfbox.probe,
    read=read,
    cost=500.0,
    memory="resident",
)
