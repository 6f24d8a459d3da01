"""The file around the pages: producer, permissions, damage, language, layers, attachments."""

from __future__ import annotations

from typing import Any

from atsharness.model.facts import FileFacts
from atsharness.page.document import Opened
from atsharness.page.layers import layer_names

_COPY = 1 << 4
_ACCESSIBLE = 1 << 9
"""Permission bits 5 and 10 (ISO 32000-1, table 22)."""

MOST_NAMES = 100


def file_facts(opened: Opened, size: int) -> FileFacts:
    """What the file says of itself.

    Args:
        opened: the document.
        size: of the file, in bytes.
    """
    document = opened.document
    metadata = document.metadata or {}
    catalog = document.pdf_catalog()
    layers, off = layer_names(document)
    permissions = document.permissions
    return FileFacts(
        version=(metadata.get("format") or "").removeprefix("PDF "),
        size_bytes=size,
        page_count=document.page_count,
        producer=_clean(metadata.get("producer")),
        creator=_clean(metadata.get("creator")),
        title=_clean(metadata.get("title")),
        author=_clean(metadata.get("author")),
        language=_language(document, catalog),
        tagged=_key(document, catalog, "MarkInfo/Marked") == "true"
        and _key(document, catalog, "StructTreeRoot") != "null",
        encrypted=opened.encrypted,
        needs_password=opened.needs_password,
        copy_allowed=not opened.encrypted or bool(permissions & _COPY),
        accessible_copy_allowed=not opened.encrypted or bool(permissions & (_ACCESSIBLE | _COPY)),
        repaired=bool(document.is_repaired),
        layers=tuple(layers[:MOST_NAMES]),
        layers_off=tuple(off[:MOST_NAMES]),
        embedded_files=tuple(_clean(name) for name in document.embfile_names()[:MOST_NAMES]),
        collection=_key(document, catalog, "Collection") != "null",
        form=bool(document.is_form_pdf),
        xfa=_key(document, catalog, "AcroForm/XFA") != "null",
        javascript=_key(document, catalog, "Names/JavaScript") != "null"
        or "/JavaScript" in _key(document, catalog, "OpenAction"),
    )


def _key(document: Any, xref: int, path: str) -> str:
    """A value of a dictionary; ``null`` where there is none."""
    kind, value = document.xref_get_key(xref, path)
    return "null" if kind == "null" else str(value)


def _language(document: Any, catalog: int) -> str:
    """The catalog's /Lang, as it is: PyMuPDF's own property drops what it does not know."""
    kind, value = document.xref_get_key(catalog, "Lang")
    return _clean(value) if kind == "string" else ""


def _clean(text: object) -> str:
    """Metadata as one line of printable characters, cut at 300."""
    return "".join(char if char.isprintable() else " " for char in str(text or "")).strip()[:300]
