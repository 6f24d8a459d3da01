"""Odoo's reading of plain text, by its published rules (``ir_attachment.py``, seen at 008fd2b).

Who runs it: Odoo, whose recruitment application searches the text of applicants' attachments.

The rules: of the file's bytes each run of four or more printable ASCII characters is a line.

What it breaks on: every letter beyond ASCII is lost and parts its word ("Müller" is "ller"), and short words
beside one go with it. It is no part of the panel: it misreads every dash.
"""

from __future__ import annotations

import re

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import TEXT

_PRINTABLE = re.compile(rb"[\x20-\x7E]{4,}")


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The commit of the published code whose rules these are."""
    return "008fd2b (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the file by the rules above."""
    return Reading(text=b"\n".join(_PRINTABLE.findall(data)).decode("ascii"))


PARSER = ParserPath(
    id="odoo-text",
    family="odoo",
    title="Odoo _index of text files (emulated)",
    accepts=(TEXT,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    cost=0.3,
)
