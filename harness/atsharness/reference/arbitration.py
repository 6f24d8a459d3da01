"""The page's reading beside those of the parser paths: where they all read otherwise, alike, theirs is taken.

The visual reference is one reader among others. Code bases that agree with each other against it are right
nearly always, unless they repeat one text layer's fault, which the picture shows. So a place is put right
only where no path of any code base (OCR is one, where it ran) bears the reference out, where most code
bases agree on another reading of the very same letters, and where the glyphs' places do not contradict them
(`atsharness.reference.division`). Letters are taken over from OCR alone, where it always reads one for
another (`atsharness.reference.relettering`): all text paths share a font's map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from atsharness.model import Alignment, Reference, Word
from atsharness.model.facts import LayoutFacts
from atsharness.reference import division, relettering, succession
from atsharness.reference.merge import joined
from atsharness.reference.readers import LEAST_FAMILIES, Reader
from atsharness.text.tokens import Token

OCR_FAMILY = "tesseract"

_Placed = tuple[str, Word | None]
"""A word and where it stands."""


def arbitrated(
    page: Reference, read: Iterable[tuple[str, Alignment, Sequence[Token]]], facts: LayoutFacts | None
) -> Reference:
    """The visual reference as the other readers leave it.

    Args:
        page: what was read from glyphs; `words` are those of `text`, one by one.
        read: the family of each path that read something, its alignment with `page`, and its words.
        facts: of the pages; without them no word is divided otherwise.

    Returns:
        The same object where nobody contradicts; else `overruled` counts the places put right. Linear.
    """
    readers = [Reader(family, alignment.words, words) for family, alignment, words in read]
    if page.words is None or len({reader.family for reader in readers}) < LEAST_FAMILIES:
        return page
    pictures = [reader.labels for reader in readers if reader.family == OCR_FAMILY]
    letters = relettering.relettered(page.words, pictures[0]) if pictures else {}
    divided = division.disputed(page.words, readers, facts) if facts is not None else {}
    order = succession.order(readers)
    if not divided and not letters and order.links == 0:
        return page
    old = [(label.text, place) for label, place in zip(readers[0].labels, page.words, strict=True)]
    text, places = joined(list(_settled(old, order.words, divided, letters)))
    count = len(divided) + order.links
    warnings = (*page.warnings, *_warnings(count, len(letters)))
    return msgspec.structs.replace(
        page, text=text, words=places, overruled=count + len(letters), warnings=warnings
    )


def _settled(
    old: Sequence[_Placed],
    order: Iterable[int],
    divided: Mapping[int, tuple[int, Sequence[Word]]],
    letters: Mapping[int, Word],
) -> Iterator[_Placed]:
    """The words in their new order, division and letters."""
    inner = {index for start, (stop, _) in divided.items() for index in range(start + 1, stop)}
    for index in order:
        if index in divided:
            yield from ((word.text, word) for word in divided[index][1])
        elif index not in inner:
            word = letters.get(index)
            yield old[index] if word is None else (word.text, word)


def _warnings(places: int, words: int) -> Iterator[str]:
    if places:
        where = "one place" if places == 1 else f"{places} places"
        yield f"{where} of the page put right: the other readers agree with each other there"
    if words:
        what = "one word" if words == 1 else f"{words} words"
        yield f"{what} of the page put right: OCR always reads other letters in this font"
