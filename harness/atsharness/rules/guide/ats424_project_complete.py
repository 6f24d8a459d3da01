"""A project that does not say what it is, or what it is made with.

What it looks for:
    Of each project a text or a bullet, and a technology that the vocabulary knows.

What a reader loses:
    A name alone says nothing; and a search for the technology does not find the project.

Example:
    Weak: "Ferry". Better: "Ferry – a message queue in Go and Redis; handles 10k messages a minute".

How to mend it:
    A line on what it does, its technologies, what you built, and what came of it.

Limits:
    Technologies that the vocabulary does not know count as none; give it yours with --keywords.
"""

from __future__ import annotations

from atsharness.keywords.vocabulary import asked_for
from atsharness.model.content import Project
from atsharness.rules.guide._entries import either, pieces_of
from atsharness.rules.kit.advice import Point, Remark, advice, counted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_WORDS = 4
"""Words of a description; a date and an address are none."""


def _check(seen: Seen) -> Remark | None:
    named = [one for one in seen.content.projects if one.name is not None]
    if not named:
        raise InapplicableError("there are no projects whose names are known")
    lacking = [(one, names) for one in named if (names := _lacks(one))]
    if not lacking:
        return None
    kinds = list(dict.fromkeys(name for _, names in lacking for name in names))
    return Remark(
        message=f"{counted(len(lacking), 'project does', 'projects do')} not say {either(kinds)}",
        hint="One line on what it does and what you built in it, with the technologies that you used.",
        points=tuple(
            Point(piece=one.name, hint=f"not said: {either(names)}")
            for one, names in lacking
            if one.name is not None
        ),
    )


def _lacks(project: Project) -> list[str]:
    words = sum(len(piece.text.split()) for piece in (*project.text, *project.bullets))
    if words < _WORDS:
        return ["what it is"]
    # The vocabulary knows no compounds: "Kotlin-Bibliothek".
    parted = " ".join(piece.text.replace("-", " ") for piece in pieces_of(project))
    return [] if project.technologies or asked_for(parted) else ["what it is made with"]


RULE = Rule(
    id="ATS424",
    name="project-complete",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Say what it does, what it is made with, what you built and what came of it."},
)
