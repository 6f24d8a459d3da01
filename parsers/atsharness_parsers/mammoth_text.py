"""mammoth for Python: ``mammoth.extract_raw_text(file)``.

Who runs it: mammoth is what nearly every JavaScript résumé tool reads DOCX with (public examples: BestHire,
ats-screener); the Python port walks the file the same way.

What it breaks on: headers, footers, footnotes, simple fields and text boxes that only new programs show are
lost. It has no mark for a line break or a page break within a paragraph, nor for a positioned tab: the words
before and after are glued.
"""

from __future__ import annotations

from io import BytesIO

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx, _formats


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of mammoth."""
    return _formats.probe_package("mammoth", "mammoth", _docx.INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `extract_raw_text`."""
    import mammoth

    return Reading(text=mammoth.extract_raw_text(BytesIO(data)).value)


PARSER = ParserPath(
    id="mammoth",
    family="mammoth",
    title="mammoth extract_raw_text()",
    accepts=_docx.DOCX,
    install=_docx.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=47.0,
)
