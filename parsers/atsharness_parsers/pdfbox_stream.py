"""Apache PDFBox in the order of the file: ``PDFTextStripper``, which ExtractText runs.

Who runs it: the usual Java stack for PDF text; Apache Tika has it inside.

What it breaks on: it follows the order in which the file draws its text, so columns that were written row
by row come out mixed, and letter-spaced headings are split into letters. It drops text that is printed
twice; it reads cropped and off-page text, and no form fields or annotations. It is the one engine here
that refuses a file whose author forbade copying.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pdfbox
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `ExtractText`."""
    return _pdfbox.read(data, options)


PARSER = ParserPath(
    id="pdfbox-stream",
    family="pdfbox",
    title="Apache PDFBox ExtractText",
    accepts=PDF,
    install=_pdfbox.INSTALL,
    probe=_pdfbox.probe,
    read=read,
    cost=500.0,
    memory="resident",
)
