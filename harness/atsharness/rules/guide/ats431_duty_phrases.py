"""Bullets that name a duty and not what was done.

What it looks for:
    Bullets that begin with "Responsible for", "In charge of", "Duties included" and the like; and with
    "Worked on", "Helped with" or "Participated in" where no figure follows.

What a reader loses:
    A duty is what the job's advertisement said. Whether anything came of it, and what your part was, stays
    open.

Example:
    "Responsible for developing the payment API" says the same of a person who has finished it and of one
    who has not.

How to mend it:
    Say what you did, and what came of it: "Developed the payment API …".

Limits:
    Only where a list of such phrases exists for the language. It looks at the beginning of bullets and of
    paragraphs, not inside them.
"""

from __future__ import annotations

import re

from atsharness.language.word_lists import WordLists, languages_with
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.needs import words_for
from atsharness.rules.kit.prose import after, has_figure
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_ARTICLE = re.compile(r"(?:the|all|any)\s+", re.IGNORECASE)


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    statements = seen.prose.statements
    if not statements:
        raise InapplicableError("nothing is said of any job or project")
    points = tuple(
        Point(piece=piece, hint=hint)
        for piece in statements
        if (hint := _hint(piece.text, words)) is not None
    )
    if not points:
        return None
    name = "bullet names a duty" if len(points) == 1 else "bullets name duties"
    return Remark(
        message=f"{len(points)} {name}, not what was done: what came of it and what your part was stays open",
        hint=next((point.hint for point in points if point.hint.startswith("For")), points[0].hint),
        points=points,
    )


def _hint(text: str, words: WordLists) -> str | None:
    """How a statement that begins with a duty may be written; None where it begins otherwise."""
    found = after(text, (*words.duties, *words.vague))
    if found is None:
        return None
    phrase, rest = found
    if phrase in words.vague and has_figure(rest, words):
        return None
    return _said(rest, words) if rest else f"What did you do? {quoted(text)} says nothing of it."


def _said(rest: str, words: WordLists) -> str:
    rest = rest.rstrip(" .")
    first, _, tail = rest.partition(" ")
    base = first.casefold()
    if base.endswith("ing") and tail and (past := words.past(base)) is not None:
        return f"For example: {quoted(f'{past.capitalize()} {tail}')}, and what came of it."
    noun, _, of = _ARTICLE.sub("", rest, count=1).partition(" of ")
    if of and (done := words.nominal.get(noun.casefold())) is not None:
        return f"For example: {quoted(f'{done.capitalize()} {of}')}, and what came of it."
    return f"What did you do, and what came of it: {quoted(rest)}?"


RULE = Rule(
    id="ATS431",
    name="duty-phrases",
    of="any",
    needs="resume",
    find=advice(_check, languages=languages_with("duties"), page_only=True),
    advice={"": "Say what you did and what came of it, not what you were there for."},
)
