"""One input file."""

from __future__ import annotations

from typing import Literal

from atsharness.model.value import Value

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
