"""A plain text, or Markdown, as a person reads it in an editor: its characters, line by line."""

from __future__ import annotations

import re

from atsharness.docx.sheet import Sheet
from atsharness.flow.encoding import Characters, characters
from atsharness.flow.limits import FormatError, check_size
from atsharness.flow.told import told
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import ConstructKind

_SIZE = 10.0
_LINE_END = re.compile("\r\n|\r")
_FOREIGN = re.compile(r"\S*[^\x00-\x7f]\S*")
"""A word with a character that encodings write differently."""
_WORD = re.compile(r"\S+")


def text_of(read: Characters) -> str:
    """The text with one kind of line ends."""
    return _LINE_END.sub("\n", read.text)


def mark_foreign(sheet: Sheet, kind: ConstructKind, encoding: str) -> None:
    """Notes every word with a letter beyond ASCII; in UTF-16 and UTF-32 every word.

    Args:
        sheet: the text.
        kind: what is noted of them.
        encoding: that they are in.
    """
    written_otherwise = _WORD if encoding.startswith(("utf-16", "utf-32")) else _FOREIGN
    for found in written_otherwise.finditer(sheet.text):
        sheet.mark(kind, found.start(), found.end(), note=encoding)


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as plain text, in one line; None where it can."""
    try:
        check_size("text", len(data))
    except FormatError as error:
        return str(error)
    return None if characters(data).text.strip() else "there is no text in it"


def gather(data: bytes) -> tuple[LayoutFacts, Reference]:
    """The facts of a plain text, and its words."""
    read = characters(data)
    sheet = Sheet()
    sheet.add(text_of(read), _SIZE)
    if not read.is_utf8:
        mark_foreign(sheet, "old_encoding", read.encoding)
    return told("text", FileFacts(size_bytes=len(data)), sheet, read_by="characters")
