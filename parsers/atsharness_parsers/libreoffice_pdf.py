"""LibreOffice, found on PATH: the document is converted to PDF, and PDFium reads that.

Who runs it: shops that turn every Word file into a PDF before it is read.

What it breaks on: deleted words that nobody has accepted are painted and read, moved text twice; headers and
footers come out on each page. Old WordArt and embedded documents are lost. A drop cap stands after its
paragraph. One conversion takes about a second of CPU time.
"""

from __future__ import annotations

import re
from pathlib import Path

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC, DOCX, ODT, RTF
from atsharness_parsers import _libreofficekit, pdfium
from atsharness_parsers._formats import suffix
from atsharness_parsers._process import run, work_folder

INSTALL = "apt install libreoffice-writer-nogui"
PROGRAMS = ("soffice", "libreoffice")
_VERSION = re.compile(r"^ProductKey=LibreOffice (\d[\d.]*)", re.MULTILINE)


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of LibreOffice, from its own settings: starting it would take seconds.

    Raises:
        PathUnavailable: there is none, or it lacks the library that converts.
    """
    folder = _programs()
    if _libreofficekit.library(folder) is None:
        raise PathUnavailable(f"this LibreOffice lacks LibreOfficeKit: {INSTALL}")
    settings = folder / "bootstraprc"
    said = settings.read_text("utf-8", "replace") if settings.is_file() else ""
    found = _VERSION.search(said)
    return found[1] if found else "unknown"


def _programs() -> Path:
    """LibreOffice's folder of programs."""
    import shutil

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise PathUnavailable(f"LibreOffice is not installed: {INSTALL}")
    return Path(program).resolve().parent


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the text of the PDF.

    Raises:
        ProcessError: LibreOffice cannot convert the document.
    """
    return Reading(text=pdfium.read(converted(data, options), options).text)


def converted(data: bytes, options: ReadOptions) -> bytes:
    """The document as a PDF.

    Raises:
        PathUnavailable: there is no LibreOffice.
        ProcessError: it cannot convert the document.
    """
    import sys

    with work_folder(options) as folder:
        name = f"document.{suffix(data)}"
        (folder / name).write_bytes(data)
        command = [sys.executable, "-I", _libreofficekit.__file__, str(_programs())]
        command += [name, "document.pdf", "profile"]
        environment = {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
        run(command, folder=str(folder), env=environment)
        return (folder / "document.pdf").read_bytes()


PARSER = ParserPath(
    id="libreoffice-pdf",
    family="libreoffice",
    title="LibreOffice --convert-to pdf, then PDFium",
    accepts=(DOCX, ODT, RTF, DOC),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=1200.0,
    memory="resident",
)
