"""Odoo's reading of ODT, by its published rules (``attachment_indexation``, seen at 0467075).

Who runs it: Odoo, whose recruitment application searches the text of applicants' attachments.

The rules: of ``content.xml`` first every ``text:p``, then every ``text:h``, then every ``text:list``, each
with all text in it and nothing for tabs, spaces and line breaks.

What it breaks on: headings stand behind all paragraphs, lists are read twice, and words around a tab or a
line break are glued. Headers and footers are lost. Since every document with headings comes out in another
order, it is no part of the panel.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import ODT

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NAMES = ("p", "h", "list")


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The commit of the published code whose rules these are."""
    return "0467075 (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads ``content.xml`` by the rules above."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    return Reading(text="".join(_lines(root)))


def _lines(root: ElementTree.Element) -> Iterator[str]:
    for name in _NAMES:
        for item in root.iter(f"{_TEXT}{name}"):
            yield "".join(item.itertext()) + "\n"


PARSER = ParserPath(
    id="odoo-odt",
    family="odoo",
    title="Odoo _index_opendoc (emulated)",
    accepts=(ODT,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    cost=2.0,
)
