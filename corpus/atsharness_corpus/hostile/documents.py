"""Documents without pages that ask for more than any document does; all harmless in size.

Nearly all are refused before any reader sees them: what is tested is the harness's own guard.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from atsharness.model import DocumentStatus
from atsharness_corpus.docx.writer import Docx, paragraph, zipped
from atsharness_corpus.flow import html, odt
from atsharness_corpus.hostile.model import OK, Hostile

_WORDS = "Jane Example, Engineer"
_PARTS = 2_100
_DEEP = 500
_NOWHERE = "http://127.0.0.1:9/nothing"
"""An address that nobody serves: it would be noticed if a reader went there."""


def _plain() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(Docx(paragraph(_WORDS)).saved())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with(parts: Mapping[str, bytes]) -> bytes:
    return zipped({**_plain(), **parts})


def bomb() -> bytes:
    """A part of 12 MB of blanks in a file of 20 kB, far more than any document grows."""
    return _with({"word/media/blank.bin": bytes(12_000_000)})


def doctype() -> bytes:
    """A part with a document type and an entity, which stands for two letters."""
    return _with({"word/styles.xml": b'<!DOCTYPE s [<!ENTITY e "ok">]><s>&e;</s>'})


def many_parts() -> bytes:
    """2,100 empty parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _plain().items():
            archive.writestr(zipfile.ZipInfo(name), data)
        for number in range(_PARTS):
            archive.writestr(zipfile.ZipInfo(str(number)), b"")
    return out.getvalue()


def outside() -> bytes:
    """A part whose name leads out of the file."""
    return _with({"../outside.xml": b"<x/>"})


def deep() -> bytes:
    """Elements 500 within each other."""
    return _with({"word/styles.xml": b"<s>" * _DEEP + b"</s>" * _DEEP})


def elements() -> bytes:
    """400,001 elements, 2 kB packed."""
    return _with({"word/styles.xml": b"<s>" + b"<e/>" * 400_001 + b"</s>"})


def external() -> bytes:
    """A link, a picture and a template that are outside of the file."""
    made = Docx(paragraph(_WORDS))
    made.link(_NOWHERE)
    made.link("file:///etc/hostname")
    return made.saved()


def odt_doctype() -> bytes:
    """An ODT whose content declares a document type."""
    made = odt.document([odt.paragraph(_WORDS)])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as read, zipfile.ZipFile(out, "w") as archive:
        for entry in read.infolist():
            data = read.read(entry)
            if entry.filename == "content.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY e "ok">]>', 1)
            archive.writestr(entry, data)
    return out.getvalue()


def rtf_groups() -> bytes:
    """Groups 500 within each other."""
    return rb"{\rtf1 " + b"{" * _DEEP + _WORDS.encode() + b"}" * (_DEEP + 1)


def rtf_binary() -> bytes:
    r"""A ``\bin`` that claims two billion bytes behind it."""
    return rb"{\rtf1 " + _WORDS.encode() + rb"\bin2147483647 x}"


def html_deep() -> bytes:
    """Elements 500 within each other."""
    return b"<!doctype html><title>x</title>" + b"<div>" * _DEEP + _WORDS.encode()


def html_fetching() -> bytes:
    """A style sheet, a script, a picture and a frame that are outside of the file."""
    head = f'<link rel="stylesheet" href="{_NOWHERE}"><script src="{_NOWHERE}"></script>'
    body = [f"<p>{_WORDS}</p>", f'<img src="{_NOWHERE}" alt=""><iframe src="{_NOWHERE}"></iframe>']
    return html.page(body, title="Resume", head=head).encode()


_REFUSED: tuple[DocumentStatus, ...] = ("unreadable",)
HOSTILE = (
    Hostile(
        id="docx-zip-bomb",
        suffix="docx",
        title="A DOCX that unpacks to 600 times its size",
        mechanism="An archive that grows beyond all measure fills the memory of whoever unpacks it.",
        build=bomb,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-doctype",
        suffix="docx",
        title="A DOCX with a document type",
        mechanism="A document type may declare entities that grow, or that are files and addresses.",
        build=doctype,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-many-parts",
        suffix="docx",
        title="A DOCX of thousands of parts",
        mechanism="Readers that load every part hold them all.",
        build=many_parts,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-part-outside",
        suffix="docx",
        title="A DOCX with a part named with ..",
        mechanism="Whoever unpacks the archive to a folder writes beside it.",
        build=outside,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-deep-elements",
        suffix="docx",
        title="A DOCX with elements 500 within each other",
        mechanism="Readers that go through a tree by calling themselves run out of stack.",
        build=deep,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-many-elements",
        suffix="docx",
        title="A DOCX of 400,001 elements",
        mechanism="A tree in memory takes a hundred times the room of its text.",
        build=elements,
        document=_REFUSED,
    ),
    Hostile(
        id="docx-external",
        suffix="docx",
        title="A DOCX that refers to addresses and files outside",
        mechanism="A reader that follows a relationship tells somebody that the file is read.",
        build=external,
        default=OK,
    ),
    Hostile(
        id="odt-doctype",
        suffix="odt",
        title="An ODT with a document type",
        mechanism="As of a DOCX, by the readers of content.xml.",
        build=odt_doctype,
        document=_REFUSED,
    ),
    Hostile(
        id="rtf-deep-groups",
        suffix="rtf",
        title="An RTF with groups 500 within each other",
        mechanism="A reader keeps the state of every open group.",
        build=rtf_groups,
        document=_REFUSED,
    ),
    Hostile(
        id="rtf-binary-length",
        suffix="rtf",
        title="An RTF that claims two billion bytes of binary data",
        mechanism="A reader that takes the number as it is asks for that much memory.",
        build=rtf_binary,
        document=_REFUSED,
    ),
    Hostile(
        id="html-deep-elements",
        suffix="html",
        title="A page with elements 500 within each other",
        mechanism="Readers that go through a tree by calling themselves run out of stack.",
        build=html_deep,
        document=_REFUSED,
    ),
    Hostile(
        id="html-fetching",
        suffix="html",
        title="A page of pieces that are outside of it",
        mechanism="A reader that fetches a style sheet or a picture tells somebody that the page is read.",
        build=html_fetching,
        default=OK,
    ),
)
