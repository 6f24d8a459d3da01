"""What the parser paths of DOCX files share."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from atsharness.model import media_types

DOCX = (media_types.DOCX,)
INSTALL = "pip install 'ats-harness[docx]'"
MAIN_PART = "word/document.xml"
"""Where these readers look for the main part, whatever the file's relationships say."""
_OBJECT = re.compile(r"(file )?'?<_io\.BytesIO object at 0x[0-9a-fA-F]+>'?")
"""How python-docx names the file: each run has another address."""


def open_with_python_docx(data: bytes) -> Any:
    """The file as python-docx opens it.

    Raises:
        ValueError: python-docx does not open it: it names the Word files that are no plain DOCX.
    """
    import docx

    try:
        return docx.Document(BytesIO(data))
    except ValueError as error:
        raise ValueError(_OBJECT.sub("it", str(error))) from error


def main_part(data: bytes) -> bytes:
    """The bytes of ``word/document.xml``."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(MAIN_PART)
