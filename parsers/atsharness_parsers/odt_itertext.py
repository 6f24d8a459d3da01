"""An ODT read by hand: ``"".join(one.itertext())`` of each ``text:p`` and ``text:h`` of ``content.xml``.

Who runs it: small tools that take ODT without a library: unzip, ElementTree, a loop.

What it breaks on: words around a tab, a line break or two spaces are glued. A text box comes out twice:
within its paragraph, and once more by itself. Headers and footers are lost; deleted words, comments and notes
stand amid the text.
"""

from __future__ import annotations

import platform
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import ODT

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of Python, whose ElementTree it is."""
    return platform.python_version()


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the text of each paragraph and heading, a line each."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    return Reading(text="\n".join("".join(one.itertext()) for one in root.iter() if one.tag in _LINES))


PARSER = ParserPath(
    id="odt-itertext",
    family="odt-itertext",
    title="content.xml, itertext() of each text:p and text:h",
    accepts=(ODT,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    panel=True,
    cost=2.0,
)
