"""Finding a value's words among those of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness.text.tokens import Token, tokens

_BEFORE = "([{<\"'`•·|*"
_AFTER = ")]}>\"'`•·|*,;:"


def trim(text: str) -> str:
    """A value without the punctuation of a list or sentence around it; ``C++``, ``.NET`` and ``C#`` stay."""
    return text.strip().lstrip(_BEFORE).rstrip(_AFTER).removesuffix(".").rstrip(_AFTER)


class Places:
    """The words of a reference, by what they read without punctuation around them."""

    def __init__(self, words: Sequence[Token]) -> None:
        """Args: the words; decoration is passed over."""
        self._at: dict[str, list[int]] = {}
        self._keys: list[str] = []
        self._index: list[int] = []
        for index, word in enumerate(words):
            key = trim(word.key)
            if key and not word.decoration:
                self._at.setdefault(key, []).append(len(self._keys))
                self._keys.append(key)
                self._index.append(index)

    def find(self, forms: Iterable[str]) -> list[tuple[int, ...]]:
        """Every place of the first form that stands anywhere, as indices of words."""
        for form in forms:
            wanted = [key for word in tokens(form) if not word.decoration and (key := trim(word.key))]
            if not wanted:
                continue
            size = len(wanted)
            found = [
                tuple(self._index[at : at + size])
                for at in self._at.get(wanted[0], ())
                if self._keys[at : at + size] == wanted
            ]
            if found:
                return found
        return []
