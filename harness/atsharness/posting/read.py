"""What a posting asks for: terms as it spells them, the rank of the job, years of experience."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from atsharness.keywords.phrases import Phrases
from atsharness.keywords.vocabulary import Term, asked_for, known_terms, spelled_in
from atsharness.language.job_titles import names_occupation
from atsharness.language.word_lists import words_of
from atsharness.model.value import Value

_MOST_WORDS_OF_TITLE = 12
"""Words of a line that names the job; longer ones are sentences."""
_YEARS = re.compile(
    r"(?<![\d.,])(\d{1,2})\s*(?:\+|(?:-|–|to|bis|à|a)\s*\d{1,2})?\s*(?:years?|yrs|jahren?|ans|años|anos)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"experien|erfahrung|expérience", re.IGNORECASE)
_MOST_YEARS = 20
"""More are a company's age."""


class Posting(Value, frozen=True, kw_only=True):
    """A posting. `terms` are in the order of their first mention, each with the posting's own spelling."""

    text: str
    terms: tuple[tuple[Term, str], ...] = ()
    rank: str | None = None
    """A key of `WordLists.seniority`; None where its title names none."""
    rank_word: str | None = None
    years: int | None = None
    """Fewest years of experience asked for."""


def posting_of(text: str, further: Sequence[Term] = ()) -> Posting:
    """Reads a posting.

    Args:
        text: of it.
        further: terms beside the vocabulary's.
    """
    said = Phrases(text)
    terms = asked_for(text, (*known_terms(), *further))
    title = next((found for line in text.splitlines() if (found := rank_in(line)) is not None), None)
    return Posting(
        text=text,
        terms=tuple((term, spelled_in(said, term) or term.name) for term in terms),
        rank=title[0] if title else None,
        rank_word=title[1] if title else None,
        years=next(_years(text), None),
    )


def rank_in(line: str) -> tuple[str, str] | None:
    """The highest rank that a job's title names, and its word; None of a line that is no title."""
    words = line.split()
    lists = words_of("en")
    if lists is None or not 0 < len(words) <= _MOST_WORDS_OF_TITLE or not names_occupation(line):
        return None
    said = Phrases(line)
    ranks = reversed(tuple(lists.seniority.items()))
    found = ((rank, word) for rank, names in ranks for word in names if said.has(word))
    return next(found, None)


def _years(text: str) -> Iterator[int]:
    for line in text.splitlines():
        for match in _YEARS.finditer(line):
            if _EXPERIENCE.search(line) and 0 < int(match[1]) <= _MOST_YEARS:
                yield int(match[1])
