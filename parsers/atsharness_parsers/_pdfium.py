"""PDFium through pypdfium2: opening a file and measuring its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from atsharness.model import ReadOptions
from atsharness_parsers._engine import PasswordError, need, quiet

INSTALL = "pip install pypdfium2"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pypdfium2 and the build of the PDFium in it."""
    version = need("pypdfium2", INSTALL).version
    return f"{version.PYPDFIUM_INFO.tag} (PDFium {version.PDFIUM_INFO.build})"


@contextmanager
def opened(data: bytes, options: ReadOptions) -> Iterator[Any]:
    """The file as a PdfDocument, closed afterwards.

    Raises:
        PasswordError: encrypted, and the password does not open it.
        ValueError: there are no pages.
    """
    import pypdfium2
    from pypdfium2 import raw

    quiet("pypdfium2")
    try:
        document = pypdfium2.PdfDocument(data, password=options.password)
    except pypdfium2.PdfiumError as error:
        # pypdfium2 refuses a file without pages and then reports the error of an earlier file.
        handle = raw.FPDF_LoadMemDocument64(data, len(data), (options.password or "").encode() + b"\0")
        if handle:
            raw.FPDF_CloseDocument(handle)
            raise ValueError("the file has no pages") from error
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise PasswordError from error
        raise
    with document:
        yield document
