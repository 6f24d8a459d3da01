"""A text file opened as UTF-8: ``open(file, encoding="utf-8", errors="ignore").read()``.

Who runs it: the commonest hand-written line of résumé tools that take plain text.

What it breaks on: of a file in another encoding every letter beyond ASCII is lost; of one in UTF-16 there is
a NUL between any two letters.
"""

from __future__ import annotations

import platform

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import TEXT


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of Python, whose codec it is."""
    return platform.python_version()


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the characters."""
    return Reading(text=data.decode("utf-8", "ignore"))


PARSER = ParserPath(
    id="utf8-text",
    family="utf8",
    title='open(encoding="utf-8", errors="ignore")',
    accepts=(TEXT,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    panel=True,
    cost=0.3,
)
