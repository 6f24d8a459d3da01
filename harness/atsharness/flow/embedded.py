"""Documents that a DOCX shows as a part of its own (``w:altChunk``): a page, a mail, an RTF, another DOCX.

Word unfolds such a part when it opens the file. Programs that turn HTML into DOCX in a browser write the
whole document so.
"""

from __future__ import annotations

import email
import email.policy
import importlib
from email.message import EmailMessage

from atsharness.docx.package import Package, PackageError
from atsharness.docx.reader import Reader
from atsharness.docx.sheet import Sheet
from atsharness.flow.limits import FormatError, check_size

_TEXT_SIZE = 10.0
"""Points of a plain text, which has no sizes."""


def unfolded(data: bytes, content_type: str) -> Sheet | None:
    """What a person reads of an embedded document.

    Args:
        data: the part.
        content_type: as the file declares it.

    Returns:
        Its text and sizes, and of its constructs what is embedded in it, which stays unread; None where it
        cannot be read, exceeds a limit, or what reads it is not installed.
    """
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind in ("message/rfc822", "multipart/related"):
            found = _of_mail(data)
        elif kind in ("text/html", "application/xhtml+xml"):
            found = _of_html(data)
        elif kind in ("application/rtf", "text/rtf"):
            check_size("rtf", len(data))
            found = importlib.import_module("atsharness.flow.rtf").Reader(data).read()
        elif kind == "text/plain":
            found = _of_text(data)
        elif "wordprocessingml" in kind:
            reader = Reader(Package(data))
            reader.read()
            found = reader.sheet
        else:
            return None
    except (FormatError, PackageError, ModuleNotFoundError, RecursionError):
        return None
    if found is not None:
        found.marks[:] = [mark for mark in found.marks if mark.kind == "alternative_part"]
    return found


def _of_mail(data: bytes) -> Sheet | None:
    """A page saved as a mail (MHT): the first part that is a page."""
    message = email.message_from_bytes(data, EmailMessage, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _of_html(content)
    return None


def _of_html(data: bytes) -> Sheet:
    check_size("html", len(data))
    page = importlib.import_module("atsharness.flow.html")
    encoding = importlib.import_module("atsharness.flow.encoding")
    found: Sheet = page.Reader(encoding.characters(data, html=True).text).read()
    return found


def _of_text(data: bytes) -> Sheet:
    check_size("text", len(data))
    encoding, plain = (importlib.import_module(f"atsharness.flow.{name}") for name in ("encoding", "plain"))
    sheet = Sheet()
    sheet.add(plain.text_of(encoding.characters(data)), _TEXT_SIZE)
    return sheet
