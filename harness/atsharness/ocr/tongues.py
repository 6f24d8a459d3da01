"""The language of a text by its commonest words, as Tesseract names it.

What OCR is told decides which accents it reads.

The words listed have no accents, since OCR told to read English leaves those out. And which words can be
Vietnamese, whose horns print of other languages seems to have.
"""

from __future__ import annotations

import re
import unicodedata

_COMMON = {
    "eng": "the and of to in for with on by from at as is that an or",
    "deu": "und der die das mit von im den des ein eine auf zu als bei nach oder",
    "fra": "et les des du une dans pour sur avec aux par ce qui en est au le la de",
    "spa": "el los las y en con para por del una que un se al como la de",
    "por": "os das dos com para em uma um da do na no e que ao mais de",
    "ita": "il di e per con del della nel gli una un che dei alla sono al la",
    "nld": "het een van en met voor op bij naar aan de als door te ik",
    "pol": "w i z na do oraz dla przez ze od po jest za przy",
}
LEAST = 5
"""Common words of a language below which it is not named."""

SHARE = 0.07
"""Their share of a text's words, in running text .3 and more, in lists of skills less."""

LEAD = 1.4
"""By how much a language has more of them than the next one."""


def tongue(text: str) -> str | None:
    """Tesseract's code of the language that a text is written in; None where it cannot be told."""
    words = re.findall(r"[a-z\u00df-\u024f]+", text.casefold())
    if not words:
        return None
    counts = sorted(
        ((sum(word in common for word in words), name) for name, common in _sets().items()), reverse=True
    )
    (most, name), (next_most, _) = counts[0], counts[1]
    if most < LEAST or most < SHARE * len(words) or most < LEAD * next_most:
        return None
    return name


_HORN = "\u031b"
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
"""A Vietnamese syllable without its marks; every word is one."""


def plausible_horns(text: str) -> str:
    """A text without the horns that dirt seems to give words which cannot be Vietnamese ("remơving")."""
    split = unicodedata.normalize("NFD", text)
    if _HORN not in split:
        return text
    # In NFD a mark is no letter, and no end of a word.
    return unicodedata.normalize("NFC", re.sub(r"(?:[^\W\d_]|[\u0300-\u036f])+", _plausible, split))


def _plausible(word: re.Match[str]) -> str:
    letters = "".join(char for char in word[0].casefold() if not unicodedata.combining(char))
    return word[0] if _SYLLABLE.fullmatch(letters.replace("đ", "d")) else word[0].replace(_HORN, "")


def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _COMMON.items()}
