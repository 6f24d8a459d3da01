"""Asked-for words that the résumé does not have.

What it looks for:
    Terms that the posting names and the page does not, in no spelling that the vocabulary knows.

What a reader loses:
    Whoever searches for the word does not find you, even if you have used the thing.

Example:
    The posting asks for RabbitMQ; the résumé names Kafka alone.

How to mend it:
    If you have used it, name it in the bullet where you did. If not, leave it out: a résumé that names what
    its owner has not used falls apart at the first question.

Limits:
    Information. Terms of the vocabulary and of your own list (`--keywords`).
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    terms = match_for(seen).terms
    absent = [item.asked_as for item in terms if not item.stands_in and not item.implied_by]
    if not absent:
        return None
    return Remark(
        message=f"{len(absent)} of {len(terms)} terms of the posting are not in the résumé: {listed(absent)}",
        hint="Name one only where you have used it, in that bullet; leave out what you have not used.",
        concern="note",
    )


RULE = Rule(
    id="ATS702",
    name="keyword-absent",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Name one only where you have used it; leave out what you have not used."},
)
