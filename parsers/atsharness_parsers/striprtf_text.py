"""striprtf: ``rtf_to_text(text)``.

Who runs it: small résumé tools in Python that take RTF (``from striprtf.striprtf import rtf_to_text``).

What it breaks on: text boxes, headers, footers and notes are lost; hidden and deleted text is read. What
stands in an alternative for old programs may come out twice.
"""

from __future__ import annotations

from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import RTF
from atsharness_parsers import _formats
from atsharness_parsers._engine import need


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of striprtf."""
    return _formats.probe_package("striprtf.striprtf", "striprtf")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `rtf_to_text`; bytes beyond ASCII are what a file opened as UTF-8 without errors has of them."""
    engine: Any = need("striprtf.striprtf", _formats.INSTALL)
    return Reading(text=engine.rtf_to_text(data.decode("utf-8", "ignore"), errors="ignore"))


PARSER = ParserPath(
    id="striprtf",
    family="striprtf",
    title="striprtf rtf_to_text()",
    accepts=(RTF,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=4.0,
)
