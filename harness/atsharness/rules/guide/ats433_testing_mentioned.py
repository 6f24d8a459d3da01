"""Nothing about tests, code review or code quality.

What it looks for:
    Any word of testing, review or code quality, or the name of a tool for them, anywhere in the résumé.

What a reader loses:
    Whoever hires for back-end work wants to know how you make sure that your code works, and finds no
    answer.

Example:
    Six jobs' bullets about APIs, databases and queues, and none that says how they were tested.

How to mend it:
    Say where you wrote tests, with what, and what they caught; name the reviews that you took part in.

Limits:
    English only, and only for résumés of software work, told by three technologies or more. A single
    mention anywhere is enough.
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.needs import needs_software, words_for
from atsharness.rules.kit.prose import built_something, group
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose = seen.prose
    needs_software(prose)
    if prose.everything.first((*words.testing, *group("Testing"))):
        return None
    built = built_something(prose, words)
    return Remark(
        message="nothing about tests, reviews or code quality: a reader cannot tell how you know that your "
        "code works",
        hint=f"How was {quoted(built.text)} tested, or reviewed? Say so there, if it was."
        if built is not None
        else "Say how your code was tested or reviewed, if it was.",
        concern="missing",
    )


RULE = Rule(
    id="ATS433",
    name="testing-mentioned",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",)),
    advice={"": "Name the tests, tools and reviews by which you know that your code works."},
)
