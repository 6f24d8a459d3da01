"""Limits of files that are one stream of text, looked at before any reader sees them."""

from __future__ import annotations

MOST_BYTES = {"rtf": 20_000_000, "html": 5_000_000, "text": 2_000_000}
"""By format. An RTF holds pictures as text: two photographs of 4 MB; a page of 5 MB of HTML has 500,000
words."""
MOST_DEPTH = 400
"""Groups of an RTF within each other; Word's have 10."""
MOST_ELEMENT_DEPTH = 250
"""Elements of a page within each other; one of a site builder has 40."""
MOST_TOKENS = 2_000_000
"""Control words, groups and stretches of text of one RTF; one of two pages has 5,000."""
MOST_CHARS = 2_000_000
"""Characters that a person is to read: more than 1,000 pages."""


class FormatError(ValueError):
    """The file is none that anybody can read, or exceeds a limit; the message is one line."""


def check_size(name: str, size: int) -> None:
    """Raises `FormatError` for a file of a format that is too large.

    Args:
        name: of the format, a key of `MOST_BYTES`.
        size: bytes.
    """
    if size > MOST_BYTES[name]:
        raise FormatError(f"{size:,} bytes of {name.upper()}, more than {MOST_BYTES[name]:,}")
