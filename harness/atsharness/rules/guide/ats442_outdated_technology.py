"""Technologies that have been ended.

What it looks for:
    In the skills and in the summary, technologies whose makers or communities have ended them, by a dated
    list (`harness/atsharness/keywords/outdated.toml`).

What a reader loses:
    Nothing, if the posting asks for it. Otherwise it takes the place of what you use today.

Example:
    "Flash Player, VB6" in the first line of the skills.

How to mend it:
    Leave it out of the skills, unless a posting asks for it; the job where you used it may keep it.

Limits:
    Information. The list names few, each with the month in which it was ended. A job or a project may name
    them: it tells what was so then.
"""

from __future__ import annotations

from atsharness.keywords.outdated import outdated_in
from atsharness.keywords.phrases import Phrases
from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    pieces = (*seen.prose.skills, *seen.content.summary)
    if not pieces:
        raise InapplicableError("there are neither skills nor a summary")
    posting = seen.resume.asked.posting
    asked = Phrases(posting.text if posting is not None else "")
    text = "\n".join(piece.text for piece in pieces)
    found = [(name, ended) for name, ended in outdated_in(text) if not asked.has(name)]
    if not found:
        return None
    names = [name for name, _ in found]
    return Remark(
        message=f"ended since: {listed([f'{name} ({ended.by}, {ended.ended})' for name, ended in found])}",
        hint=f"Leave {names[0]} to the job where you used it, unless a posting asks for it.",
        concern="note",
        points=tuple(
            Point(piece=piece) for piece in pieces if any(Phrases(piece.text).has(name) for name in names)
        ),
    )


RULE = Rule(
    id="ATS442",
    name="outdated-technology",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Leave it out of the skills, unless a posting asks for it."},
)
