"""Architecture that is named, and no system that has it.

What it looks for:
    Terms of architecture in the list of skills (domain-driven design, CQRS, microservices …) that no job
    and no project names.

What a reader loses:
    A style of architecture is known by having built with it. In a list alone it reads like a book that was
    heard of.

Example:
    "CQRS, event sourcing" among the skills, and bullets without either.

How to mend it:
    Name it in the bullet of the system that has it, or leave it out.

Limits:
    Terms of the vocabulary, in any language that writes them in English.
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.needs import needs_statements
from atsharness.rules.kit.prose import known_groups, listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    prose = seen.prose
    needs_statements(prose)
    names = [term.name for term in prose.listed if known_groups().get(term.name) == "Architecture"]
    if not names:
        raise InapplicableError("the skills name no architecture")
    alone = [name for name in names if name not in prose.used]
    if not alone:
        return None
    said, them = ("stands", "it") if len(alone) == 1 else ("stand", "them")
    return Remark(
        message=f"{listed(alone)} {said} among the skills, and no job or project has {them}: a reader cannot "
        "tell whether you have built so",
        hint=f"Which system of yours has {alone[0]}? Name it in its bullet, or leave it out of the skills.",
        points=tuple(Point(piece=line) for line in prose.skill_lines(alone)),
    )


RULE = Rule(
    id="ATS437",
    name="architecture-in-context",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Name a style of architecture in the bullet of the system that has it."},
)
