"""Jobs that do not stand newest first.

What it looks for:
    In each section of jobs, a job that began and ended later than the one above it.

What a reader loses:
    The first job is taken for the present one, by parsers and by people who skim.

Example:
    Weak: 2018 – 2020 above 2020 – Present. Better: the other way round.

How to mend it:
    Move the newest job to the top of its section.

Limits:
    Only dates that are read are compared; of jobs at the same time either may stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from atsharness.model.content import Day, Job, Piece
from atsharness.rules.guide._entries import lines_of, name_of, sure_of
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_NOW = 12 * 9999


def _check(seen: Seen) -> Remark | None:
    content = sure_of(seen.content)
    sections = [
        {number for line in section.lines for number in line.lines}
        for section in content.sections
        if section.key == "work"
    ]
    jobs = content.jobs
    if len(jobs) < 2:
        raise InapplicableError("there are fewer than two jobs")
    for above, below in pairwise(jobs):
        same = any(set(lines_of(above)) & own and set(lines_of(below)) & own for own in sections)
        if same and _is_later(below, above):
            return Remark(
                message=f"{_said(below)} stands below {_said(above)}, which is older: "
                "the first job is taken for the present one",
                hint=f"Move {_said(below)} above it: newest first.",
                points=tuple(Point(piece=piece) for job in (above, below) for piece in _shown(job)),
            )
    return None


def _is_later(one: Job, other: Job) -> bool:
    """Whether a job began and ended after another one however their dates are meant."""
    first, second = _bounds(one.start), _bounds(other.start)
    last, final = _bounds(one.end), _bounds(other.end)
    if first is None or second is None or last is None or final is None:
        return False
    return first[0] > second[1] and last[0] > final[1]


def _bounds(day: Day | None) -> tuple[int, int] | None:
    """The first and the last month that a date may mean, counted from year 0."""
    if day is None or day.value is None:
        return None
    if day.value == "present":
        return _NOW, _NOW
    match = _DATE.fullmatch(day.value)
    if match is None:
        return None
    year = 12 * int(match[1])
    if match[2] is None:
        return year, year + 11
    month = year + int(match[2]) - 1
    return month, month


def _said(job: Job) -> str:
    name = name_of(job)
    return quoted(name.text, 40) if name is not None else "a job"


def _shown(job: Job) -> Iterator[Piece]:
    yield from (piece for piece in (name_of(job) or job.start,) if piece is not None)


RULE = Rule(
    id="ATS416",
    name="reverse-chronological",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Put the newest job first."},
)
