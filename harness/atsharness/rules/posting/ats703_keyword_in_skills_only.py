"""Asked-for words that stand in the list of skills alone.

What it looks for:
    Terms that the posting names and that the page has among its skills, but in no job, no project, and not
    in the summary.

What a reader loses:
    A search finds the word, and a person who looks for where you used it finds nothing.

Example:
    The posting asks for Kafka; the skills name it, and no bullet says what for.

How to mend it:
    Name it in the bullet of the job or project where you used it.

Limits:
    Something that stands on it counts as a use: Spring Boot for Java.
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    used = seen.prose.used
    alone = [
        item for item in match_for(seen).terms if item.stands_in == ("skills",) and item.term not in used
    ]
    if not alone:
        return None
    names = [item.written_as or item.asked_as for item in alone]
    return Remark(
        message=f"asked for, and among the skills alone: {listed(names)}; where and what for stays open",
        hint=f"Where did you use {names[0]}? Name it in that bullet.",
        points=tuple(Point(piece=line) for line in seen.prose.skill_lines([item.term for item in alone])),
    )


RULE = Rule(
    id="ATS703",
    name="keyword-in-skills-only",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Name it in the bullet of the job or project where you used it."},
)
