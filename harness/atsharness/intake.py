"""Bytes in: what a file is, by its content, and whether it can be read at all.

A PDF counts as readable when PDFium opens it: that is what a browser shows a person (docs/adr/0003);
an image when Pillow decodes it within the limit on pixels; a document without pages when it is whole and
within the limits of its format.
Opening happens in a worker process, like all work on untrusted bytes.
"""

from __future__ import annotations

import glob
import hashlib
import importlib
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from atsharness.errors import UsageError
from atsharness.model import Document, ReadOptions
from atsharness.model.document import is_pdf
from atsharness.model.media_types import DOC, DOCX, FLOWING, HTML, IMAGES, ODT, PDF, RTF, SHOWN, TEXT
from atsharness.settings import Settings

ANALYSED = (PDF, *SHOWN)
"""Whose own facts tell what a person sees; an image is read by OCR."""
READ = (PDF, *FLOWING, *IMAGES)
"""What some parser path reads."""
READ_NAMES = "PDF, DOCX, ODT, RTF, DOC, PNG, JPEG or TIFF file"
_SUFFIXES = (
    *(".pdf", ".docx", ".docm", ".dotx", ".dotm", ".odt", ".rtf", ".doc"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
)
"""Of files that are taken from a folder. Pages and texts are read where they are named: in a folder they are
sources, reports and notes."""
PROTECTED = "application/x-tika-ooxml-protected"
"""A DOCX under a password: it is wrapped in the container of the old formats."""
JSON = "application/json"
NO_PAGE = "nothing here tells what a person sees in a DOC: give its text with --source"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"{\\rtf", RTF),
    (b"%!PS", "application/postscript"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a DOCX under a password ([MS-OFFCRYPTO] 2.3.4.4)."""
_CONTENT_TYPES = b"[Content_Types].xml"
_HEAD = 4096
"""Bytes of a file without a signature that are looked at."""
_START = 400
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FIRST_PRINTED, _FIRST_FOREIGN = 0x20, 0x80
_MOST_FOREIGN = 0.3
"""Share of bytes beyond ASCII that a text in an encoding of one byte a character has; Polish has 8 %."""
_HTML_START = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|h1|div|font|table"
    r"|a|style|title|b|br|p)(?=[\s>])",
    re.DOTALL,
)
"""By these elements browsers tell HTML of no declared type (mimesniff.spec.whatwg.org, section 7.1)."""
_NAMES = {
    "application/pdf": "a PDF",
    "image/png": "a PNG image",
    "image/jpeg": "a JPEG image",
    "image/tiff": "a TIFF image",
    RTF: "an RTF document",
    DOC: "an old Word document (DOC)",
    PROTECTED: "a Word document under a password",
    ODT: "an OpenDocument text (ODT)",
    "application/postscript": "a PostScript file",
    "application/zip": "a ZIP archive",
    HTML: "an HTML page",
    TEXT: "plain text",
    JSON: "a JSON file",
    DOCX: "a Word document (DOCX)",
}

_INSTEAD = {
    PROTECTED: "save it without the password",
    JSON: "it is no résumé but the source of one: give it with --source",
}
_SUPPORTED = "only PDF, DOCX, ODT, RTF, DOC, HTML, plain text and image files are supported"
_UNKNOWN = "not a document of a known type"
ENCRYPTED = "encrypted: "
"""Begins the reason why a file with an unknown password is unreadable."""
_NO_PAGES = "it has no pages"


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What opening a PDF tells: its pages, or the one-line reason why it cannot be read."""

    page_count: int | None = None
    reason: str | None = None


def name(media_type: str | None) -> str:
    """A media type for people: ``a PNG image``."""
    return _NAMES.get(media_type or "", _UNKNOWN)


def expand(arguments: Iterable[str]) -> list[str]:
    """Files named by arguments: files as they are, folders recursively, patterns; ``-`` is standard input.

    Of a folder those whose names end like a type that is read (`left_out` counts the others).

    Raises:
        UsageError: an argument matches nothing.
    """
    files: list[str] = []
    for argument in arguments:
        if argument == "-" or (os.path.lexists(argument) and not os.path.isdir(argument)):
            files.append(argument)
            continue
        if os.path.isdir(argument):
            found = list(documents_in(argument))
        else:
            found = sorted(file for file in glob.glob(argument, recursive=True) if os.path.isfile(file))
        if not found:
            what = f"no {READ_NAMES} in this folder" if os.path.isdir(argument) else "no such file"
            raise UsageError(f"{printable_name(argument)}: {what}")
        files += found
    return files


def left_out(arguments: Iterable[str]) -> Counter[str]:
    """How many files of folders `expand` leaves out, by the end of their names; ``""`` for those without."""
    files = (file for argument in arguments if os.path.isdir(argument) for file in _walk(argument))
    return Counter(os.path.splitext(file)[1].lower() for file in files if not ends_like_a_document(file))


def ends_like_a_document(file: str) -> bool:
    """Whether a file's name ends like that of a type that is read."""
    return file.lower().endswith(_SUFFIXES)


def documents_in(folder: str) -> Iterator[str]:
    """Files below a folder whose names end like a type that is read, in a fixed order."""
    return (file for file in _walk(folder) if ends_like_a_document(file))


def _walk(top: str) -> Iterator[str]:
    """All files below a folder in a fixed order, hidden ones left out."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names.sort()
        for name in names:
            if not name.startswith("."):
                yield os.path.join(folder, name)


def display_path(file: str) -> str:
    """The name a report shows: relative to the current folder when below it, else the bare name."""
    if file == "-":
        return "-"
    absolute = os.path.abspath(file)
    below = os.path.relpath(absolute)
    return printable_name(os.path.basename(absolute) if below.startswith("..") else below)


def display_paths(files: Sequence[str]) -> list[str]:
    """The names that a report shows of several files.

    Each is `display_path`'s; files of one name outside the current folder have as many folders before it as
    tell them apart.
    """
    shown = [display_path(file) for file in files]
    places = [file if file == "-" else os.path.abspath(file) for file in files]
    outside = [
        file != "-" and os.path.relpath(place).startswith("..")
        for file, place in zip(files, places, strict=True)
    ]
    depths = [1] * len(files)
    while True:
        alike: dict[str, set[str]] = {}
        for name, place in zip(shown, places, strict=True):
            alike.setdefault(name, set()).add(place)
        longer = [
            at
            for at, name in enumerate(shown)
            if outside[at] and len(alike[name]) > 1 and depths[at] < len(Path(places[at]).parts)
        ]
        if not longer:
            return shown
        for at in longer:
            depths[at] += 1
            shown[at] = printable_name(str(Path(*Path(places[at]).parts[-depths[at] :])))


def printable_name(name: str) -> str:
    """A file's name as valid Unicode: undecodable bytes become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def read(file: str, settings: Settings, shown: str | None = None) -> tuple[Document, bytes]:
    """Reads one file and tells its type by content. Never raises for what the file is.

    Args:
        file: its name.
        settings: which say how large it may be.
        shown: the name that a report shows; None takes `display_path`'s.

    Returns:
        The document, with status and reason where it is not worth trying, and its bytes.
    """
    document = Document(path=shown or display_path(file), status="unreadable")
    try:
        data = _bytes(file, settings.max_bytes)
    except OSError as error:
        return msgspec.structs.replace(document, reason=f"cannot be opened: {error.strerror}"), b""
    except ValueError as error:
        return msgspec.structs.replace(document, reason=str(error)), b""
    if not data:
        return msgspec.structs.replace(document, reason="the file is empty"), b""
    document = msgspec.structs.replace(document, size_bytes=len(data))
    if len(data) > settings.max_bytes:
        reason = f"larger than {settings.max_bytes:,} bytes (setting max_bytes)"
        return msgspec.structs.replace(document, reason=reason), b""
    media_type = sniff(data)
    document = msgspec.structs.replace(
        document, media_type=media_type, sha256=hashlib.sha256(data).hexdigest(), status="ok"
    )
    if media_type not in READ:
        reason = f"{name(media_type)}: {_INSTEAD.get(media_type or '', _SUPPORTED)}"
        document = msgspec.structs.replace(document, status="unsupported", reason=reason)
    return document, data


def _bytes(file: str, limit: int) -> bytes:
    """At most ``limit + 1`` bytes, so that the caller sees that there are more."""
    if file == "-":
        if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
            raise UsageError("standard input is closed: there is nothing to read")
        return sys.stdin.buffer.read(limit + 1)
    # O_NONBLOCK: opening a FIFO must not wait for a writer; the check is on the open file.
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError("not a regular file")
        return stream.read(limit + 1)


def sniff(data: bytes) -> str | None:
    """The media type that the content shows, or None. PDF headers may stand in the first 1,024 bytes."""
    if is_pdf(data):
        return PDF
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    if data.startswith(_OLE):
        return PROTECTED if _ENCRYPTED_PACKAGE in data else DOC
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    return _sniff_text(data)


def _sniff_text(data: bytes) -> str | None:
    """The type of a file without a signature: text in some encoding, or None."""
    head = data[:_HEAD]
    if head.startswith(_WIDE_MARKS):
        text = head.decode("utf-16" if len(head) % 2 == 0 else "utf-16-le", "replace")
    else:
        text = head.decode("utf-8-sig", "ignore")
        if any(byte < _FIRST_PRINTED and byte not in b"\t\n\r\f" for byte in head):
            return None
        foreign = sum(byte >= _FIRST_FOREIGN for byte in head)
        if not _is_utf8(head) and foreign > _MOST_FOREIGN * len(head):
            return None
    start = text.lstrip()[:_START].lower()
    if _HTML_START.match(start):
        return HTML
    return JSON if start.startswith(("{", "[")) and _is_json(data) else TEXT


def _is_utf8(head: bytes) -> bool:
    """Whether the begin of a file is UTF-8; its last character may be cut off."""
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 4 and len(head) == _HEAD
    return True


def _is_json(data: bytes) -> bool:
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _sniff_zip(data: bytes) -> str:
    """What is in a ZIP archive; names of parts stand in it as they are."""
    if b"word/document" in data or (_CONTENT_TYPES in data and b"word/" in data):
        return DOCX
    return ODT if f"mimetype{ODT}".encode() in data[:200] else "application/zip"


def inspect(data: bytes, options: ReadOptions) -> Inspection:
    """Opens a file of a known type: its pages, or why it cannot be read. Runs in a worker."""
    media_type = sniff(data)
    if media_type == PDF:
        return inspect_pdf(data, options.password)
    if media_type in FLOWING:
        from atsharness.flow.gather import inspected

        return Inspection(reason=inspected(media_type, data))
    return inspect_image(data, options)


def inspect_image(data: bytes, options: ReadOptions) -> Inspection:
    """Opens an image with Pillow and decodes it: pages, or why no viewer shows it.

    Pages are counted up to one more than the limit.
    """
    from io import BytesIO

    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # some libraries have it on; half a page is no page
    pages = 0
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            while pages <= options.max_pages:
                try:
                    image.seek(pages)
                except EOFError:
                    break
                width, height = image.size
                if width * height > options.max_pixels:
                    limit = f"more than {options.max_pixels:,} (setting max_pixels)"
                    return Inspection(reason=f"{width:,} x {height:,} pixels, {limit}")
                image.load()
                pages += 1
    except MemoryError:
        raise
    except UnidentifiedImageError:  # its message names an object in memory
        return Inspection(reason="corrupt: the image cannot be decoded")
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them
        return Inspection(
            reason=f"corrupt: the image cannot be decoded ({' '.join(str(error).split())[:120]})"
        )
    return Inspection(page_count=pages) if pages else Inspection(reason=_NO_PAGES)


def inspect_pdf(data: bytes, password: str | None) -> Inspection:
    """Opens a PDF with PDFium: page count, or why no viewer shows it. Runs in a worker."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data, password=password) as pdf:
            pages = len(pdf)
    except pypdfium2.PdfiumError as error:
        return Inspection(reason=_why_not(data, password, str(error)))
    return Inspection(page_count=pages) if pages else Inspection(reason=_NO_PAGES)


def _why_not(data: bytes, password: str | None, error: str) -> str:
    """Why PDFium did not open the file. Without pages it repeats its last error, whatever that was."""
    if b"/Encrypt" in data and "password" in error.lower():
        return ENCRYPTED + ("the password is wrong" if password else "give its password with --password")
    if b"%%EOF" not in data[-1024:]:
        return "truncated: the end of the file is missing; export or download it again"
    pymupdf: Any = importlib.import_module("pymupdf")
    pymupdf.TOOLS.mupdf_display_errors(False)
    try:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            if not document.is_repaired and document.page_count == 0:
                return _NO_PAGES
    except (RuntimeError, ValueError):
        pass
    return "corrupt: PDFium cannot open it; export it again"


def admit(document: Document, inspection: Inspection, settings: Settings) -> Document:
    """The document with what its inspection found, and the page limit applied."""
    reason = inspection.reason
    pages = inspection.page_count
    if pages is not None and pages > settings.max_pages:
        reason = f"{pages:,} pages, more than {settings.max_pages:,} (setting max_pages)"
    return msgspec.structs.replace(
        document, page_count=pages, reason=reason, status="unreadable" if reason else "ok"
    )
