"""Which versions of the engines' packages are installed, told without importing any."""

from __future__ import annotations

import os
import re
import sys

_PACKAGES = (
    *(
        "beautifulsoup4",
        "chardet",
        "charset-normalizer",
        "docx2txt",
        "html2text",
        "iscc-tika",
        "lxml",
        "mammoth",
    ),
    *(
        "odfdo",
        "odfpy",
        "pdfminer-six",
        "pdfplumber",
        "pymupdf",
        "pypdf",
        "pypdfium2",
        "pyth3",
        "python-docx",
    ),
    "striprtf",
)
"""What the engines come from. Programs (pdftotext, java, node) would have to be started to tell their
versions."""


def installed() -> dict[str, str]:
    """Versions of the packages that hold engines. Imports none."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for entry in names:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").rpartition("-")
                found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version)
    return {name: found[name] for name in _PACKAGES if name in found}
