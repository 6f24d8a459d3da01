"""The parts of a DOCX or ODT under limits: what is looked at before any reader sees the file.

A DOCX is a ZIP archive of XML parts (ECMA-376, part 2), and so is an ODT. No part is parsed that declares a
document type, so there are no entities; nothing that a part refers to outside the file is ever fetched.
The one exception is an ODT's manifest, which older programs gave a bare declaration.
"""

from __future__ import annotations

import posixpath
import re
import xml.parsers.expat
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree

MOST_PARTS = 2_000
"""Parts of one file; Word's own have 10 to 40, one with 200 pictures has 250."""
MOST_XML_BYTES = 40_000_000
"""Unpacked XML of one file; the largest of 21 public résumé templates has 2.1 MB."""
MOST_BYTES = 300_000_000
"""Everything unpacked."""
MOST_RATIO = 200
"""Times that the file may grow when it is unpacked, beyond `SMALL` bytes; plain XML grows 10 to 30 times."""
SMALL = 5_000_000
MOST_ELEMENTS = 400_000
MOST_DEPTH = 200
"""Elements within each other; libxml2, which python-docx reads with, gives up at 256."""
MAIN_TYPES = re.compile(
    r"(?:officedocument\.wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroenabled)",
    re.IGNORECASE,
)
"""What the content type of a main part holds, of a document or a template, with macros or without."""

_BOMS = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE = "<!DOCTYPE"
_MANIFEST = re.compile(rb'<!DOCTYPE manifest:manifest PUBLIC "[^"<>\[]*" "Manifest\.dtd">')
"""What OpenOffice.org 1 and 2 and AbiWord declare in an ODT's manifest; it can hold no entity."""
_ENCODINGS = ("utf-8", "utf-16", "us-ascii")


class PackageError(ValueError):
    """The file is no DOCX that anybody can read, or one that exceeds a limit; the message is one line."""


class Relationship:
    """Where a part's reference leads."""

    __slots__ = ("external", "kind", "target")

    def __init__(self, kind: str, target: str, *, external: bool) -> None:
        """Takes the last word of the type, and the target: a part's name, or an address outside."""
        self.kind = kind
        self.target = target
        self.external = external


class Parts:
    """The parts of one ZIP archive, by name. Nothing is unpacked before it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Opens the archive.

        Raises:
            PackageError: it is none, or exceeds a limit.
        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, LookupError, ValueError, NotImplementedError, OSError) as error:
            cut = b"PK\x05\x06" not in data[-66_000:]
            end = (
                "truncated: the end of the file is missing" if cut else "corrupt: it is no whole ZIP archive"
            )
            raise PackageError(f"{end}; save or download it again") from error
        self._entries = {_part_name(entry.filename): entry for entry in entries}
        _check(entries, self._entries, len(data))

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            PackageError: there is no such part, or it is damaged or encrypted.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise PackageError(f"corrupt: its part {name[:80]} is missing")
        try:
            return self._archive.read(entry)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            LookupError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            OSError,
        ) as error:
            raise PackageError(f"corrupt: its part {name[:80]} cannot be unpacked") from error

    def xml(self, name: str) -> ElementTree.Element:
        """A part as a tree.

        Raises:
            PackageError: as of `read`, or it is not well formed, or has a document type.
        """
        data = self.read(name)
        _refuse_doctype(name, data)
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise PackageError(f"corrupt: its part {name[:80]} is no well-formed XML") from error

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._entries

    def check_xml(self) -> None:
        """Goes through every XML part once, within the limits on elements and depth.

        Raises:
            PackageError: a part is not well formed, declares a document type, or a limit is exceeded.
        """
        elements = 0
        for name in self._entries:
            if name.endswith((".xml", ".rels", ".vml")):
                data = self.read(name)
                if not data:
                    continue  # settings that pandoc and older LibreOffice leave empty; no reader opens them
                _refuse_doctype(name, data)
                elements += _elements(name, data, MOST_ELEMENTS - elements)


class Package(Parts):
    """The parts of one DOCX, and how they are related."""

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of a part (of the file itself unless named), by id."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(name):
            return {}
        found = {}
        for item in self.xml(name):
            kind = item.get("Type", "").rpartition("/")[2]
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                target = posixpath.normpath(target)
            found[item.get("Id", "")] = Relationship(kind, target, external=external)
        return found

    @cached_property
    def main(self) -> str:
        """The name of the main part.

        Raises:
            PackageError: there is none that is a Word document's.
        """
        for relationship in self.relationships().values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                return relationship.target
        raise PackageError("it has no main part: it is no Word document")

    def type_of(self, name: str) -> str:
        """The content type of a part, given by its name or by the ending of it; empty where by neither."""
        ending = name.rpartition(".")[2].lower()
        return self.content_types.get(name, "") or self._types_by_ending.get(ending, "")

    @cached_property
    def _types_by_ending(self) -> dict[str, str]:
        return {
            item.get("Extension", "").lower(): item.get("ContentType", "")
            for item in self.xml("[Content_Types].xml")
            if item.tag.endswith("}Default")
        }

    @cached_property
    def content_types(self) -> dict[str, str]:
        """The content types that are given by a part's name."""
        types = "[Content_Types].xml"
        if not self.has(types):
            raise PackageError("corrupt: it does not say what its parts are ([Content_Types].xml is missing)")
        return {
            item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
            for item in self.xml(types)
            if item.tag.endswith("}Override")
        }


