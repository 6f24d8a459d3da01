"""Years of experience and gaps, from the dates of the jobs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from atsharness.model.content import Content, Day, Job

_LONG_GAP = 6
"""Months from which time between two jobs is told."""
_YEAR, _MONTH = re.compile(r"(\d{4})"), re.compile(r"(\d{4})-(\d\d)")


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Months between two jobs: the later one begins `months` after the one before ended, at least."""

    after: Day
    before: Day
    months: int


class Experience(msgspec.Struct, frozen=True, kw_only=True):
    """Time in jobs; what overlaps counts once.

    Dates to the year leave it open: `least` and `most` are what they allow, both in months. `undated` jobs,
    without a start or an end that a grammar reads, add nothing to either.
    """

    least: int
    most: int
    undated: int
    gaps: tuple[Gap, ...] = ()

    @property
    def years(self) -> float:
        """The middle of what the dates allow."""
        return (self.least + self.most) / 24


def experience_of(content: Content, *, today: tuple[int, int]) -> Experience:
    """How long a person has worked, by the jobs of a résumé.

    Args:
        content: of a résumé.
        today: year and month at which a job that lasts ends.
    """
    spans = [span for job in content.jobs if (span := _span(job, today)) is not None]
    untold = not content.jobs and any(one.key == "work" and one.lines for one in content.sections)
    return Experience(
        least=_covered((start, end) for (_, start), (end, _) in spans),
        most=_covered((start, end) for (start, _), (_, end) in spans),
        undated=len(content.jobs) - len(spans) + untold,
        gaps=tuple(_gaps(content.jobs, today)),
    )


_Bounds = tuple[int, int]
"""The first and the last month that a date may mean, counted from year 0."""


def _span(job: Job, today: tuple[int, int]) -> tuple[_Bounds, _Bounds] | None:
    if job.start is None or job.end is None:
        return None
    start, end = _bounds(job.start, today), _bounds(job.end, today)
    return None if start is None or end is None or end[1] < start[0] else (start, end)


def _bounds(day: Day, today: tuple[int, int]) -> _Bounds | None:
    if day.value == "present":
        month = 12 * today[0] + today[1] - 1
        return month, month
    if day.value is None:
        return None
    if match := _MONTH.fullmatch(day.value):
        month = 12 * int(match[1]) + int(match[2]) - 1
        return month, month
    if match := _YEAR.fullmatch(day.value):
        first = 12 * int(match[1])
        return first, first + 11
    return None


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """Months that lie in any of some spans, their last ones included; a span may end before it starts."""
    months = 0
    reached: int | None = None
    for start, end in sorted(spans):
        if end < start:
            continue
        first = start if reached is None else max(start, reached + 1)
        months += max(0, end - first + 1)
        reached = end if reached is None else max(reached, end)
    return months


def _gaps(jobs: Sequence[Job], today: tuple[int, int]) -> Iterable[Gap]:
    """Gaps that are long however the dates are meant."""
    known = [(span, job) for job in jobs if (span := _span(job, today)) is not None]
    known.sort(key=lambda one: one[0][0])
    reached: tuple[int, Day] | None = None
    for (start, end), job in known:
        assert job.start is not None
        assert job.end is not None
        if reached is not None and start[0] - reached[0] - 1 > _LONG_GAP:
            yield Gap(after=reached[1], before=job.start, months=start[0] - reached[0] - 1)
        if reached is None or end[1] > reached[0]:
            reached = end[1], job.end
