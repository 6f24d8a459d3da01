"""pypdf laid out as on the page: ``page.extract_text(extraction_mode="layout")``.

Who runs it: nobody is publicly known to.

What it breaks on: it sets text on a grid of fixed width as it stands on the page, so every line of a
two-column page runs across both columns; it glues xelatex output. It loses all text inside Form XObjects,
which browsers make of elements that are not fully opaque, and all text whose matrix is rotated, even where
the page's /Rotate turns it upright. It stores right-to-left text backwards. It gives no boxes.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pypdf
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `extract_text(extraction_mode="layout")`."""
    return _pypdf.read(data, options, "layout")


PARSER = ParserPath(
    id="pypdf-layout",
    family="pypdf",
    title='pypdf extract_text(extraction_mode="layout")',
    accepts=PDF,
    install=_pypdf.INSTALL,
    probe=_pypdf.probe,
    read=read,
    panel=True,
    cost=50.0,
)
