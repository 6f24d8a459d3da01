"""Poppler in the order of the file: ``pdftotext -raw file -``.

Who runs it: nobody is publicly known to.

What it breaks on: it follows the order in which the file draws its text, as pymupdf-stream does;
letter-spaced headings are split into letters.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _poppler
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `pdftotext -raw`."""
    return _poppler.read(data, options, "-raw")


PARSER = ParserPath(
    id="poppler-raw",
    family="poppler",
    title="Poppler pdftotext -raw",
    accepts=PDF,
    install=_poppler.INSTALL,
    probe=_poppler.probe,
    read=read,
    cost=30.0,
)
