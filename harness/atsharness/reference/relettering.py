"""Letters that the text layer always has for others, by OCR of the whole page.

All text layers share a font's map, so they outvote nothing here: the picture does. A reader of pictures errs
now and then, never always the same way; where it reads one letter for another wherever that stands in
a font, the map lies of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from atsharness.model import Word, WordLabel
from atsharness.reference.letters import alike, is_plain

_LEAST = 3
"""So many places of a letter tell; by accident OCR takes one for another once or twice."""
_MANY = 4
"""Different capitals that are always read as other ones: of clean print OCR misreads one at most."""
_MOSTLY = 0.75
"""Share of a letter's places at which OCR has the other one (measured on honest files: .2 at most)."""


def relettered(places: Sequence[Word | None], labels: Sequence[WordLabel]) -> dict[int, Word]:
    """The words of a page whose letters are others than the text layer says.

    Args:
        places: of the words of the page, one by one; those that OCR read already have no font.
        labels: what OCR of the whole page has for them.

    Returns:
        By their index the words that change.
    """
    read: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place, label in zip(places, labels, strict=True):
        seen = _read(label)
        if place is not None and place.font is not None and seen is not None:
            for claimed, char in zip(label.text, seen, strict=True):
                read[place.font, claimed][char] += 1
    lies = _lies(read)
    found: dict[int, Word] = {}
    for index, (place, label) in enumerate(zip(places, labels, strict=True)):
        if place is not None and place.font in lies:
            text = _put_right(place.text, lies[place.font], _read(label))
            if text != place.text:
                found[index] = msgspec.structs.replace(place, text=text, font=None)
    return found


def _read(label: WordLabel) -> str | None:
    """What OCR read letter by letter; None where it has other letters than the word, or none."""
    seen = label.text if label.observed is None else label.observed
    return seen if label.hypothesis and len(seen) == len(label.text) else None


def _put_right(text: str, lies: Mapping[str, str], seen: str | None) -> str:
    """A word with its own letters. Two glyphs may have one letter in the map: OCR tells them apart."""
    if seen is None or len(seen) != len(text):
        return "".join(lies.get(char, char) for char in text)
    return "".join(shown if lies.get(char) == shown else char for char, shown in zip(text, seen, strict=True))


def _lies(read: Mapping[tuple[str, str], Counter[str]]) -> dict[str, dict[str, str]]:
    """By font, the letters that are others: often enough each, or so many that the rest is no accident."""
    lies: dict[str, dict[str, str]] = defaultdict(dict)
    always: list[tuple[str, str, str]] = []
    for (font, claimed), count in read.items():
        (char, most), *_ = count.most_common(1)
        if not _differ(claimed, char):
            continue
        if most >= max(_LEAST, _MOSTLY * count.total()):
            lies[font][claimed] = char
        elif most == count.total() and claimed.isupper() and char.isupper():
            always.append((font, claimed, char))
    if len(always) >= _MANY or lies:
        for font, claimed, char in always:
            lies[font][claimed] = char
    return lies


def _differ(claimed: str, char: str) -> bool:
    return (
        is_plain(claimed)
        and is_plain(char)
        and claimed.isalnum()
        and char.isalnum()
        and not alike(claimed, char)
    )
