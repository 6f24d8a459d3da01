"""Few bullets say how much.

What it looks for:
    Bullets with a figure: a number that is no year, no version and no part of a name, or a word such as
    "three" or "halved".

What a reader loses:
    Without a figure a reader cannot tell a small thing from a large one, nor a claim from a result.

Example:
    "Improved response times" against "Cut response times from 500 ms to 150 ms".

How to mend it:
    Say by how much, from what to what, for how many, how often or how long. Only what you know to be true:
    "about" is better than nothing, nothing better than a guess.

Limits:
    English only. It speaks up where less than a quarter of four or more bullets have a figure
    (`quantified_share` in the settings).
"""

from __future__ import annotations

from atsharness.language.word_lists import WordLists
from atsharness.model.content import Piece
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.needs import words_for
from atsharness.rules.kit.prose import has_figure, opening
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_FEWEST = 4
"""Bullets below which their share says nothing."""
_MOST = 5
"""Bullets that are named."""


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    bullets = seen.prose.bullets
    if len(bullets) < _FEWEST:
        raise InapplicableError(f"there are fewer than {_FEWEST} bullets")
    without = [bullet for bullet in bullets if not has_figure(bullet.text, words)]
    having = len(bullets) - len(without)
    if having >= seen.resume.settings.quantified_share * len(bullets):
        return None
    told = sorted(without, key=lambda bullet: not _improves(bullet, words))[:_MOST]
    has = "has" if having == 1 else "have"
    return Remark(
        message=f"{having or 'none'} of {counted(len(bullets), 'bullet')} {has} a figure: a reader cannot "
        "tell how large any of it was",
        hint=_hint(told[0], words),
        points=tuple(Point(piece=bullet, hint=_hint(bullet, words)) for bullet in told),
    )


def _improves(bullet: Piece, words: WordLists) -> bool:
    return any(words.forms.get(word) in words.improvements for word in opening(bullet.text, 2))


def _hint(bullet: Piece, words: WordLists) -> str:
    asked = (
        "by how much, from what to what?"
        if _improves(bullet, words)
        else "for how many, how often, or how long?"
    )
    return f"{quoted(bullet.text.rstrip('.'))}: {asked} Only what you know."


RULE = Rule(
    id="ATS432",
    name="quantified-bullets",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",), page_only=True),
    advice={"": "Say by how much, for how many, how often or how long, wherever you know it."},
)
