"""What a detector returns."""

from __future__ import annotations

import msgspec

CACHED_LINES = 4096
"""Lines whose finds are kept: the parser paths of one document give mostly the same lines."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One value in a text: ``text[start:stop]`` and what it means, comparable between spellings."""

    start: int
    stop: int
    text: str
    value: str


def moved(one: Found, by: int) -> Found:
    """A find in a line as one in the text, in which the line starts at `by`."""
    return Found(start=one.start + by, stop=one.stop + by, text=one.text, value=one.value)
