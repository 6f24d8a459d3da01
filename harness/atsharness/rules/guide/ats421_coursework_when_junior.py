"""Courses listed late in a career, or not listed at its start.

What it looks for:
    "Relevant coursework" in the education, beside the years in jobs.

What a reader loses:
    After years of work courses take room that results should have. Before it they are what shows the
    foundations.

Example:
    Weak: a list of courses beside eight years of jobs. Better: the list at the start of a career only.

How to mend it:
    Take the line out, or add one: data structures, databases, distributed systems.

Limits:
    Only English words for it are known. That courses could be added is for information only.
"""

from __future__ import annotations

import re

from atsharness.rules.guide._entries import pieces_of, undated_within
from atsharness.rules.kit.advice import Point, Remark, advice, counted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_COURSES = re.compile(
    r"\b(?:course ?work|relevant courses|selected courses|key courses|courses taken)\b", re.IGNORECASE
)
_MONTHS = 12


def _check(seen: Seen) -> Remark | None:
    schools, experience = seen.content.schools, seen.resume.experience
    if not schools or experience is None:
        raise InapplicableError("there is no education")
    named = "cours" in seen.low
    listed = [
        piece for school in schools for piece in pieces_of(school) if named and _COURSES.search(piece.text)
    ]
    early = seen.resume.settings.recent_years * _MONTHS
    if listed and experience.least > early:
        years = experience.least // _MONTHS
        return Remark(
            message=f"courses are listed beside {counted(years, 'year')} of experience, "
            "and take room from results",
            hint="Take this line out.",
            points=tuple(Point(piece=piece) for piece in listed),
        )
    if not seen.content.jobs:
        raise IncompleteError("there are no jobs that tell the years of experience")
    if experience.undated or any(undated_within(job, seen) for job in seen.content.jobs):
        raise IncompleteError("the years of experience are not known: a job has no dates that can be read")
    if listed or experience.most >= early or (named and _COURSES.search(seen.text)):
        return None
    return Remark(
        message="no courses are listed, which at the start of a career show the foundations",
        hint="If they fit the job, name three to five below your degree.",
        concern="note",
    )


RULE = Rule(
    id="ATS421",
    name="coursework-when-junior",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True, languages={"en"}),
    advice={"": "List courses at the start of a career only."},
)
