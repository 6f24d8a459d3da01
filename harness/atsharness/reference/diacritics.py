"""Characters that are another letter to the eye: accents over letters, look-alikes of other scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness.reference.line_glyphs import Cell, Seen
from atsharness.text.graphemes import SPACING_ACCENTS, accented

_LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХаекорсухіјѕԁԛԝһҮІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρυι",
    "ABEKMHOPCTYXaekopcyxijsdqwhYIJSABEZHIKMNOPTYXoavpui",
)
"""Cyrillic and Greek letters that look like Latin ones (UTS 39, confusables)."""
_INSET = 0.15


def composed(cells: Sequence[Cell]) -> list[Cell]:
    """Cells with accents that are printed over a letter joined to it: é for ´ and e."""
    accents = [cell for cell in cells if cell.text in SPACING_ACCENTS and cell.glyph >= 0]
    if not accents:
        return list(cells)
    used: set[int] = set()
    kept: list[Cell] = []
    for cell in cells:
        if cell.text in SPACING_ACCENTS:
            continue
        inset = _INSET * (cell.x1 - cell.x0)
        best = cell
        for number, accent in enumerate(accents):
            middle = (accent.x0 + accent.x1) / 2
            if number in used or not cell.x0 + inset < middle < cell.x1 - inset:
                continue
            if whole := accented(cell.text, accent.text):
                used.add(number)
                best = cell._replace(text=whole)
        kept.append(best)
    for number, accent in enumerate(accents):
        if number not in used:
            # Only where it stands: letters keep their order, also those that kerning sets over each other.
            kept.insert(next((at for at, cell in enumerate(kept) if cell.x0 > accent.x0), len(kept)), accent)
    return [
        # The accent may have stood in a word of its own, and cut the letter's.
        cell._replace(starts=index == 0 or (cell.starts and cell.x0 - kept[index - 1].x1 > 0.1 * cell.size))
        for index, cell in enumerate(kept)
    ]


def latinise(words: Iterable[Seen]) -> None:
    """Turns look-alikes into the Latin letters that they are read as, in words that hold Latin letters too.

    A word of another script alone stays: it may be a name in that script.
    """
    for word in words:
        if word.text.isascii():
            continue
        letters = [char for char in word.text if char.isalpha()]
        foreign = [char for char in letters if 0x370 <= ord(char) < 0x530]
        if foreign and len(foreign) < len(letters):
            changed = word.text.translate(_LIKE_LATIN)
            if not any(0x370 <= ord(char) < 0x530 for char in changed):
                word.text = changed
