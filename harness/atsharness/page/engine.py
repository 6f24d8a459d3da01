"""PyMuPDF, imported when it is needed. It has no types that mypy could use."""

from __future__ import annotations

import importlib
from typing import Any


def mupdf() -> Any:
    """The PyMuPDF module, told to print nothing."""
    pymupdf: Any = importlib.import_module("pymupdf")
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return pymupdf
