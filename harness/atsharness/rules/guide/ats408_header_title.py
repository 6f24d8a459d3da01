"""No professional title beside the name.

What it looks for:
    Words of an occupation in the header, next to the name.

What a reader loses:
    Who sorts a pile looks for what you are before anything else; parsers have a field for it, which stays
    empty.

Example:
    Weak: the name alone. Better: "Jane Example" and below it "Back-End Developer".

How to mend it:
    Write the title that you apply for, or that of your newest job, below the name.

Limits:
    A line below the name that may be a title which no list has is not judged.
"""

from __future__ import annotations

from atsharness.rules.guide._header import unexplained
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_MOST_WORDS = 9
"""Words of a title."""


def _check(seen: Seen) -> Remark | None:
    header = seen.content.header
    if header.title is not None:
        return None
    if header.name is None:
        raise IncompleteError("the name is not known, so nothing tells where a title would stand")
    if any(1 <= len(text.split()) <= _MOST_WORDS for text in unexplained(seen)):
        raise IncompleteError("a line of the header may be a title that no list has")
    newest = next((job.title for job in seen.content.jobs if job.title is not None), None)
    hint = (
        f"Your newest job has one: {quoted(newest.text)}."
        if newest
        else "Write what you are below your name."
    )
    return Remark(
        message="no professional title beside the name: what you are is the first thing looked for",
        hint=hint,
        points=(Point(piece=header.name),),
    )


RULE = Rule(
    id="ATS408",
    name="header-title",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Write what you are below your name: Back-End Developer."},
)
