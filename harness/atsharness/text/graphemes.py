"""Grapheme clusters: what a reader counts as one character (Unicode Annex 29)."""

from __future__ import annotations

import unicodedata

_ZWJ = "\u200d"
_CONTROL = {"Cc", "Zl", "Zp"}
_MARKS = {"Mn", "Me", "Mc"}
_EXTENDERS = {"\u200c", _ZWJ, "\uff9e", "\uff9f", "\u0e33", "\u0eb3"}
_PREPEND = {*map(chr, range(0x600, 0x606)), "\u06dd", "\u070f", "\u0890", "\u0891", "\u08e2", "\u0d4e"}
# The virama of each script that forms conjuncts (InCB=Linker) and its consonants (InCB=Consonant).
_CONJUNCTS = {
    "\u094d": ((0x915, 0x939), (0x958, 0x95F), (0x978, 0x97F)),
    "\u09cd": ((0x995, 0x9B9), (0x9DC, 0x9DD), (0x9DF, 0x9DF), (0x9F0, 0x9F1)),
    "\u0acd": ((0xA95, 0xAB9), (0xAF9, 0xAF9)),
    "\u0b4d": ((0xB15, 0xB39), (0xB5C, 0xB5D), (0xB5F, 0xB5F), (0xB71, 0xB71)),
    "\u0c4d": ((0xC15, 0xC39), (0xC58, 0xC5A)),
    "\u0d4d": ((0xD15, 0xD3A),),
}

SPACING_ACCENTS = dict(
    zip(
        "\u00a8\u00b4\u0060\u02c6\u005e\u02c7\u02d8\u02d9\u02da\u02db\u02dc\u02dd\u00b8\u00af",
        "\u0308\u0301\u0300\u0302\u0302\u030c\u0306\u0307\u030a\u0328\u0303\u030b\u0327\u0304",
        strict=True,
    )
)
"""Spacing accents and the combining marks that they stand for (Unicode, chapter 7.9)."""


def accented(letter: str, accent: str) -> str | None:
    """The one letter that a spacing accent printed over `letter` makes; None where there is none."""
    mark = SPACING_ACCENTS.get(accent, "")
    whole = unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + mark)
    return whole if mark and len(whole) == 1 else None


def without_accents(text: str) -> str:
    """A text without accents and other combining marks, in compatibility forms: ``ﬁancée`` is ``fiancee``."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def clusters(text: str) -> list[str]:
    """Cuts a text into extended grapheme clusters.

    The rules are GB3-GB13 of https://www.unicode.org/reports/tr29/ on Python's own character
    table: marks by general category, pictographs as category So or beyond U+1F000. Rare
    exceptions of the annex (prepended marks outside Arabic, Myanmar spacing marks) are left out.

    Returns:
        The clusters in order; joined they are the text. Pure ASCII without CR costs one pass in C.
    """
    if text.isascii() and "\r" not in text:
        return list(text)
    found: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if _breaks(text, start, at):
            found.append(text[start:at])
            start = at
    if text:
        found.append(text[start:])
    return found


def _breaks(text: str, start: int, at: int) -> bool:
    """Whether a cluster that begins at `start` ends before the character at `at`."""
    before, here = text[at - 1], text[at]
    if before < "\u0300" and here < "\u0300":
        return not (before == "\r" and here == "\n")
    if unicodedata.category(before) in _CONTROL or unicodedata.category(here) in _CONTROL:
        return True
    if extends(here) or before in _PREPEND:
        return False
    if before >= "\u1100" and here >= "\u1100" and _hangul_joins(before, here):
        return False
    if before == _ZWJ and _pictograph(here):
        back = at - 2
        while back > start and extends(text[back]):
            back -= 1
        return back < start or not _pictograph(text[back])
    if _regional(before) and _regional(here):
        return (at - start) % 2 == 0
    return not _conjunct(text, start, at)


def extends(char: str) -> bool:
    """Whether a character joins the cluster before it (Extend and SpacingMark)."""
    return char >= "\u0300" and (
        unicodedata.category(char) in _MARKS
        or char in _EXTENDERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _hangul(char: str) -> str:
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LVT" if (ord(char) - 0xAC00) % 28 else "LV"
    return ""


def _hangul_joins(before: str, here: str) -> bool:
    left, right = _hangul(before), _hangul(here)
    return bool(left and right) and (
        (left == "L" and right != "T")
        or (left in {"V", "LV"} and right in {"V", "T"})
        or (left in {"T", "LVT"} and right == "T")
    )


def _pictograph(char: str) -> bool:
    return char > "\u00a8" and (unicodedata.category(char) == "So" or "\U0001f000" <= char <= "\U0001faff")


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _conjunct(text: str, start: int, at: int) -> bool:
    """Rule GB9c: consonant, virama (with other marks around it), consonant."""
    if not "\u0900" <= text[at] <= "\u0d7f":
        return False
    back = at - 1
    ranges = None
    while back > start and extends(text[back]):
        ranges = ranges or _CONJUNCTS.get(text[back])
        back -= 1
    if ranges is None:
        return False
    return all(any(low <= ord(c) <= high for low, high in ranges) for c in (text[back], text[at]))
