"""pypdf: text page by page. The engine gives no boxes."""

from __future__ import annotations

import re
from typing import Literal

from atsharness.model import Reading, ReadOptions
from atsharness_parsers._engine import PAGE_BREAK, PasswordError, need, quiet

INSTALL = "pip install 'pypdf>=6'"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pypdf."""
    return str(need("pypdf", INSTALL).__version__)


def read(data: bytes, options: ReadOptions, mode: Literal["plain", "layout"]) -> Reading:
    """Reads with one of pypdf's extraction modes, "plain" or "layout".

    Raises:
        PasswordError: encrypted, and the password does not open it.
    """
    from io import BytesIO

    from pypdf import PdfReader

    quiet("pypdf")
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(options.password or ""):
            raise PasswordError
        count = min(len(reader.pages), options.max_pages)
        pages = (reader.pages[number] for number in range(count))
        text = PAGE_BREAK.join(page.extract_text(extraction_mode=mode) for page in pages)
    except Exception as error:
        if stable(str(error)) == str(error):
            raise
        raise ValueError(f"{type(error).__name__}: {stable(str(error))}") from error
    return Reading(text=text)


def stable(message: str) -> str:
    """A message of pypdf without addresses: it writes ``IndirectObject(4, 0, <address of the reader>)``."""
    return re.sub(r"IndirectObject\((\d+), (\d+), \d+\)", r"\1 \2 R", message)
