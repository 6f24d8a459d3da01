"""python-docx, body paragraphs, then the cells of the body's tables.

Who runs it: the second commonest hand-written loop of small résumé tools ("extract tables if present").

What it breaks on: as python-docx-paragraphs, but the text of tables is there, after all paragraphs: out of
its place. Merged cells come out once for each place that they cover; a table within a table is lost.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _docx
from atsharness_parsers.python_docx_paragraphs import probe


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the text of the body's paragraphs, then of every cell of its tables, a line each."""
    document = _docx.open_with_python_docx(data)
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return Reading(text="\n".join(lines))


PARSER = ParserPath(
    id="python-docx-tables",
    family="python-docx-tables",
    title="python-docx Document.paragraphs, then Document.tables",
    accepts=_docx.DOCX,
    install=_docx.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=0.5,  # last: a worker that has loaded the library for the paragraphs is free by then
)
