"""What the parser paths of documents without pages share."""

from __future__ import annotations

from atsharness.model.media_types import DOC, DOCX, HTML, ODT, RTF
from atsharness_parsers._engine import need

INSTALL = "pip install 'ats-harness[formats]'"
_OLE = b"\xd0\xcf\x11\xe0"
_SUFFIXES = {DOCX: "docx", ODT: "odt", RTF: "rtf", DOC: "doc", HTML: "html"}


def probe_package(module: str, distribution: str, install: str = INSTALL) -> str:
    """Version of a pip-installed engine.

    Args:
        module: its import name.
        distribution: its name on PyPI.
        install: the command that installs it.

    Raises:
        PathUnavailable: it is not installed.
    """
    from importlib.metadata import version

    need(module, install)
    return version(distribution)


def suffix(data: bytes) -> str:
    """How the name of a file should end for a program that reads several formats; ``html`` for all others."""
    if data.startswith(b"{\\rtf"):
        return _SUFFIXES[RTF]
    if data.startswith(_OLE):
        return _SUFFIXES[DOC]
    if data.startswith(b"PK"):
        return _SUFFIXES[ODT if f"mimetype{ODT}".encode() in data[:200] else DOCX]
    return _SUFFIXES[HTML]
