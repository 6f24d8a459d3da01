"""Apache Tika without Java: PyPI's iscc-tika, Tika compiled to native code.

Who runs it: Tika is the usual text extraction of Java search and indexing stacks.

What it breaks on: as pdfbox-stream, which is inside, with other settings: it gives /ActualText in the
place of the glyphs, keeps text that is printed twice, and adds the text of annotations and form fields
("name: value") and the addresses of links. It takes no password and has no page limit, so it reads all
pages. In a process that already runs a Java virtual machine it crashes. OCR, which Tika would otherwise
call on scans, is off. An encrypted file that needs a password would come out as an empty document. Of a DOCX
it reads all parts, headers that no page shows too, prints comments amid the text and glues the words around a
positioned tab.
"""

from __future__ import annotations

import importlib
import re

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC, DOCX, HTML, ODT, RTF, TEXT
from atsharness_parsers._engine import PDF, PasswordError, need

INSTALL = "pip install iscc-tika"
MAX_CHARS = 64 * 1024 * 1024


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of iscc-tika; the package does not tell Tika's."""
    from importlib.metadata import version

    found = version("iscc-tika") if hasattr(need("iscc_tika", INSTALL), "PdfOcrStrategy") else ""
    if not found:
        raise PathUnavailable(f"iscc-tika is too old, it has no PdfOcrStrategy: {INSTALL} --upgrade")
    return found


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `extract_bytes_to_string`. The engine gives no boxes.

    Raises:
        PasswordError: encrypted with a password.
        RuntimeError: anything else that Tika says.
    """
    iscc_tika = importlib.import_module("iscc_tika")  # optional: type checkers need not find it
    pdf = iscc_tika.PdfParserConfig().set_ocr_strategy(iscc_tika.PdfOcrStrategy.NO_OCR)
    # As Tika itself has it; the wrapper leaves headers and footers out.
    office = iscc_tika.OfficeParserConfig().set_include_headers_and_footers(True)
    extractor = iscc_tika.Extractor().set_extract_string_max_length(MAX_CHARS)
    extractor = extractor.set_pdf_config(pdf).set_office_config(office)
    try:
        text, metadata = extractor.extract_bytes_to_string(bytearray(data))
    except BaseException as error:  # its panics are no Exceptions
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        # Java names its objects by their addresses: PDFParser@507541ef.
        said = re.sub(r"@[0-9a-f]+", "", " ".join(str(error).split()))
        raise RuntimeError(f"Tika: {said[:200]}") from error
    if metadata.get("pdf:encrypted") == ["true"] and "xmpTPg:NPages" not in metadata:
        raise PasswordError  # Tika itself calls this an empty document
    return Reading(text=text)


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
