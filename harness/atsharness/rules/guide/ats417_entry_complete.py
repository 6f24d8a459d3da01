"""A job that lacks its title, company, place or dates.

What it looks for:
    Title, company, place and dates of each job, where its head has no words left that may be what is
    lacking.

What a reader loses:
    Parsers have a field for each of these and count years by the dates; people ask about what is not said.

Example:
    Weak: "Acme Inc., Portland". Better: "Software Engineer, Acme Inc., Portland, OR, Jan 2020 – Mar 2022".

How to mend it:
    Write all four, in the same order at each job.

Limits:
    A name that nothing tells apart counts as unknown, not as lacking. A place is asked for only where other
    jobs have one, or none has.
"""

from __future__ import annotations

from atsharness.model.content import Content, Job
from atsharness.rules.guide._entries import (
    either,
    has_date,
    is_left_over,
    lines_of,
    name_of,
    sure_of,
    undated_heads,
)
from atsharness.rules.kit.advice import Point, Remark, advice, counted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule


def _check(seen: Seen) -> Remark | None:
    content = sure_of(seen.content)
    if not content.jobs:
        raise InapplicableError("there are no jobs")
    placed = sum(job.place is not None for job in content.jobs)
    inner = undated_heads(content.jobs, content, seen)
    if inner:
        return Remark(
            message=f"{counted(len(inner), 'job has', 'jobs have')} no dates: "
            "parsers take it for part of the job above",
            hint=_as_others(content, set()),
            concern="missing",
            points=tuple(Point(piece=piece, hint="no dates") for piece in inner),
            anchor="dates",
        )
    lacking = {number: _lacks(job, content) for number, job in enumerate(content.jobs)}
    grave = {number: names for number, names in lacking.items() if names}
    if not grave:
        if placed == len(content.jobs):
            return None
        return _places(content, placed)
    points = tuple(
        Point(piece=name, hint=f"no {either(names)}")
        for number, names in grave.items()
        if (name := name_of(content.jobs[number])) is not None
    )
    kinds = list(dict.fromkeys(name for names in grave.values() for name in names))
    return Remark(
        message=f"{counted(len(grave), 'job lacks', 'jobs lack')} {either(kinds)}: "
        "parsers have a field for it",
        hint=_as_others(content, set(grave)),
        concern="missing",
        points=points,
    )


def _lacks(job: Job, content: Content) -> list[str]:
    if is_left_over(job):
        return [] if has_date(job, content) else ["dates"]
    names = []
    if job.title is None and job.company is not None:
        names.append("title")
    if job.company is None and job.title is not None and not _may_hold_company(job):
        names.append("company")
    if not has_date(job, content) and lines_of(job):
        names.append("dates")
    return names


def _may_hold_company(job: Job) -> bool:
    """Whether a title may be one with its company: words of both that nothing parts."""
    text = job.title.text if job.title is not None else ""
    return any(
        sign in text
        for sign in (",", " at ", " @ ", "|", "–", "—", " - ", " bei ", " chez ", " en ", "(", ":")
    )


def _places(content: Content, placed: int) -> Remark | None:
    """That jobs lack their place: where nothing else may be one."""
    without = [job for job in content.jobs if job.place is None]
    if any(is_left_over(job) or "," in _texts(job) for job in without):
        raise IncompleteError("words in the head of a job may be its place")
    if placed and placed < len(content.jobs) / 2:
        return None
    names = [name for job in without if (name := name_of(job)) is not None]
    how_many = "no job says" if not placed else counted(len(without), "job does not say", "jobs do not say")
    return Remark(
        message=f"{how_many} where it was; recruiters look for it beside the company",
        hint="Write the town, or “Remote”, beside the company.",
        points=tuple(Point(piece=name) for name in names),
        anchor="place",
    )


def _texts(job: Job) -> str:
    return " ".join(piece.text for piece in (job.title, job.company) if piece is not None)


def _as_others(content: Content, without: set[int]) -> str:
    """A hint by a job that has all of it."""
    for number, job in enumerate(content.jobs):
        if number not in without and job.title and job.company and job.start:
            end = f" – {job.end.text}" if job.end is not None and job.end.text != job.start.text else ""
            return (
                f"Write it as you did there: “{job.title.text}, {job.company.text}, {job.start.text}{end}”."
            )
    return "Write title, company, place and dates at each job, in the same order."


RULE = Rule(
    id="ATS417",
    name="entry-complete",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Write title, company, place and dates at each job, in the same order."},
)
