"""Bullets that take long to understand.

What it looks for:
    Bullets of more than 45 words, and bullets with four or more acronyms that neither the vocabulary knows
    nor the résumé spells out.

What a reader loses:
    A bullet that has to be read twice is not read a second time.

Example:
    "Migrated the QXR from LMN2 to the DDS via PTB, closing the OKR of the BRT."

How to mend it:
    One thing a bullet; say what an acronym of your company stands for, or what it does.

Limits:
    Acronyms that are spelt out once, or that the vocabulary has, are not counted (`bullet_words` in the
    settings).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from atsharness.keywords.vocabulary import known_terms
from atsharness.language.word_lists import WordLists
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.needs import words_for
from atsharness.rules.kit.prose import Prose, listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_ACRONYM = re.compile(r"(?<![\w./-])[A-Z][A-Z0-9]{1,5}(?![\w./-]*[a-z0-9])")
_JARGON = 4
"""Unknown acronyms of one bullet that are too many."""


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose, most = seen.prose, seen.resume.settings.bullet_words
    if not prose.bullets:
        raise InapplicableError("there are no bullets")
    known = _known(prose, words)
    long = [bullet for bullet in prose.bullets if len(bullet.text.split()) > most]
    points = [Point(piece=bullet, hint=_shorten(bullet.text)) for bullet in long]
    jargon = [
        (bullet, names) for bullet in prose.bullets if len(names := _unknown(bullet.text, known)) >= _JARGON
    ]
    points += [Point(piece=bullet, hint=f"What is {names[0]}? Say it in words.") for bullet, names in jargon]
    if not points:
        return None
    return Remark(
        message=listed(list(_messages(len(long), most, len(jargon)))),
        hint=points[0].hint,
        points=tuple(points),
    )


def _messages(long: int, most: int, jargon: int) -> Iterator[str]:
    if long:
        yield f"{counted(long, 'bullet')} of more than {most} words, which few read to the end"
    if jargon:
        yield f"{counted(jargon, 'bullet')} with {_JARGON} or more acronyms that a reader may not know"


def _shorten(text: str) -> str:
    """Where a long bullet may be parted."""
    at = next(
        (match.start() for match in re.finditer(r"[;.:–—] (?=\S+ \S+)", text) if match.start() > 40), None
    )
    if at is None:
        return f"One thing a bullet: make two of {quoted(text)}"
    return f"One thing a bullet: a new one may begin at {quoted(text[at + 2 :])}"


def _unknown(text: str, known: Collection[str]) -> list[str]:
    if text.isupper():
        return []
    return [
        name
        for name in dict.fromkeys(_ACRONYM.findall(text))
        if name.rstrip("S") not in known and name not in known
    ]


def _known(prose: Prose, words: WordLists) -> frozenset[str]:
    """Acronyms of the list and of the vocabulary, and those beside which their words stand."""
    text = "\n".join(piece.text for piece in (*prose.content.summary, *prose.statements))
    explained = {match[1] for match in re.finditer(r"\w{3,} \(([A-Z][A-Z0-9]{1,5})\)", text)}
    explained |= {match[1] for match in re.finditer(r"([A-Z][A-Z0-9]{1,5}) \(\w{3,} \w{2,}", text)}
    return words.acronyms | _of_vocabulary() | explained


@lru_cache(maxsize=1)
def _of_vocabulary() -> frozenset[str]:
    return frozenset(spelling for term in known_terms() for spelling in term.spellings if spelling.isupper())


RULE = Rule(
    id="ATS441",
    name="bullet-length-and-jargon",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",), page_only=True),
    advice={"": "One thing a bullet, in words that somebody outside your company knows."},
)
