"""python-docx, the body's paragraphs alone: the text of each of ``Document(file).paragraphs``.

Who runs it: the commonest hand-written line of small résumé tools (public examples: archit7820/Resume_parser,
starsid10/ai-resume-chekker).

What it breaks on: it reads the direct paragraphs of the body and nothing else. Text in tables, text boxes,
content controls, headers, footers, tracked insertions, simple fields and footnotes is lost; a résumé that is
laid out in a table comes out empty. Words before and after a page or column break are glued. It refuses
macro-enabled files, templates and strict Open XML.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx, _formats


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of python-docx."""
    return _formats.probe_package("docx", "python-docx", _docx.INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the text of the body's paragraphs, a line each."""
    document = _docx.open_with_python_docx(data)
    return Reading(text="\n".join(paragraph.text for paragraph in document.paragraphs))


PARSER = ParserPath(
    id="python-docx-paragraphs",
    family="python-docx",
    title="python-docx Document.paragraphs",
    accepts=_docx.DOCX,
    install=_docx.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=4.0,
)
