"""One text with its secrets replaced, character by character."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable

SHORTEST = 2
"""Letters of the shortest word of a name that is replaced."""
SHORTEST_INSIDE = 4
"""Letters of the shortest one that is looked for inside other words and over spaces."""
ADDRESS = re.compile(r"\S+@\S+|(?:https?:|mailto:|tel:|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
SCHEME = re.compile(r"(?:https?|mailto|tel|www)\b", re.IGNORECASE)
"""What of an address is not replaced."""
WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile("“[^”]*”|'[^']*'|\"[^\"]*\"")
_DIGITS, _VOWELS, _CONSONANTS = "0123456789", "aeiou", "bcdfghjklmnprstvwz"


class Disguise:
    """What is to be replaced in one document, and by what."""

    def __init__(self, key: bytes, secrets: Iterable[str] = ()) -> None:
        """Prepares to replace words.

        Args:
            key: that nobody has who has not the document.
            secrets: words, in any case; those of one letter are left out.
        """
        self._key = key
        self._secrets = {word for secret in secrets if len(word := folded(secret)) >= SHORTEST}
        inside = sorted(
            (word for word in self._secrets if len(word) >= SHORTEST_INSIDE), key=len, reverse=True
        )
        self._inside = re.compile("|".join(map(re.escape, inside))) if inside else None

    def everything(self, text: str) -> str:
        """The text with every letter and digit replaced."""
        shown = list(text)
        self._replace_words(text, shown, lambda _: True)
        self._replace_inside(text, shown)
        return "".join(shown)

    def text(self, text: str, *, digits: bool = True, spots: Iterable[tuple[int, int]] = ()) -> str:
        """The text with secrets, addresses and digits replaced.

        Args:
            text: of any origin.
            digits: whether digits are; not those of our own counts.
            spots: places to be replaced whatever stands there.
        """
        shown: list[str] = list(text)
        for start, stop in spots:
            self._replace_words(text, shown, lambda _: True, start, stop)
        for match in ADDRESS.finditer(text):
            self._replace_words(text, shown, lambda word: not SCHEME.fullmatch(word), *match.span())
        self._replace_words(text, shown, lambda word: folded(word) in self._secrets)
        self._replace_inside(text, shown)
        if digits:
            for match in re.finditer(r"\d+", text):
                self._put(match[0], range(*match.span()), text, shown)
        return "".join(shown)

    def said(self, text: str) -> str:
        """A message of ours: digits are replaced only in what it quotes of the document."""
        quoted = _QUOTED.sub(lambda match: self.text(match[0]), text)
        return self.text(quoted, digits=False)

    def _replace_words(
        self,
        text: str,
        shown: list[str],
        chosen: Callable[[str], bool],
        start: int = 0,
        stop: int | None = None,
    ) -> None:
        for match in WORD.finditer(text, start, len(text) if stop is None else stop):
            if chosen(match[0]):
                self._put(folded(match[0]), range(*match.span()), text, shown)

    def _replace_inside(self, text: str, shown: list[str]) -> None:
        """Secrets inside other words, with spaces between their letters, or broken over two lines."""
        if self._inside is None:
            return
        letters, places = [], []
        for at, char in enumerate(text):
            for letter in folded(char):
                letters.append(letter)
                places.append(at)
        for match in self._inside.finditer("".join(letters)):
            self._put(match[0], places[match.start() : match.end()], text, shown)

    def _put(self, word: str, places: Iterable[int], text: str, shown: list[str]) -> None:
        digest = b""
        for number, at in enumerate(places):
            if number % 32 == 0:
                digest = hmac.digest(self._key, f"{number}:{word}".encode("utf-8", "replace"), hashlib.sha256)
            shown[at] = _other(text[at], digest[number % 32])


def folded(text: str) -> str:
    """Letters and digits alone, without case and marks."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def _other(char: str, byte: int) -> str:
    """A letter for a letter and a digit for a digit, never the same one."""
    if not char.isalnum():
        return char
    plain = folded(char)[:1] or char
    alike = next((letters for letters in (_DIGITS, _VOWELS) if plain in letters), _CONSONANTS)
    choice = alike.replace(plain, "")
    other = choice[byte % len(choice)]
    return other.upper() if char.isupper() else other
