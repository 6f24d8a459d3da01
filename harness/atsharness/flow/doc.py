"""An old Word document (DOC): whether programs may be given it. What it shows, only they tell."""

from __future__ import annotations

_STREAM = "WordDocument".encode("utf-16-le")
"""The name of the stream that every DOC has ([MS-DOC] 2.1.1), as the container's directory spells it."""
MOST_BYTES = 20_000_000
_WHAT = {
    "Workbook": "an Excel workbook",
    "Book": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint presentation",
    "__substg1.0_001A001F": "an Outlook message",
}
"""Other documents in the same container, by a stream that they have."""


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as a DOC, in one line; None where readers may try."""
    if len(data) > MOST_BYTES:
        return f"{len(data):,} bytes of DOC, more than {MOST_BYTES:,}"
    if _STREAM in data:
        return None
    for name, what in _WHAT.items():
        if name.encode("utf-16-le") in data:
            return f"it is {what}, no Word document"
    return "corrupt: it holds no Word document; save or download it again"
