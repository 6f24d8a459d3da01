"""lxml: ``lxml.html.fromstring(page).text_content()``.

Who runs it: scrapers and small tools in Python that read pages with lxml.

What it breaks on: as BeautifulSoup: hidden text is read, and elements that the file does not part are glued.
Style sheets and scripts come out as text. A page that names no encoding is read as Latin-1, so that every
letter beyond ASCII is two wrong ones.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import HTML
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of lxml."""
    return _formats.probe_package("lxml.html", "lxml")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `text_content`."""
    engine: Any = need("lxml.html", _formats.INSTALL)
    return Reading(text=str(engine.fromstring(data).text_content()))


PARSER = ParserPath(
    id="lxml-html",
    family="lxml",
    title="lxml.html text_content()",
    accepts=(HTML,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=15.0,
)
