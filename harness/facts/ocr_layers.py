"""Accents of the text that an OCR program left over a scan, where OCR of the scan read fewer.

That OCR leaves an accent out says little: a noisy picture hardly shows it. That it reads one which the layer
lacks says that the layer lost it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import hypot

import msgspec

from atsharness.harness.model import Box, Word


def with_layer_accents(words: Sequence[Word], layer: Iterable[tuple[str, Box]]) -> tuple[Word, ...]:
    """The words of a page with the layer's accents, where it has at least as many.

    Args:
        words: that OCR read on the page.
        layer: the words of the text layer on the same page, with their boxes in points.
    """
    alike: dict[str, list[tuple[str, Box]]] = {}
    for text, box in layer:
        alike.setdefault(_plain(text), []).append((unicodedata.normalize("NFC", text), box))
    return tuple(_spelled(word, alike.get(_plain(word.text), [])) for word in words)


def _spelled(word: Word, alike: Sequence[tuple[str, Box]]) -> Word:
    """A word as the nearest one of the same letters is spelled, if that takes no accent away."""
    text, box = min(alike, key=lambda item: _apart(word.box, item[1]), default=(word.text, word.box))
    far = _apart(word.box, box) > word.box[3] - word.box[1]
    if far or _accents(text) < _accents(word.text):
        return word
    return msgspec.structs.replace(word, text=text)


def _apart(one: Box, other: Box) -> float:
    """Points between the middles of two boxes."""
    return hypot((one[0] + one[2] - other[0] - other[2]) / 2, (one[1] + one[3] - other[1] - other[3]) / 2)


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _accents(text: str) -> int:
    return sum(unicodedata.combining(one) != 0 for one in unicodedata.normalize("NFD", text))
