"""A text as detectors are to see it where a person's eyes count: letters and their marks as one character."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from atsharness.language.found import Found
from atsharness.text.graphemes import clusters

_MOST = 32
"""Characters of one cluster that are composed at once: sorting marks is quadratic."""


class Composed:
    """A text in NFC, with the way back to the text as it was."""

    def __init__(self, text: str) -> None:
        """Args: the text; what is in NFC already stays as it is."""
        self.text = text
        self._offsets: Sequence[int] | None = None
        if text.isascii() or not any(map(unicodedata.combining, text)):
            return
        parts: list[str] = []
        offsets: list[int] = []
        start = 0
        for cluster in clusters(text):
            for cut in range(0, len(cluster), _MOST):
                shown = unicodedata.normalize("NFC", cluster[cut : cut + _MOST])
                parts.append(shown)
                offsets += [start + cut] * len(shown)
            start += len(cluster)
        self.text = "".join(parts)
        self._offsets = (*offsets, len(text))

    def back(self, found: Sequence[Found]) -> tuple[Found, ...]:
        """Finds in `text` as finds in the text that was given; their own text stays composed."""
        offsets = self._offsets
        if offsets is None:
            return tuple(found)
        return tuple(
            msgspec.structs.replace(one, start=offsets[one.start], stop=offsets[one.stop]) for one in found
        )
