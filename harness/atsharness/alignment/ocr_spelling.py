"""Words that OCR read but for their letters with diacritics, which it knows only from a language's data.

That OCR left a diacritic out, or took the letter under it for another one, says little: the text layer's
word, or the reference's, stands. That it read one which the other lacks says that the other lost it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from atsharness.alignment.align import align
from atsharness.model import Box, Word
from atsharness.model.facts import PageFacts
from atsharness.text.tokens import tokens

_SHORT = 3
"""Letters of a word in which OCR is not believed to take one letter for another: né is not no."""


def is_same(word: str, read: str) -> bool:
    """Whether OCR read a word but for its letters with diacritics: Peña as Pena or as Pefia.

    Args:
        word: of the text layer or the reference; never true where it has no such letter.
        read: by OCR.
    """
    return not word.isascii() and _pattern(word).fullmatch(unicodedata.normalize("NFC", read)) is not None


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    letters = unicodedata.normalize("NFC", word)
    return re.compile("".join(_read_for(char, short=len(letters) <= _SHORT) for char in letters))


def _read_for(char: str, *, short: bool) -> str:
    """What OCR may read where a word has this letter."""
    if char.isascii() or not unicodedata.name(char, "").startswith("LATIN"):
        return re.escape(char)
    return f"[{_marked(_base(char))}\\d]" if short else r"\w{1,2}"


@lru_cache(maxsize=128)
def _marked(base: str) -> str:
    """A letter and all that are it with diacritics."""
    latin = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    return "".join([base, *(char for char in map(chr, latin) if _base(char) == base)])


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


class LayerWords:
    """The words with diacritics that an OCR program left over a scan, hidden, with their places."""

    def __init__(self, page: PageFacts) -> None:
        """Cuts the page's runs into words."""
        self._words = list(_accented(page))

    def spelling(self, read: Word) -> str:
        """A word that OCR read, as the layer has it where both are one but for diacritics."""
        for text, (x0, y0, x1, y1) in self._words:
            across, down = (x0 + x1) / 2, (y0 + y1) / 2
            here = read.box[0] <= across <= read.box[2] and read.box[1] <= down <= read.box[3]
            if here and is_same(text, read.text):
                return text
        return read.text


def _accented(page: PageFacts) -> Iterator[tuple[str, Box]]:
    for run in page.runs:
        if not run.text.isascii():
            for word in re.finditer(r"\S+", run.text):
                x0, x1 = min(run.x0[word.start() : word.end()]), max(run.x1[word.start() : word.end()])
                if not word[0].isascii():
                    yield unicodedata.normalize("NFC", word[0]), (x0, run.box[1], x1, run.box[3])


def respelt(text: str, reference: str) -> str:
    """What OCR read, with the reference's spelling of the words that are the same but for diacritics.

    Args:
        text: of OCR that had no data for the document's language.
        reference: that it is to be compared with.
    """
    read, known = tokens(text), tokens(reference)
    parts: list[str] = []
    end = 0
    bare = ("".join(map(_base, unicodedata.normalize("NFC", one))) for one in (reference, text))
    labels = align(*bare, path_id="").words
    meant = {
        label.hypothesis[0]: token.raw
        for label, token in zip(labels, known, strict=True)
        if len(label.hypothesis) == 1 and is_same(token.raw, read[label.hypothesis[0]].raw)
    }
    for at, token in enumerate(read):
        parts += [text[end : token.start], meant.get(at, token.raw)]
        end = token.stop
    return "".join([*parts, text[end:]])
