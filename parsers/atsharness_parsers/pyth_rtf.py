"""pyth for Python 3: ``Rtf15Reader.read(file)``, written as plain text.

Who runs it: the oldest RTF reader of Python, which question-and-answer pages name first.

What it breaks on: tables, text boxes, headers and footers are lost or glued; an RTF that names no codepage,
or has what the specification of 1994 lacks, may end it with an error.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import RTF
from atsharness_parsers import _formats
from atsharness_parsers._engine import need

_READER, _WRITER = "pyth.plugins.rtf15.reader", "pyth.plugins.plaintext.writer"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pyth3."""
    need(_WRITER, _formats.INSTALL)
    return _formats.probe_package(_READER, "pyth3")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the plain text of the document."""
    reader: Any = need(_READER, _formats.INSTALL)
    writer: Any = need(_WRITER, _formats.INSTALL)
    document = reader.Rtf15Reader.read(BytesIO(data))
    return Reading(text=writer.PlaintextWriter.write(document).getvalue())


PARSER = ParserPath(
    id="pyth",
    family="pyth",
    title="pyth Rtf15Reader",
    accepts=(RTF,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=20.0,
)
