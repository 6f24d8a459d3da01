"""No projects at the start of a career, a single one, or a long list.

What it looks for:
    The projects of the section of that name: two to five (settings). None are asked for after the first
    years in jobs.

What a reader loses:
    At the start of a career projects are what shows that you can build something. Of ten the best two are
    missed.

Example:
    Weak: nine projects of a line each. Better: the three that fit the job.

How to mend it:
    Choose those that use what the job asks for; leave exercises out.

Limits:
    Where it cannot be told where one project ends and the next begins, they are not counted.
"""

from __future__ import annotations

from atsharness.language import links
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_MONTHS = 12
_MOST_TEXTS = 8
"""Texts of one project; more are several whose beginnings were not told."""


def _check(seen: Seen) -> Remark | None:
    content, settings = seen.content, seen.resume.settings
    projects = content.projects
    if not projects:
        return _none(seen)
    if len(projects) > settings.projects_max:
        if sum(one.name is not None for one in projects) < len(projects):
            raise IncompleteError("it cannot be told where each project begins")
        return Remark(
            message=f"{len(projects)} projects: the best of them are missed",
            hint=f"Choose the {settings.projects_max} that fit the job best.",
            points=tuple(Point(piece=one.name) for one in projects if one.name is not None),
        )
    if len(projects) >= settings.projects_min:
        return None
    (only,) = projects[:1]
    own = {links.comparable(link.text) for link in only.links}
    if len(own) > 1 or only.name is None or len(only.text) + len(only.bullets) > _MOST_TEXTS:
        raise IncompleteError("it cannot be told where each project begins")
    return Remark(
        message=f"a section of projects with {counted(len(projects), 'project')} looks unfinished",
        hint=f"Add another one beside {quoted(only.name.text)} that you can show.",
        points=(Point(piece=only.name),),
        concern="note",
    )


def _none(seen: Seen) -> Remark | None:
    if any(section.key == "projects" for section in seen.content.sections):
        raise IncompleteError("it cannot be told where each project begins")
    experience = seen.resume.experience
    if experience is None or experience.undated:
        raise IncompleteError("the years of experience are not known: a job has no dates that can be read")
    if experience.most >= seen.resume.settings.recent_years * _MONTHS:
        raise InapplicableError("there are no projects, which after years in jobs nobody asks for")
    return Remark(
        message="no projects: at the start of a career they show that you can build something",
        hint="Add two or three that you can show, each with what you built and its address.",
        concern="missing",
    )


RULE = Rule(
    id="ATS423",
    name="projects-count",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Two to five projects that fit the job."},
)
