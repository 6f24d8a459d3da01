"""Technologies that are listed, and used nowhere.

What it looks for:
    Technologies of the skills that no job and no project names, neither by another name nor by something
    that stands on it (who names Spring Boot has used Java).

What a reader loses:
    A list says what you have heard of. Where you used a technology, and for what, is what a reader asks
    next.

Example:
    Twenty technologies in the list, and bullets that name three of them.

How to mend it:
    Name each in a bullet of the job or project where you used it; take out what you would not like to be
    asked about.

Limits:
    Technologies of the vocabulary and of your own list (`--keywords`). It speaks up where more than three
    fifths of six or more stand alone (`unused_share` in the settings).
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.needs import needs_statements
from atsharness.rules.kit.prose import known_groups, listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_FEWEST = 6
"""Listed technologies below which their share says nothing."""
_OTHER = frozenset({"Architecture", "Performance", "Foundations", "Ways of working"})
"""Groups of what is no technology."""
_SHOWN = 6


def _check(seen: Seen) -> Remark | None:
    prose = seen.prose
    needs_statements(prose)
    names = [term.name for term in prose.listed if known_groups().get(term.name) not in _OTHER]
    if len(names) < _FEWEST:
        raise InapplicableError(f"the skills name fewer than {_FEWEST} technologies that are known")
    alone = [name for name in names if name not in prose.used]
    if len(alone) <= seen.resume.settings.unused_share * len(names):
        return None
    return Remark(
        message=f"{len(alone)} of {len(names)} listed technologies appear in no job and "
        f"no project ({listed(alone, _SHOWN)}): a reader cannot tell how you used them",
        hint=f"Where did you use {alone[0]}, and for what? Say so there; leave out what you have not used.",
        points=tuple(Point(piece=line) for line in prose.skill_lines(alone)),
    )


RULE = Rule(
    id="ATS439",
    name="skill-without-context",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Name each technology in a bullet of the job or project where you used it."},
)
