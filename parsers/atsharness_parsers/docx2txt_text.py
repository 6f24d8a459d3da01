"""docx2txt: ``docx2txt.process(file)``.

Who runs it: pyresparser, LangChain's Docx2txtLoader, and small résumé tools.

What it breaks on: it prints every text of the main part, of all headers and of all footers, used or not. A
text box comes out twice, because Word stores it twice, for old and new programs; moved text too, and a header
that no page shows. It has no mark for a non-breaking hyphen ("coop") and for a positioned tab. Strict Open
XML comes out empty.
"""

from __future__ import annotations

from io import BytesIO

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx, _formats


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of docx2txt."""
    return _formats.probe_package("docx2txt", "docx2txt", _docx.INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `process`."""
    import docx2txt

    text: str = docx2txt.process(BytesIO(data))
    return Reading(text=text)


PARSER = ParserPath(
    id="docx2txt",
    family="docx2txt",
    title="docx2txt.process()",
    accepts=_docx.DOCX,
    install=_docx.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=2.0,
)
