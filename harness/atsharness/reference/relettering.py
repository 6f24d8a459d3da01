"""Letters that the text layer always has for others, by OCR of the whole page.

All text layers share a font's map, so they outvote nothing here: the picture does. A reader of pictures errs
now and then, never always the same way; where it reads one letter for another wherever that stands in
a font, the map lies of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from atsharness.model import Word, WordLabel
from atsharness.reference.letters import alike, is_plain

_LEAST = 3
"""So many places of a letter tell; by accident OCR takes one for another once or twice."""
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
        if place is None or place.font is None or not label.hypothesis:
            continue
        seen = label.text if label.observed is None else label.observed
        if len(seen) == len(label.text):
            for claimed, char in zip(label.text, seen, strict=True):
                read[place.font, claimed][char] += 1
    lies: dict[str, dict[str, str]] = defaultdict(dict)
    for (font, claimed), count in read.items():
        (char, most), *_ = count.most_common(1)
        if most >= max(_LEAST, _MOSTLY * count.total()) and _differ(claimed, char):
            lies[font][claimed] = char
    found: dict[int, Word] = {}
    for index, place in enumerate(places):
        if place is not None and place.font in lies:
            text = place.text.translate({ord(claimed): char for claimed, char in lies[place.font].items()})
            if text != place.text:
                found[index] = msgspec.structs.replace(place, text=text, font=None)
    return found


def _differ(claimed: str, char: str) -> bool:
    return (
        is_plain(claimed)
        and is_plain(char)
        and claimed.isalnum()
        and char.isalnum()
        and not alike(claimed, char)
    )
