"""The file around the pages: producer, permissions, damage, language, layers, attachments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atsharness.facts.guard import Guard
from atsharness.model.facts import FileFacts
from atsharness.page.document import Opened, of_catalog
from atsharness.page.layers import layer_names

_COPY = 1 << 4
_ACCESSIBLE = 1 << 9
"""Permission bits 5 and 10 (ISO 32000-1, table 22)."""

MOST_NAMES = 100


def file_facts(opened: Opened, size: int, guard: Guard) -> FileFacts:
    """What the file says of itself; each fact that it hides has its default and is noted.

    Args:
        opened: the document.
        size: of the file, in bytes.
        guard: takes the notes.
    """
    document = opened.document
    metadata = guard.get("metadata", lambda: document.metadata) or {}
    layers, off = guard.get("layers", lambda: layer_names(document)) or ([], [])
    facts: dict[str, Callable[[], Any]] = {
        "page_count": lambda: document.page_count,
        "language": lambda: _language(document),
        "tagged": lambda: _is(document, "MarkInfo/Marked", "true") and _has(document, "StructTreeRoot"),
        "copy_allowed": lambda: not opened.encrypted or bool(document.permissions & _COPY),
        "accessible_copy_allowed": lambda: (
            not opened.encrypted or bool(document.permissions & (_ACCESSIBLE | _COPY))
        ),
        "repaired": lambda: bool(document.is_repaired),
        "embedded_files": lambda: tuple(_clean(name) for name in document.embfile_names()[:MOST_NAMES]),
        "collection": lambda: _has(document, "Collection"),
        "form": lambda: bool(document.is_form_pdf),
        "xfa": lambda: _has(document, "AcroForm/XFA"),
        "javascript": lambda: (
            _has(document, "Names/JavaScript") or "/JavaScript" in of_catalog(document, "OpenAction")[1]
        ),
    }
    known = {
        name: value
        for name, fact in facts.items()
        if (value := guard.get(name.replace("_", " "), fact)) is not None
    }
    return FileFacts(
        version=(metadata.get("format") or "").removeprefix("PDF "),
        size_bytes=size,
        producer=_clean(metadata.get("producer")),
        creator=_clean(metadata.get("creator")),
        title=_clean(metadata.get("title")),
        author=_clean(metadata.get("author")),
        encrypted=opened.encrypted,
        needs_password=opened.needs_password,
        layers=tuple(layers[:MOST_NAMES]),
        layers_off=tuple(off[:MOST_NAMES]),
        **known,
    )


def _has(document: Any, path: str) -> bool:
    return of_catalog(document, path)[0] != "null"


def _is(document: Any, path: str, value: str) -> bool:
    return of_catalog(document, path)[1] == value


def _language(document: Any) -> str:
    """The catalog's /Lang, as it is: PyMuPDF's own property drops what it does not know."""
    kind, value = of_catalog(document, "Lang")
    return _clean(value) if kind == "string" else ""


def _clean(text: object) -> str:
    """Metadata as one line of printable characters, cut at 300."""
    return "".join(char if char.isprintable() else " " for char in str(text or "")).strip()[:300]
