"""Poppler in its reading order: ``pdftotext file -``.

Who runs it: the usual command-line tool of Linux systems; many indexing scripts call it.

What it breaks on: it works out columns from the white space between them, which a table of dates or a
grid of skills can upset. It joins words hyphenated at a line end, periods too: "2019-" above "2021" is
20192021. It undoes letter-spacing, and drops text printed twice. It leaves
out off-page text and layers switched off; it reads cropped text, form fields and annotations.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _poppler
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `pdftotext`."""
    return _poppler.read(data, options)


PARSER = ParserPath(
    id="poppler-reading",
    family="poppler",
    title="Poppler pdftotext",
    accepts=PDF,
    install=_poppler.INSTALL,
    probe=_poppler.probe,
    read=read,
    cost=30.0,
)
