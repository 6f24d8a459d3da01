"""Which of a leaf's surface forms a page prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from atsharness.model import Leaf
from atsharness.text.tokens import Token, fold_key

_PHONE = re.compile(r"[+(]?\d[\d\s().\-/\u2010-\u2013]{4,}\d")
_IN_PIECES = ("email", "url")
"""What a narrow column breaks within a word."""
_MOST_LINES = 4
"""Lines over which one address is followed, as on a page without a source."""
_EDGES = "".join(map(chr, (*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 127)))) + "·•|–—…"


class Page:
    """The words of a page, made ready to be searched for phrases."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        """Args: the page's text and its tokens."""
        self._words = f" {' '.join(filter(None, (token.key.strip(_EDGES) for token in tokens)))} "
        self._phones = {_digits(found): found for found in _PHONE.findall(text)}
        self._tokens = [token for token in tokens if not token.decoration]

    def printed(self, leaf: Leaf) -> str:
        """The first form of a leaf that the page prints; its likeliest one where it prints none.

        Forms are compared in KEY, without punctuation at the edges of words; phone numbers by their digits.
        An address that the page breaks over lines comes in its pieces, with a space between them.
        """
        found = self._printed(leaf)
        if found is not None:
            return found
        return leaf.forms[0] if leaf.forms else leaf.text

    def prints(self, leaf: Leaf) -> bool:
        """Whether the page prints any form of a leaf."""
        return self._printed(leaf) is not None

    def _printed(self, leaf: Leaf) -> str | None:
        if leaf.kind == "phone":
            for form in leaf.forms:
                if (found := self._phones.get(_digits(form))) is not None:
                    return " ".join(found.split())
        for form in leaf.forms:
            if f" {_folded(form)} " in self._words:
                return form
        return self._in_pieces(leaf.forms) if leaf.kind in _IN_PIECES else None

    def _in_pieces(self, forms: Sequence[str]) -> str | None:
        """An address that a line ends with and the next ones go on with, each in one word more."""
        wanted = {bare(form) for form in forms}
        for start, first in enumerate(self._tokens):
            piece = first.key.lstrip(_EDGES)
            if not piece or not any(form.startswith(piece) for form in wanted):
                continue
            for count in range(2, _MOST_LINES + 1):
                some = self._tokens[start : start + count]
                if any(two.line != one.line + 1 for one, two in pairwise(some)):
                    break
                joined = "".join((piece, *(token.key for token in some[1:])))
                if joined.rstrip(_EDGES) in wanted:
                    return " ".join(token.raw for token in some)
        return None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _folded(form: str) -> str:
    return " ".join(filter(None, (bare(word) for word in form.split())))


def bare(word: str) -> str:
    """The KEY of a word without punctuation at its edges."""
    return fold_key(word)[0].strip(_EDGES)
