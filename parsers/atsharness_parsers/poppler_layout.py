"""Poppler laid out as on the page: ``pdftotext -layout file -``.

Who runs it: OpenCATS, the open-source applicant-tracking system, on every PDF it takes in.

What it breaks on: every line of the text is a line across the page, so two columns are mixed line by line.
Otherwise it reads the same characters as poppler-reading.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _poppler
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `pdftotext -layout`."""
    return _poppler.read(data, options, "-layout")


PARSER = ParserPath(
    id="poppler-layout",
    family="poppler",
    title="Poppler pdftotext -layout",
    accepts=PDF,
    install=_poppler.INSTALL,
    probe=_poppler.probe,
    read=read,
    cost=30.0,
)
