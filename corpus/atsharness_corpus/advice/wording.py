"""What a résumé has to say for rules on its words to leave it alone."""

from __future__ import annotations

from msgspec.structs import replace

from atsharness_corpus.person import Person, Skill

ARCHITECTURE = ("CQRS", "Event sourcing", "Hexagonal architecture", "Domain-driven design")
_DESIGNS = frozenset(
    name.casefold() for name in (*ARCHITECTURE, "microservices", "DDD", "clean architecture")
)
SEASONED = (
    "Runs 9 queues with dashboards and alerts; p99 latency stays below 90 ms.",
    "Wrote 40 integration tests with pytest, which found 9 faults before a release.",
    "Led a squad of 4 developers and taught them SQL.",
)
"""Bullets of the newest job that have what several rules look for, each of its own kind."""


def well_worded(person: Person) -> Person:
    """A person whose words the guide would leave as they are: skills that are used, bullets of all sorts."""
    if person.language == "en":
        newest = replace(person.work[0], highlights=(*person.work[0].highlights[:2], *SEASONED))
        person = replace(person, work=(newest, *person.work[1:]))
    text = told(person)
    skills = tuple(_used(group, text) for group in person.skills)
    return replace(person, skills=tuple(group for group in skills if group.keywords))


def told(person: Person) -> str:
    """What jobs and projects say, in small letters."""
    jobs = (text for job in person.work for text in job.highlights)
    projects = (text for one in person.projects for text in (one.description, *one.highlights))
    return "\n".join((*jobs, *projects)).casefold()


def _used(group: Skill, text: str) -> Skill:
    """A group without architecture and with at most one unused skill for two used ones."""
    known = [one for one in group.keywords if one.casefold() not in _DESIGNS]
    used = [one for one in known if one.casefold() in text]
    kept = {*used, *[one for one in known if one not in used][: len(used) // 2]}
    return replace(group, keywords=tuple(one for one in group.keywords if one in kept))
