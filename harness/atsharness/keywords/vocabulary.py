"""The vocabulary of technologies: one data file, and what a user adds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import msgspec

from atsharness.keywords.phrases import Phrases, first_run


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One keyword with all its spellings, the first of which is shown.

    `as_written`: a common word too ("Go", "Spring"); in running text it counts only in this spelling.
    """

    spellings: tuple[str, ...]
    as_written: bool = False
    group: str | None = None
    """What kind of term it is, as a résumé groups its skills: ``Databases``."""
    stands_on: tuple[str, ...] = ()
    """Names of terms that whoever uses this one has used too: Spring Boot is Java."""

    @property
    def name(self) -> str:
        """The spelling that is shown."""
        return self.spellings[0]

    def is_exact(self, number: int) -> bool:
        """Whether the spelling of that number counts only as it is written."""
        return self.as_written and number == 0


_GROUP = re.compile(r"\[(.+)\]")


@lru_cache(maxsize=1)
def known_terms() -> tuple[Term, ...]:
    """The terms of ``vocabulary.txt``, in its order."""
    return parse(Path(__file__).with_name("vocabulary.txt").read_text("utf-8"))


def parse(text: str) -> tuple[Term, ...]:
    """Terms of a list: one a line, spellings parted by bars, ``#`` and a space starts a comment.

    ``=`` in front marks a common word that is meant only as it is written; after ``>`` stand the terms that
    it stands on, parted by commas. A line ``[Databases]`` names the group of what follows it.
    """
    terms: dict[str, Term] = {}
    group: str | None = None
    for line in text.splitlines():
        entry = line.strip()
        if not entry or entry.startswith("# "):
            continue
        if heading := _GROUP.fullmatch(entry):
            group = heading[1].strip()
            continue
        own, _, below = entry.lstrip("=").partition(" > ")
        spellings = _parts(own, "|")
        if spellings:
            found = Term(
                spellings=spellings,
                as_written=entry.startswith("="),
                group=group,
                stands_on=_parts(below, ","),
            )
            terms.setdefault(found.name, found)
    return tuple(terms.values())


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def spelled_in(said: Phrases, term: Term) -> str | None:
    """The spelling of a term that a text has, its first one before the others; None where it has none."""
    spellings = enumerate(term.spellings)
    return next((one for at, one in spellings if said.has(one, as_written=term.is_exact(at))), None)


_Sought = tuple[int, str, bool, Term]
"""Its place among all spellings, a spelling, whether it counts only as written, and its term."""


def _by_first_run(terms: Iterable[Term]) -> Mapping[str, list[_Sought]]:
    """What a text may name that has a run of letters: of a vocabulary a text has few."""
    found: dict[str, list[_Sought]] = defaultdict(list)
    rank = 0
    for term in terms:
        for number, spelling in enumerate(term.spellings):
            found[first_run(spelling)].append((rank, spelling, term.is_exact(number), term))
            rank += 1
    return found


@lru_cache(maxsize=1)
def _known_by_first_run() -> Mapping[str, list[_Sought]]:
    return _by_first_run(known_terms())


def asked_for(posting: str, terms: Iterable[Term] = ()) -> tuple[Term, ...]:
    """The terms that a posting names, in the order of their first mention.

    Args:
        posting: its text.
        terms: the vocabulary; the known one where empty. A longer term hides a shorter one inside it
            ("Spring Boot" is no mention of "Spring").
    """
    text = Phrases(posting)
    sought = _by_first_run(terms) if (terms := tuple(terms)) else _known_by_first_run()
    mentions: list[tuple[int, int, int, Term]] = []
    for run in (*text.runs, ""):
        for rank, spelling, exact, term in sought.get(run, ()):
            spans = text.spans(spelling, as_written=exact)
            mentions += [(start, -stop, rank, term) for start, stop in spans]
    kept: dict[str, Term] = {}
    last, reached, before = (0, 0), 0, 0
    for start, end, _, term in sorted(mentions, key=itemgetter(0, 1, 2)):
        stop = -end
        if (start, stop) != last:
            last, before = (start, stop), reached
        if stop > before:  # no other mention reaches over it
            kept.setdefault(term.name, term)
        reached = max(reached, stop)
    return tuple(kept.values())
