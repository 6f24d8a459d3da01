"""A document without pages, of any format: whether it can be read, and what a person reads in it."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from atsharness.model import Reference
from atsharness.model.facts import LayoutFacts
from atsharness.model.media_types import DOC, DOCX, HTML, ODT, RTF, SHOWN, TEXT

if TYPE_CHECKING:
    from atsharness.docx.sheet import Sheet

_READERS = {
    DOCX: "atsharness.docx.gather",
    ODT: "atsharness.flow.odt",
    RTF: "atsharness.flow.rtf",
    HTML: "atsharness.flow.html",
    TEXT: "atsharness.flow.plain",
}
"""The module of each format; `gather` of it reads a document."""
_INSPECTORS = {**_READERS, DOCX: "atsharness.docx.package", DOC: "atsharness.flow.doc"}
"""The module whose `inspected` tells why a document cannot be read."""
INSTALL = "pip install 'ats-harness[formats]'"


def _loaded(modules: dict[str, str], media_type: str) -> ModuleType:
    try:
        return importlib.import_module(modules[media_type])
    except ModuleNotFoundError as error:
        raise RuntimeError(f"{error.name} is not installed: {INSTALL}") from error


def load(media_type: str) -> None:
    """Imports what `gather` needs, so that it costs no document's time; what is missing is met later."""
    if media_type in SHOWN:
        _loaded(_READERS, media_type)


def inspected(media_type: str, data: bytes) -> str | None:
    """Why a document cannot be read, in one line; None where it can, or where nobody can tell."""
    try:
        reader = _loaded(_INSPECTORS, media_type)
    except RuntimeError as error:
        return str(error)
    reason: str | None = reader.inspected(data)
    return reason


def gather(media_type: str, data: bytes) -> tuple[LayoutFacts, Reference]:
    """The facts of a document, and its words as a person reads them.

    Args:
        media_type: one of `SHOWN`.
        data: the file.

    Raises:
        ValueError: it cannot be read, or exceeds a limit.
        RuntimeError: what reads it is not installed.
    """
    reader = _loaded(_READERS, media_type)
    more = (_unfolded,) if media_type == DOCX else ()
    found: tuple[LayoutFacts, Reference] = reader.gather(data, *more)
    return found


def _unfolded(data: bytes, content_type: str) -> Sheet | None:
    """`embedded.unfolded`, which is imported for the few documents that embed another one."""
    from atsharness.flow import embedded

    return embedded.unfolded(data, content_type)
