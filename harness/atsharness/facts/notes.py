"""What is laid over the page: links, annotations with text, form fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from atsharness.model import Box
from atsharness.model.facts import Line, LinkFacts, Note
from atsharness.page.engine import mupdf

MOST_LINKS = 2_000
MOST_NOTES = 1_000

_HIDDEN_FLAGS = 1 << 1 | 1 << 5
"""Annotation flags Hidden and NoView (ISO 32000-1, table 165)."""

_WITH_TEXT = {"FreeText", "Stamp", "Text", "Caret"}
_POP_UPS = {"Text", "Caret", "Popup"}
_DIGITS = re.compile(r"\D+")


class RawLink:
    """A link's area and address, before it is compared with the page's text."""

    def __init__(self, box: Box, uri: str) -> None:
        self.box = box
        self.uri = uri


def raw_links(page: Any) -> list[RawLink]:
    """The links of a page that lead out of the document, with their areas as displayed.

    MuPDF's list is followed directly: PyMuPDF's looks all annotations through for each link (4,000: 12 s).
    """
    library = mupdf().mupdf
    found: list[RawLink] = []
    matrix = page.rotation_matrix
    link = library.fz_load_links(page.this)
    for _ in range(MOST_LINKS):
        if link.m_internal is None:
            break
        uri = link.uri() or ""
        if library.fz_is_external_link(uri) and not uri.startswith("file:"):
            found.append(RawLink(_displayed(link.rect(), matrix), uri))
        link = link.next()
    return found


def _displayed(rect: Any, matrix: Any) -> Box:
    pymupdf = mupdf()

    x0, y0, x1, y1 = (pymupdf.Rect(rect) * matrix).normalize()
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def link_facts(page: int, links: Sequence[RawLink], lines: Sequence[Line], text: str) -> list[LinkFacts]:
    """Links against the visible text.

    Args:
        page: its number.
        links: of the page.
        lines: of the page.
        text: the visible text of the whole document.
    """
    packed = _packed(text)
    digits = _DIGITS.sub("", text)
    found = []
    for link in links:
        anchor = _anchor(link.box, lines)
        letters = sum(char.isalnum() and not "\ue000" <= char <= "\uf8ff" for char in anchor)
        found.append(
            LinkFacts(
                page=page,
                box=link.box,
                uri=link.uri,
                anchor=anchor,
                written=_is_written(link.uri, packed, digits),
                icon_only=letters < 2,
            )
        )
    return found


def _anchor(box: Box, lines: Sequence[Line]) -> str:
    """The words whose middles lie in an area."""
    words = []
    for line in lines:
        if line.box[1] > box[3] or line.box[3] < box[1]:
            continue
        for word in line.words:
            x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
            if box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1:
                words.append(word.text)
    return " ".join(words)


def _packed(text: str) -> str:
    return "".join(text.split()).lower().replace("\u00ad", "")


def _is_written(uri: str, packed: str, digits: str) -> bool:
    """Whether a reader of the text could know the address."""
    scheme, _, rest = uri.partition(":")
    scheme = scheme.lower()
    if scheme in ("tel", "sms", "callto"):
        number = _DIGITS.sub("", rest)
        return len(number) >= 5 and number[-8:] in digits
    if scheme == "mailto":
        return _packed(unquote(rest.partition("?")[0])) in packed
    address = re.sub(r"^(https?:)?/*(www\.)?", "", uri, flags=re.IGNORECASE).rstrip("/")
    return bool(address) and _packed(unquote(address)) in packed


# --- annotations and fields -----------------------------------------------------------------------------


def page_notes(page: Any) -> list[Note]:
    """Texts of annotations and filled form fields of a page."""
    found: list[Note] = []
    matrix = page.rotation_matrix
    for annotation in page.annots() or ():
        if len(found) >= MOST_NOTES:
            break
        subtype = annotation.type[1]
        if subtype not in _WITH_TEXT:
            continue
        text = _text(annotation)
        if text:
            shown = not annotation.flags & _HIDDEN_FLAGS and subtype not in _POP_UPS
            found.append(
                Note(
                    kind="annotation",
                    page=page.number + 1,
                    box=_displayed(annotation.rect, matrix),
                    text=text,
                    subtype=subtype,
                    shown=shown,
                )
            )
    for widget in page.widgets() or ():
        if len(found) >= MOST_NOTES:
            break
        value = widget.field_value
        if widget.field_type_string in ("Text", "ComboBox", "ListBox") and value:
            text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            found.append(
                Note(
                    kind="field",
                    page=page.number + 1,
                    box=_displayed(widget.rect, matrix),
                    text=text,
                    subtype=widget.field_type_string,
                    name=widget.field_name or "",
                    shown=not widget.field_display,
                )
            )
    return found


def _text(annotation: Any) -> str:
    """What an annotation shows, or says when it is opened."""
    text = str(annotation.get_text("text") or "").strip()
    return text or str((annotation.info or {}).get("content") or "").strip()
