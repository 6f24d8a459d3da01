"""textract's reading of ODT, by its published rules (``textract/parsers/odt_parser.py`` of textract 1.6).

Who runs it: textract, which small résumé parsers read every type of file with (public examples:
Carlo1911/resume_script, sheyril/Job_recommender_system).

The rules: of ``content.xml`` each ``text:p`` and ``text:h``, in the order of the file, is a line: its text
with that of all elements in it; ``text:tab`` is a tab, ``text:s`` so many spaces.

What it breaks on: headers and footers are lost; words around a line break are glued. A text box comes out
twice: within its paragraph, and once more by itself. Deleted words, comments and notes stand amid the text.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import ODT

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_SPACES = 10_000


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The version of the published code whose rules these are."""
    return "1.6 (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads ``content.xml`` by the rules above."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    lines = (_text(item) for item in root.iter() if item.tag in (f"{_TEXT}p", f"{_TEXT}h"))
    return Reading(text="\n".join(lines))


def _text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for item in element:
        if item.tag == f"{_TEXT}tab":
            parts += ["\t", item.tail or ""]
        elif item.tag == f"{_TEXT}s":
            parts += [" " * min(int(item.get(f"{_TEXT}c") or 1), _MOST_SPACES), item.tail or ""]
        else:
            parts.append(_text(item))
    parts.append(element.tail or "")
    return "".join(parts)


PARSER = ParserPath(
    id="textract-odt",
    family="textract",
    title="textract's odt_parser (emulated)",
    accepts=(ODT,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    panel=True,
    cost=3.0,
)
