"""The text that an OCR program left over a scan against what OCR of the scan reads: accents, other words.

That OCR leaves an accent out, or takes the letter under it for another one, says little: a noisy picture
hardly shows it. That it reads one which the layer lacks says that the layer lost it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from atsharness.model import Box, Word

SAME_PLACE = 0.6
"""Part of its width that a word of the layer shares with the word that it is held to be."""


def held_against(
    words: Sequence[Word], layer: Sequence[tuple[str, Box]]
) -> tuple[list[Word], list[tuple[int, str]]]:
    """The words of a page, with the layer's accents, and those that the layer has otherwise.

    Args:
        words: that OCR read on the page.
        layer: the words of the text layer on the same page, with their boxes in points.

    Returns:
        The words; and indices of those in dispute with the layer's word at the same place.
    """
    settled = list(words)
    disputes = []
    for index, word in enumerate(words):
        found, box = max(layer, key=lambda item: _shared(word.box, item[1]), default=("", word.box))
        text = unicodedata.normalize("NFC", found)
        if text == word.text or not text or _shared(word.box, box) < SAME_PLACE:
            continue
        if _plain(text) == _plain(word.text):
            if _accents(text) >= _accents(word.text):
                settled[index] = msgspec.structs.replace(word, text=text)
        elif _differ_in_accented(word.text, text):
            settled[index] = msgspec.structs.replace(word, text=text)
        else:
            disputes.append((index, text))
    return settled, disputes


def _shared(one: Box, other: Box) -> float:
    """Part of the wider box's width that both cover; 0 where they are not on one line."""
    middle = (other[1] + other[3]) / 2
    if not one[1] <= middle <= one[3]:
        return 0.0
    wide = max(one[2] - one[0], other[2] - other[0])
    return max(0.0, min(one[2], other[2]) - max(one[0], other[0])) / wide if wide else 0.0


def _differ_in_accented(read: str, layer: str) -> bool:
    """Whether OCR read something else only where the layer has letters that English lacks."""
    pairs = [(one, other) for one, other in zip(read, layer, strict=False) if one != other]
    return len(read) == len(layer) and all(other.isalpha() and not other.isascii() for _, other in pairs)


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _accents(text: str) -> int:
    return sum(unicodedata.combining(one) != 0 for one in unicodedata.normalize("NFD", text))