def _part_name(name: str) -> str:
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name:
        raise PackageError("it names a part outside of itself (..), which no word processor writes")
    return name


def _check(entries: list[zipfile.ZipInfo], by_name: dict[str, zipfile.ZipInfo], size: int) -> None:
    """The limits that the table of contents tells.

    Raises:
        PackageError: one is exceeded.
    """
    total = sum(entry.file_size for entry in entries)
    xml_bytes = sum(
        entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels", ".vml"))
    )
    if len(by_name) < len(entries):
        raise PackageError("corrupt: two of its parts have the same name")
    if any(entry.flag_bits & 1 for entry in entries):
        raise PackageError("its parts are encrypted: save it without a password")
    if len(entries) > MOST_PARTS:
        raise PackageError(f"{len(entries):,} parts, more than {MOST_PARTS:,}")
    if xml_bytes > MOST_XML_BYTES:
        raise PackageError(f"{xml_bytes:,} bytes of XML, more than {MOST_XML_BYTES:,}")
    if total > MOST_BYTES or total > max(SMALL, MOST_RATIO * size):
        raise PackageError(f"it unpacks to {total:,} bytes, far more than a document has")


def _refuse_doctype(name: str, data: bytes) -> None:
    """Raises `PackageError` for a part with a document type, in any of the encodings that parts may have."""
    wide = data.startswith(_BOMS) or b"\0" in data[:4]
    if name == "META-INF/manifest.xml":
        data = _MANIFEST.sub(b"", data, count=1)
    signs = [_DOCTYPE.encode(code) for code in (("utf-16-le", "utf-16-be") if wide else ("ascii",))]
    if any(sign in data for sign in signs):
        raise PackageError(f"its part {name[:80]} declares a document type, which no word processor writes")


def _elements(name: str, data: bytes, most: int) -> int:
    """How many elements a part has.

    Raises:
        PackageError: more than `most`, or too deep, or not well formed, or in another encoding.
    """
    count = depth = 0

    def started(*_: object) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if depth > MOST_DEPTH:
            raise PackageError(f"its part {name[:80]} has more than {MOST_DEPTH} elements within each other")
        if count > most:
            raise PackageError(f"more than {MOST_ELEMENTS:,} elements")

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise PackageError(f"its part {name[:80]} is in the encoding {encoding[:20]}, not in UTF-8")

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.XmlDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        if isinstance(error, PackageError):
            raise
        raise PackageError(f"corrupt: its part {name[:80]} is no well-formed XML") from error
    return count


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as a DOCX, in one line; None where it can."""
    try:
        package = Package(data)
        package.check_xml()
        kind = package.content_types.get(package.main, "")
        if kind and MAIN_TYPES.search(kind) is None:
            return "its main part is no Word document's"
        root = package.xml(package.main)
    except PackageError as error:
        return str(error)
    if not root.tag.endswith("}document"):
        return "its main part is no Word document's"
    return None
