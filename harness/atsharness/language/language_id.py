"""Languages as Tesseract names them: which one a text is written in, and what installs the data to read it.

A text's language is told by its commonest words. Those listed have no diacritics, since OCR told to read
English leaves them out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

_ISO = {
    "eng": "en",
    "deu": "de",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "ita": "it",
    "nld": "nl",
    "pol": "pl",
}
_NAMES = {
    "eng": "English",
    "deu": "German",
    "fra": "French",
    "spa": "Spanish",
    "por": "Portuguese",
    "ita": "Italian",
    "nld": "Dutch",
    "pol": "Polish",
}
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
_LANGUAGES = {
    word: tuple(name for name, theirs in _COMMON.items() if word in theirs.split())
    for words in _COMMON.values()
    for word in words.split()
}
COMMON = frozenset(_LANGUAGES)
"""The commonest words of all these languages, in small letters."""

LEAST = 5
"""Common words of a language below which it is not named."""

SHARE = 0.07
"""Their share of a text's words, in running text .3 and more, in lists of skills less."""

LEAD = 1.4
"""By how much a language has more of them than the next one."""


def language_of(text: str) -> str | None:
    """Tesseract's code of the language that a text is written in; None where it cannot be told."""
    words = re.findall(r"[a-z\u00df-\u024f]+", text.casefold())
    if not words:
        return None
    counts = Counter(name for word in words for name in _LANGUAGES.get(word, ()))
    (name, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if most < LEAST or most < SHARE * len(words) or most < LEAD * next_most:
        return None
    return name


def iso_language_of(text: str) -> str | None:
    """ISO 639-1 of the language that a text is written in; None where it cannot be told."""
    return _ISO.get(language_of(text) or "")


def language_name(iso: str) -> str:
    """``German`` of ``de``."""
    return next((_NAMES[code] for code, name in _ISO.items() if name == iso), iso)


def without_data(language: str) -> str:
    """That OCR reads a document without the data of its language, in one line."""
    name = _NAMES.get(language, language)
    return f"no OCR data for {name}: its accents are not compared ({install_data(language)})"


def install_data(language: str) -> str:
    """The command that installs Tesseract's data of a language."""
    if sys.platform == "darwin":
        return "brew install tesseract-lang"
    return f"apt install tesseract-ocr-{language.replace('_', '-')}"
