"""Characters that are another letter to the eye: accents over letters, look-alikes of other scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness.reference.line_glyphs import LineGlyph, Seen
from atsharness.text.graphemes import SPACING_ACCENTS, accented
from atsharness.text.look_alikes import typed_address

_LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХаекорсухіјѕԁԛԝһҮІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρυι",
    "ABEKMHOPCTYXaekopcyxijsdqwhYIJSABEZHIKMNOPTYXoavpui",
)
"""Cyrillic and Greek letters that look like Latin ones (UTS 39, confusables)."""
_INSET = 0.15


def composed(glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
    """Glyphs with accents that are printed over a letter joined to it: é for ´ and e."""
    accents = [glyph for glyph in glyphs if glyph.text in SPACING_ACCENTS and glyph.number >= 0]
    if not accents:
        return list(glyphs)
    used: set[int] = set()
    kept: list[LineGlyph] = []
    for glyph in glyphs:
        if glyph.text in SPACING_ACCENTS:
            continue
        inset = _INSET * (glyph.x1 - glyph.x0)
        best = glyph
        for number, accent in enumerate(accents):
            middle = (accent.x0 + accent.x1) / 2
            if number in used or not glyph.x0 + inset < middle < glyph.x1 - inset:
                continue
            if whole := accented(glyph.text, accent.text):
                used.add(number)
                best = glyph._replace(text=whole)
        kept.append(best)
    for number, accent in enumerate(accents):
        if number not in used:
            # Only where it stands: letters keep their order, also those that kerning sets over each other.
            kept.insert(
                next((at for at, glyph in enumerate(kept) if glyph.x0 > accent.x0), len(kept)), accent
            )
    return [
        # The accent may have stood in a word of its own, and cut the letter's.
        glyph._replace(
            starts=index == 0 or (glyph.starts and glyph.x0 - kept[index - 1].x1 > 0.1 * glyph.size)
        )
        for index, glyph in enumerate(kept)
    ]


def latinise(words: Iterable[Seen]) -> None:
    """Turns look-alikes into what they are read as: letters in words with Latin ones, signs in addresses.

    A word of another script alone stays: it may be a name in that script.
    """
    for word in words:
        if word.text.isascii():
            continue
        word.text = typed_address(word.text)
        letters = [char for char in word.text if char.isalpha()]
        foreign = [char for char in letters if 0x370 <= ord(char) < 0x530]
        if foreign and len(foreign) < len(letters):
            changed = word.text.translate(_LIKE_LATIN)
            if not any(0x370 <= ord(char) < 0x530 for char in changed):
                word.text = changed
