"""Bullets that begin with no verb.

What it looks for:
    First words of bullets that are articles, pronouns, names of technologies, or nouns that stand for a
    verb ("Development of"). A first word that no list has counts for neither side.

What a reader loses:
    A bullet's first word says what you did, and readers who skim read little more than first words.

Example:
    "Development of REST APIs for two partners", "The team's build server", "Java and Spring Boot services".

How to mend it:
    Begin with what you did, in the past tense: "Developed REST APIs for two partners".

Limits:
    English only. It speaks up where more than a fifth of the bullets, and two at least, begin so
    (`verbless_share` in the settings).
"""

from __future__ import annotations

from collections.abc import Sequence

from atsharness.language.word_lists import WordLists
from atsharness.model.content import Piece
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.needs import words_for
from atsharness.rules.kit.prose import is_term, opening
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_FEWEST = 2
"""Bullets without a verb that are worth a remark."""
_LINKS = ("of", "and", "for", "&")


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    bullets = seen.prose.bullets
    if not bullets:
        raise InapplicableError("there are no bullets")
    without = [bullet for bullet in bullets if _begins_without(bullet.text, words)]
    if len(without) < _FEWEST or len(without) <= seen.resume.settings.verbless_share * len(bullets):
        return None
    points = tuple(Point(piece=bullet, hint=_rewritten(bullet, words)) for bullet in without)
    return Remark(
        message=f"{len(without)} of {counted(len(bullets), 'bullet')} begin with no verb: who skims first "
        "words does not learn what you did",
        hint=_first(points),
        points=points,
    )


def _begins_without(text: str, words: WordLists) -> bool:
    first = opening(text)
    while len(first) > 1 and (first[0] in words.adverbs or first[0].endswith("ly")):
        first = first[1:]
    if not first:
        return False
    if first[0] in words.nominal and first[1:2] and first[1] in _LINKS:
        return True
    if first[0] in words.forms:
        return False
    return first[0] in words.openers or is_term(text.split()[0].strip("(,;:"))


def _rewritten(bullet: Piece, words: WordLists) -> str:
    first = opening(bullet.text)
    done = words.nominal.get(first[0])
    if done is not None and first[1:2] == ["of"]:
        rest = bullet.text.split(None, 2)[2:]
        return f"For example: {quoted(f'{done.capitalize()} {rest[0]}')}" if rest else ""
    return f"Which verb says what you did in {quoted(bullet.text)}? Begin with it."


def _first(points: Sequence[Point]) -> str:
    return next((point.hint for point in points if point.hint.startswith("For")), points[0].hint)


RULE = Rule(
    id="ATS430",
    name="action-verbs",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",), page_only=True),
    advice={"": "Begin each bullet with what you did: built, cut, moved, taught."},
)
