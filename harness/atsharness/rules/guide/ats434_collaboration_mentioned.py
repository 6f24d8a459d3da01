"""Nothing about work with others.

What it looks for:
    Words of work with others in the summary, in jobs and in projects: teams, reviews, mentoring, partners,
    customers. A list of soft skills does not count: it is a claim, not an example.

What a reader loses:
    Back-end work is done with front-end developers, operations and people who do not write code; whether
    you can is told by examples alone.

Example:
    "Communication, teamwork" in the skills, and ten bullets in which nobody else appears.

How to mend it:
    Say with whom: who used the API, who agreed on the contract, whom you taught.

Limits:
    English only. A single mention is enough.
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.needs import TELLING, words_for
from atsharness.rules.kit.prose import built_something
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose = seen.prose
    if prose.words < TELLING:
        raise InapplicableError("too little is said of jobs and projects")
    if prose.told.first(words.collaboration):
        return None
    built = built_something(prose, words)
    return Remark(
        message="nobody else appears in jobs and projects: whether you work well with others stays open",
        hint=f"Who used it, asked for it, or built it with you: {quoted(built.text)}? Name them there."
        if built is not None
        else "Say with whom you worked, and on what.",
        concern="missing",
    )


RULE = Rule(
    id="ATS434",
    name="collaboration-mentioned",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",)),
    advice={"": "Show work with others by an example: with whom, on what, and what came of it."},
)
