"""odfpy: ``teletype.extractText`` of each ``text:p``.

Who runs it: the commonest hand-written loop of Python tools that take ODT
(``for one in load(file).getElementsByType(text.P)``).

What it breaks on: headings are ``text:h`` and are lost, all of them; headers and footers too. It has no mark
for a line break. PyPI has it as source alone, so that it is used where it is installed.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import ODT
from atsharness_parsers import _formats
from atsharness_parsers._engine import need

INSTALL = "pip install odfpy"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of odfpy."""
    return _formats.probe_package("odf.opendocument", "odfpy", INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the text of each paragraph."""
    opendocument: Any = need("odf.opendocument", INSTALL)
    text: Any = need("odf.text", INSTALL)
    teletype: Any = need("odf.teletype", INSTALL)
    found = opendocument.load(BytesIO(data)).getElementsByType(text.P)
    return Reading(text="\n".join(teletype.extractText(one) for one in found))


PARSER = ParserPath(
    id="odfpy-paragraphs",
    family="odfpy",
    title="odfpy, each text:p",
    accepts=(ODT,),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=60.0,
)
