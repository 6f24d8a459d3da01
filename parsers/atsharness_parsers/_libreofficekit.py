"""LibreOffice as a library: one document to PDF. Run as a program of its own, by `libreoffice_pdf`.

``soffice --convert-to`` opens a socket for further calls, which a sandboxed worker may not; LibreOfficeKit,
the library that it is made of, opens none. The first entries of its two tables of functions have been the
same since version 4.3 (include/LibreOfficeKit/LibreOfficeKit.h).
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

LIBRARIES = ("libmergedlo.so", "libsofficeapp.so")
HOOK = "libreofficekit_hook_2"


class _Office(ctypes.Structure):
    """``LibreOfficeKitClass``, up to what is needed."""

    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("load", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
        ("error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)),
    )


class _Document(ctypes.Structure):
    """``LibreOfficeKitDocumentClass``, up to what is needed."""

    _fields_ = (
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        (
            "save",
            ctypes.CFUNCTYPE(
                ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p
            ),
        ),
    )


def library(folder: Path) -> Path | None:
    """The library in LibreOffice's folder of programs; None where there is none."""
    return next((folder / name for name in LIBRARIES if (folder / name).is_file()), None)


def convert(folder: Path, document: Path, pdf: Path, profile: Path) -> None:
    """Converts a document.

    Args:
        folder: LibreOffice's folder of programs.
        document: what is read.
        pdf: what is written.
        profile: a folder for LibreOffice's own settings, which may be empty.

    Raises:
        OSError: the library does not load.
        ValueError: it does not start, or cannot read the document or write the PDF.
    """
    file = library(folder)
    if file is None:
        raise OSError(f"no LibreOfficeKit in {folder}")
    hook = getattr(ctypes.CDLL(str(file), mode=ctypes.RTLD_GLOBAL), HOOK)
    hook.restype, hook.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]
    office = hook(str(folder).encode(), profile.as_uri().encode())
    if not office:
        raise ValueError("it does not start")
    known = ctypes.cast(office, ctypes.POINTER(ctypes.POINTER(_Office))).contents.contents
    loaded = known.load(office, document.as_uri().encode())
    if not loaded:
        raise ValueError((known.error(office) or b"it cannot read the document").decode("utf-8", "replace"))
    opened = ctypes.cast(loaded, ctypes.POINTER(ctypes.POINTER(_Document))).contents.contents
    if not opened.save(loaded, pdf.as_uri().encode(), b"pdf", None) or not pdf.is_file():
        raise ValueError("it cannot write the PDF")


if __name__ == "__main__":
    try:
        convert(*(Path(argument).absolute() for argument in sys.argv[1:5]))
        code = 0
    except (OSError, ValueError) as error:
        print(f"LibreOffice: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201
        code = 1
    os._exit(code)  # its threads would be waited for
