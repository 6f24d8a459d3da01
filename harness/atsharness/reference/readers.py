"""Other readers of a page: what each parser path has between two words that it shares with the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model import WordLabel
from atsharness.text.tokens import Token

LEAST_FAMILIES = 3
"""So many code bases have to agree: two may share a habit."""

MOST_PLACES = 200
"""Disputed places of a document that are looked at; where there are more, something else is wrong with it."""


class Reader(NamedTuple):
    """One parser path's reading of a page."""

    family: str
    labels: Sequence[WordLabel]
    """Of the reference's words, one by one."""
    words: Sequence[Token]
    """Its own."""

    def after(self, index: int) -> int | None:
        """Which of its own words follows a word of the reference, decoration left out; None at the end."""
        at = self.labels[index].hypothesis[-1] + 1
        while at < len(self.words) and self.words[at].decoration:
            at += 1
        return at if at < len(self.words) else None
