"""BeautifulSoup: ``BeautifulSoup(page, "html.parser").get_text()``.

Who runs it: the commonest way of Python tools to the text of a page (LangChain's BSHTMLLoader).

What it breaks on: it knows no style sheet, so that hidden text is read, and nothing stands between two
elements that the file does not part: the last word of a paragraph is glued to the next one where the page is
written without line ends. Links lose their addresses. The page's title stands before the text.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import HTML
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of BeautifulSoup."""
    return _formats.probe_package("bs4", "beautifulsoup4")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `get_text`; the encoding is what BeautifulSoup finds."""
    engine: Any = need("bs4", _formats.INSTALL)
    return Reading(text=engine.BeautifulSoup(data, "html.parser").get_text())


PARSER = ParserPath(
    id="beautifulsoup",
    family="beautifulsoup",
    title="BeautifulSoup get_text()",
    accepts=(HTML,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=30.0,
)
