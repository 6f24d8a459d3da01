r"""A résumé as RTF, written as WordPad and Word do: letters beyond ASCII as ``\'hh`` or ``\uN?``."""

from __future__ import annotations

from collections.abc import Iterable

from atsharness_corpus.docx.resume import blocks
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Symbol;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    r"{\stylesheet{\s0 Normal;}{\s1\b\fs28 heading 1;}}{\info{\author %s}{\title R\'e9sum\'e9}}"
    "\n"
)
_LOOKS = {"name": r"\b\fs40 ", "section": r"\b\fs28 ", "title": r"\b\fs22 "}
_BULLET = r"{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt\pnf1\pnindent0{\pntxtb\'B7}}\fi-360\li720 "


def escaped(text: str, *, unicode_only: bool = False) -> str:
    r"""Text as RTF writes it.

    Args:
        text: any.
        unicode_only: whether all letters beyond ASCII are ``\uN?``, as new programs write them.
    """
    out = []
    for char in text:
        if char in "\\{}":
            out.append(f"\\{char}")
        elif char.isascii():
            out.append(char)
        else:
            out.append(_foreign(char, unicode_only=unicode_only))
    return "".join(out)


def _foreign(char: str, *, unicode_only: bool) -> str:
    if not unicode_only:
        try:
            return f"\\'{char.encode('cp1252')[0]:02x}"
        except UnicodeEncodeError:
            pass
    units = char.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(f"\\u{number}?" for number in numbers)


def paragraph(text: str, look: str = "") -> str:
    """A paragraph of escaped text."""
    return rf"\pard\plain\f0\fs20 {look}{text}\par" + "\n"


def printed(block: Block, *, unicode_only: bool = False) -> str:
    """A block as a paragraph; argument as of `escaped`."""
    lead = rf"{{\b {escaped(block.lead, unicode_only=unicode_only)} }}" if block.lead else ""
    text = block.text + (f" | {block.right}" if block.right else "")
    look = _BULLET if block.kind == "bullet" else _LOOKS.get(block.kind, "")
    return paragraph(lead + escaped(text, unicode_only=unicode_only), look)


def document(paragraphs: Iterable[str], author: str = "") -> bytes:
    """A whole file."""
    return (_HEAD % escaped(author) + "".join(paragraphs) + "}").encode("ascii")


def clean(person: Person, *, unicode_only: bool = False) -> bytes:
    """A résumé of paragraphs alone; argument as of `escaped`."""
    found = (printed(block, unicode_only=unicode_only) for block in blocks(person))
    return document(found, person.basics.name)
