"""Finding a phrase in a text as a keyword search does: whole words, any white space, any case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from atsharness.text.tokens import canon

PREPARED = 2_000
"""Phrases kept ready: every text is searched for the same ones. The vocabulary has 344."""

_BROKEN = re.compile(r"\n(?<=\w[-/]\n)\s*(?=\w)")
"""A line may end after a word's own hyphen or slash (``event-driven``, ``CI/CD``): nothing is put in."""

_BEFORE, _AFTER = re.compile(r"(?<!\w)"), re.compile(r"(?![\w+#])")
_BEFORE_WORD = re.compile(r"(?<![\w+#])(?<!\w[.\-&])")
_AFTER_WORD = re.compile(r"(?![\w+#])(?![.&]\w|-(?!based\b)\w)")
"""What stands around whole words: no ``Java`` in ``JavaScript``, no ``C`` in ``C++`` or ``C#``.

A dot, hyphen or ampersand that goes on with a letter is part of a word (``Node.js`` is not ``Node``,
``go-to`` not ``Go``, ``R&D`` not ``R``; but ``Kafka-based`` names ``Kafka``); a slash parts alternatives
(``AWS/GCP``), but for the phrases that hold one.
"""


_RUN = re.compile(r"\w+")
_YEAR = re.compile(r" (?:(?:19|20)\d\d|20XX)\b")


class Phrases:
    """One text, made ready for many searches.

    Case does not matter unless a search says so, nor which white space stands between words, line ends
    included. Everything else does: a ligature, a soft hyphen or a missing space hides a phrase, as it does
    from a search.
    """

    def __init__(self, text: str) -> None:
        self._shown = _one_space(_BROKEN.sub("", canon(text)))
        self._folded = _folded(self._shown)
        self.runs = frozenset(_RUN.findall(self._folded))
        """Its runs of letters and figures, in lower case."""

    def spans(self, phrase: str, *, as_written: bool = False) -> list[tuple[int, int]]:
        """Where a phrase stands; offsets are in the prepared text and comparable between searches of it.

        Args:
            phrase: what is sought.
            as_written: in this case only, and before no year: "Spring 2019" is a season.
        """
        shown, folded, run = _prepared(phrase)
        if not shown or (run and run not in self.runs) or folded not in self._folded:
            return []  # of a vocabulary nearly none is there
        if not as_written:
            return list(_whole(self._folded, folded))
        found = _whole(self._shown, shown)
        return [(start, stop) for start, stop in found if not _YEAR.match(self._shown, stop)]

    def has(self, phrase: str, *, as_written: bool = False) -> bool:
        """Whether a phrase stands anywhere."""
        return bool(self.spans(phrase, as_written=as_written))


def first_run(phrase: str) -> str:
    """The run of letters and figures that each text has which has this phrase; "" if it has none."""
    return _prepared(phrase)[2]


@lru_cache(maxsize=PREPARED)
def _prepared(phrase: str) -> tuple[str, str, str]:
    """A phrase as it is sought in the two forms of a text, and its first run of letters and figures.

    Whole words begin and end where such runs do, so that a text without that run has no such phrase.
    """
    shown = _one_space(canon(phrase))
    folded = _folded(shown)
    first = _RUN.search(folded)
    return shown, folded, first[0] if first is not None else ""


def _whole(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a prepared phrase stands as whole words."""
    before = _BEFORE_WORD if wanted[0].isalnum() else _BEFORE
    after = _AFTER_WORD if wanted[-1].isalnum() else _AFTER
    start = text.find(wanted)
    while start >= 0:
        stop = start + len(wanted)
        if before.match(text, start) and after.match(text, stop):
            yield start, stop
        start = text.find(wanted, start + 1)


def _one_space(text: str) -> str:
    """A space between words, whatever white space stood there."""
    return " ".join(text.split())


def _folded(text: str) -> str:
    """Lower case that keeps lengths, so that offsets of a folded and an unfolded text agree."""
    whole = text.lower()
    if len(whole) == len(text):
        return whole
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
