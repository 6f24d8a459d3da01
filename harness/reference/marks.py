"""Characters that are another letter to the eye: accents over letters, look-alikes of other scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from atsharness.harness.reference.cells import Cell, Seen

_ACCENTS = dict(
    zip(
        "\u00a8\u00b4\u0060\u02c6\u005e\u02c7\u02d8\u02d9\u02da\u02db\u02dc\u02dd\u00b8\u00af",
        "\u0308\u0301\u0300\u0302\u0302\u030c\u0306\u0307\u030a\u0328\u0303\u030b\u0327\u0304",
        strict=True,
    )
)
"""Spacing accents and the combining marks that they stand for (Unicode, chapter 7.9)."""
_LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХаекорсухіјѕԁԛԝһҮІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρυι",
    "ABEKMHOPCTYXaekopcyxijsdqwhYIJSABEZHIKMNOPTYXoavpui",
)
"""Cyrillic and Greek letters that look like Latin ones (UTS 39, confusables)."""
_INSET = 0.15


def composed(cells: Sequence[Cell]) -> list[Cell]:
    """Cells with accents that are printed over a letter joined to it: é for ´ and e."""
    accents = [cell for cell in cells if cell.text in _ACCENTS and cell.glyph >= 0]
    if not accents:
        return list(cells)
    used: set[int] = set()
    kept: list[Cell] = []
    for cell in cells:
        if cell.text in _ACCENTS:
            continue
        inset = _INSET * (cell.x1 - cell.x0)
        accented = cell
        for number, accent in enumerate(accents):
            middle = (accent.x0 + accent.x1) / 2
            if number in used or not cell.x0 + inset < middle < cell.x1 - inset:
                continue
            base = {"ı": "i", "ȷ": "j"}.get(cell.text, cell.text)
            whole = unicodedata.normalize("NFC", base + _ACCENTS[accent.text])
            if len(whole) == 1:
                used.add(number)
                accented = cell._replace(text=whole)
        kept.append(accented)
    kept += [accent for number, accent in enumerate(accents) if number not in used]
    kept.sort(key=lambda cell: (cell.x0, cell.glyph < 0))
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
