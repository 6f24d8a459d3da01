"""catdoc, found on PATH: ``catdoc -d utf-8 -w``.

Who runs it: indexing scripts of Linux systems, beside antiword.

What it breaks on: lines with pictures or boxes are lost, and so are headers, footers and text boxes.
"""

from __future__ import annotations

import re

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC
from atsharness_parsers._process import read_file, version_of

INSTALL = "apt install catdoc"
_VERSION = re.compile(r"Version (\S+)")


def probe(options: ReadOptions) -> str:
    """Version of catdoc.

    Raises:
        PathUnavailable: there is none, or it does not start.
    """
    return version_of(["catdoc", "-V"], _VERSION, options, INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the text.

    Raises:
        ProcessError: catdoc does not read the file.
    """
    return read_file(["catdoc", "-d", "utf-8", "-w"], "document.doc", data, options)


PARSER = ParserPath(
    id="catdoc",
    family="catdoc",
    title="catdoc -d utf-8",
    accepts=(DOC,),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=10.0,
    memory="resident",
)
