"""MarkItDown: ``MarkItDown().convert(file)``, which turns a DOCX into Markdown.

Who runs it: résumé tools built on language models (public example: srbhr/Resume-Matcher).

What it breaks on: it reads with mammoth, so headers, footers, simple fields and text boxes of new programs
alone are lost. Markdown's own signs stand in the text: an underscore in an address gets a
backslash, half-bold words have asterisks in them, a table is pipes.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx
from atsharness_parsers._engine import need

INSTALL = "pip install 'markitdown[docx]'"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of MarkItDown."""
    from importlib.metadata import version

    need("markitdown", INSTALL)
    need("mammoth", INSTALL)
    return version("markitdown")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the Markdown."""
    markitdown: Any = need("markitdown", INSTALL)
    kind = markitdown.StreamInfo(extension=".docx", mimetype=_docx.DOCX[0])
    made = markitdown.MarkItDown(enable_plugins=False).convert_stream(BytesIO(data), stream_info=kind)
    return Reading(text=str(made.text_content))


PARSER = ParserPath(
    id="markitdown",
    family="markitdown",
    title="MarkItDown convert()",
    accepts=_docx.DOCX,
    install=INSTALL,
    probe=probe,
    read=read,
    cost=124.0,
    memory="resident",
)
