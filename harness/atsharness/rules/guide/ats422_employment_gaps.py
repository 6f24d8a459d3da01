"""Months between two jobs.

What it looks for:
    More than six months (settings) between the end of a job and the beginning of the next, whatever the
    dates mean, that no degree fills.

What a reader loses:
    Nothing: it is for information. Some ask about it, and a line that says what it was answers them.

Example:
    A job until March 2020 and the next from January 2021.

How to mend it:
    Nothing has to be mended. One line (parental leave, studies, travel, own projects) answers the question.

Limits:
    Dates to the year leave room, so that short gaps between them are not told.
"""

from __future__ import annotations

from atsharness.content.years import Gap
from atsharness.model.content import Content, Job, School
from atsharness.rules.guide._entries import undated_within
from atsharness.rules.kit.advice import Point, Remark, advice, counted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule


def _check(seen: Seen) -> Remark | None:
    experience = seen.resume.experience
    if experience is None or len(seen.content.jobs) < 2:
        raise InapplicableError("there are fewer than two jobs")
    if experience.undated or any(undated_within(job, seen) for job in seen.content.jobs):
        raise IncompleteError("a job has no dates that can be read")
    gaps = [
        gap
        for gap in experience.gaps
        if gap.months > seen.resume.settings.gap_months and not _is_filled(gap, seen.content)
    ]
    if not gaps:
        return None
    longest = max(gaps, key=lambda gap: gap.months)
    return Remark(
        message=f"{counted(longest.months, 'month')} between jobs, "
        f"from {longest.after.text} to {longest.before.text}"
        + (f", and {len(gaps) - 1} more" if len(gaps) > 1 else ""),
        hint="If something may be said of it, one line answers the question before it is asked.",
        concern="note",
        points=tuple(Point(piece=piece) for gap in gaps for piece in (gap.after, gap.before)),
    )


def _is_filled(gap: Gap, content: Content) -> bool:
    """Whether a degree or a stint as a volunteer lies in a gap."""
    low, high = (gap.after.value or "")[:4], (gap.before.value or "")[:4]
    others: list[School | Job] = [*content.schools, *content.volunteering]
    for one in others:
        start, end = (one.start.value or "") if one.start else "", (one.end.value or "") if one.end else ""
        if end and (end == "present" or end[:4] >= high) and (not start or start[:4] <= high):
            return True
        if start and end and low <= start[:4] and end[:4] <= high:
            return True
    return False


RULE = Rule(
    id="ATS422",
    name="employment-gaps",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "One line that says what it was answers the question."},
)
