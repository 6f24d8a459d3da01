"""No town in the header.

What it looks for:
    A town with its region or country in the header, or "Remote".

What a reader loses:
    Recruiters search by place, and legal questions (visa, time zone) begin with it.

Example:
    Weak: only e-mail and phone. Better: "Portland, OR", or "Lyon, France, open to remote work".

How to mend it:
    Town and region are enough; a street is nobody's business.

Limits:
    A town alone is known by nothing but being a name: where the header has other words, this is not judged.
"""

from __future__ import annotations

from atsharness.rules.guide._header import unexplained
from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule


def _check(seen: Seen) -> Remark | None:
    if seen.content.header.place is not None:
        return None
    if unexplained(seen):
        raise IncompleteError("words of the header may be a town")
    newest = next((job.place for job in seen.content.jobs[:1] if job.place is not None), None)
    if newest is None:
        hint = "Write town and region beside your contact data."
    else:
        hint = f"Write yours beside your contact data, as your newest job has it: {quoted(newest.text)}."
    return Remark(message="no town in the header: recruiters search by place", hint=hint)


RULE = Rule(
    id="ATS409",
    name="header-place",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Write town and region beside your contact data."},
)
