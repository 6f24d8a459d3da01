"""html2text: ``HTML2Text().handle(page)``, which makes Markdown of a page, without links and pictures.

Who runs it: tools built on language models (LangChain's Html2TextTransformer, which sets it so).

What it breaks on: it knows no style sheet, so that hidden text is read. Markdown's own signs stand in the
text: a bold name has asterisks on it. Links lose their addresses. Lines are broken at 78 characters.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import HTML
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of html2text."""
    return _formats.probe_package("html2text", "html2text")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the Markdown of the page, opened as UTF-8."""
    engine: Any = need("html2text", _formats.INSTALL)
    converter = engine.HTML2Text()
    converter.ignore_links = converter.ignore_images = True
    return Reading(text=converter.handle(data.decode("utf-8", "replace")))


PARSER = ParserPath(
    id="html2text",
    family="html2text",
    title="html2text HTML2Text().handle(), links ignored",
    accepts=(HTML,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=10.0,
)
