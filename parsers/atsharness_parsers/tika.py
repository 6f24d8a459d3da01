"""Apache Tika without Java: PyPI's iscc-tika, Tika compiled to native code.

Who runs it: Tika is the usual text extraction of Java search and indexing stacks.

What it breaks on: as pdfbox-stream, which is inside, with other settings: it gives /ActualText in the
place of the glyphs, keeps text that is printed twice, and adds the text of annotations and form fields
("name: value") and the addresses of links. It takes no password and has no page limit, so it reads all
pages. In a process that already runs a Java virtual machine it crashes, and in one forked from a process
that has run Tika it may fail or wait for ever, so `read` refuses there. OCR, which Tika would otherwise call
on scans, is off. An encrypted file that needs a password would come out as an empty document. Of a DOCX it
reads all parts, headers that no page shows too, prints comments amid the text and glues the words around a
positioned tab.
"""

from __future__ import annotations

import importlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC, DOCX, HTML, ODT, RTF, TEXT
from atsharness_parsers._engine import PDF, PasswordError, need

INSTALL = "pip install iscc-tika"
PACKED = b"PK\x03\x04"
"""How a DOCX or ODT begins."""
MAX_CHARS = 64 * 1024 * 1024

_ran_in: set[int] = set()
"""Processes that this one is, or was forked from, in which `read` has run Tika."""


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of iscc-tika; the package does not tell Tika's."""
    from importlib.metadata import version

    found = version("iscc-tika") if hasattr(need("iscc_tika", INSTALL), "PdfOcrStrategy") else ""
    if not found:
        raise PathUnavailable(f"iscc-tika is too old, it has no PdfOcrStrategy: {INSTALL} --upgrade")
    return found


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `extract_bytes_to_string`. The engine gives no boxes.

    Raises:
        PasswordError: encrypted with a password.
        RuntimeError: anything else that Tika says; a process that this one was forked from has run Tika.
    """
    _ran_in.add(os.getpid())
    if len(_ran_in) > 1:
        raise RuntimeError("Tika cannot run in a process forked from one that has run it")
    iscc_tika = importlib.import_module("iscc_tika")  # optional: type checkers need not find it
    pdf = iscc_tika.PdfParserConfig().set_ocr_strategy(iscc_tika.PdfOcrStrategy.NO_OCR)
    # As Tika itself has it; the wrapper leaves headers and footers out.
    office = iscc_tika.OfficeParserConfig().set_include_headers_and_footers(True)
    extractor = iscc_tika.Extractor().set_extract_string_max_length(MAX_CHARS)
    extractor = extractor.set_pdf_config(pdf).set_office_config(office)
    try:
        text, metadata = _read(extractor, data, options)
    except BaseException as error:  # its panics are no Exceptions
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        # Java names its objects by their addresses: PDFParser@507541ef.
        said = re.sub(r"@[0-9a-f]+", "", " ".join(str(error).split()))
        raise RuntimeError(f"Tika: {said[:200]}") from error
    if metadata.get("pdf:encrypted") == ["true"] and "xmpTPg:NPages" not in metadata:
        raise PasswordError  # Tika itself calls this an empty document
    return Reading(text=text)


def _read(extractor: Any, data: bytes, options: ReadOptions) -> tuple[str, dict[str, list[str]]]:
    """Text and metadata; a packed document goes by a file of the worker's own folder.

    Of bytes Tika makes a file in /tmp, whatever TMPDIR is, where a worker may not write.
    """
    found: tuple[str, dict[str, list[str]]]
    if not data.startswith(PACKED):
        found = extractor.extract_bytes_to_string(bytearray(data))
        return found
    with tempfile.TemporaryDirectory(dir=options.work_dir or None, prefix="path-") as folder:
        file = Path(folder) / "document"
        file.write_bytes(data)
        found = extractor.extract_file_to_string(str(file))
    return found


PARSER = ParserPath(
    id="tika",
    family="tika",
    title="Apache Tika (iscc-tika) extract_bytes_to_string()",
    accepts=(*PDF, DOCX, ODT, RTF, DOC, HTML, TEXT),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=40.0,
    memory="resident",
)
