"""Praise that nothing bears out.

What it looks for:
    Two or more phrases that anybody may write of themselves: "results-driven", "team player",
    "cutting-edge".

What a reader loses:
    Such words take the place of facts, and readers who have met them often skip the whole sentence.

Example:
    "Passionate, results-driven ninja with excellent communication skills."

How to mend it:
    Leave the word out, or put in its place what made you think of it.

Limits:
    English only. Lists of keywords and hidden ones have rules of their own (ATS152, ATS141 to ATS150)
    (`buzzwords_max` in the settings).
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.needs import words_for
from atsharness.rules.kit.prose import Said, listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose = seen.prose
    pieces = (*prose.content.summary, *prose.statements, *prose.skills)
    if not pieces:
        raise InapplicableError("there is no summary, and nothing is said of jobs, projects or skills")
    found = Said("\n".join(piece.text for piece in pieces)).all(words.buzzwords)
    if len(found) <= seen.resume.settings.buzzwords_max:
        return None
    points = tuple(Point(piece=piece) for piece in pieces if Said(piece.text).first(found))
    return Remark(
        message=f"{listed([quoted(word) for word in found])}: anybody may write so, and readers skip it",
        hint=f"What did you do that made you write {quoted(found[0])}? Write that, or nothing.",
        points=points,
    )


RULE = Rule(
    id="ATS440",
    name="buzzwords",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",), page_only=True),
    advice={"": "Leave praise out, or put in its place what made you think of it."},
)
