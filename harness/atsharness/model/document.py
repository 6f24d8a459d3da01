"""One input file."""

from __future__ import annotations

import re
from typing import Literal

from atsharness.model.value import Value

_PDF_HEADER = re.compile(rb"%PDF[-\s\d]")

DocumentStatus = Literal["ok", "unreadable", "unsupported"]


class Document(Value, frozen=True, kw_only=True):
    """One input file. `path` is relative to the current folder, else the bare name."""

    path: str
    media_type: str | None = None
    sha256: str | None = None
    size_bytes: int = 0
    page_count: int | None = None
    status: DocumentStatus = "ok"
    reason: str | None = None


def is_pdf(data: bytes) -> bool:
    """Whether a file's content begins as a PDF's, whose header may stand in the first 1,024 bytes.

    Some programs write ``%PDF 1.7`` or ``%PDF1.4``, which viewers open all the same.
    """
    return _PDF_HEADER.search(data[:1024]) is not None
