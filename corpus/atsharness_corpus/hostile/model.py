"""What a hostile file declares: its mechanism, and which results a correct harness may show for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from atsharness.model import DocumentStatus, Status

MAX_BYTES = 200_000
"""A hostile file is small on disk: what makes it dangerous is what it asks for."""

CONTAINED: tuple[Status, ...] = ("ok", "empty", "failed", "timeout", "killed")
"""Every end of a path that ran: where time or memory decides between text and none."""
OK: tuple[Status, ...] = ("ok",)
"""The trap does not catch it: the page's text comes out."""
READ: tuple[Status, ...] = ("ok", "empty")
"""It reads the file to its end and may find nothing."""
REFUSED: tuple[Status, ...] = ("ok", "empty", "failed")
"""The engine's own checks may stop it, at once: it neither hangs nor dies."""
SLOW: tuple[Status, ...] = ("ok", "empty", "failed", "timeout", "killed")
"""As `REFUSED`, but not at once: our limits on time, memory and the size of a result may come first."""
HURT: tuple[Status, ...] = ("empty", "failed", "timeout", "killed")
"""It is caught: no text comes out of it, and time or memory decides how it ends."""

BOUNDED: tuple[Status, ...] = ("killed",)
"""The engine returns it all, and the harness's own bound on a result has to stop it."""

PANEL = ("mupdf", "pdfium", "pdfminer", "pypdf", "tesseract")
"""The families whose ends were measured, with the versions in the lock file."""


def panel(
    usual: tuple[Status, ...], exceptions: Mapping[str, tuple[Status, ...]] | None = None
) -> dict[str, tuple[Status, ...]]:
    """Acceptable statuses of the measured families, all alike but for exceptions by path or family."""
    return {**dict.fromkeys(PANEL, usual), **(exceptions or {})}


class Hostile(msgspec.Struct, frozen=True, kw_only=True):
    """One hostile file. `build` is deterministic: the same zlib gives the same bytes.

    The acceptable statuses are for a deadline of a few seconds and 1.5 GiB for each path; where the speed of
    the machine decides, a set holds both ends. They hold for the paths that are installed.
    """

    id: str
    title: str
    mechanism: str
    """What the file asks of a reader, and what is known to follow."""
    build: Callable[[], bytes]
    suffix: Literal["pdf", "docx", "odt", "rtf", "html"] = "pdf"
    document: tuple[DocumentStatus, ...] = ("ok",)
    """Acceptable statuses of the document. One that is not ``ok`` has no rows of paths."""
    default: tuple[Status, ...] = CONTAINED
    """Acceptable statuses of paths that `statuses` does not name: those that nobody measured."""
    statuses: dict[str, tuple[Status, ...]] = {}
    """Acceptable statuses by path or family; a path's own entry goes before its family's."""

    def acceptable(self, path_id: str, family: str) -> frozenset[Status]:
        """The statuses that this path may end with."""
        return frozenset(self.statuses.get(path_id) or self.statuses.get(family) or self.default)
