"""Too few bullets at the newest job, or too many at any.

What it looks for:
    The bullets of each job: at the newest one at least three, at none more than six (settings).

What a reader loses:
    The newest job is read first and longest; with one bullet there is nothing to read. Of ten bullets the
    best one is missed.

Example:
    Weak: one bullet at the newest job. Better: four, the one with the best result first.

How to mend it:
    Take words from older jobs to the newest one; of a long list keep what the posting asks for.

Limits:
    Older jobs may be short: that is advice of its own. Jobs without any bullet are not counted (ATS403).
"""

from __future__ import annotations

from atsharness.rules.guide._entries import name_of, newest_of, sure_of, undated_within
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_MOST_WORDS = 60
"""Words of a job's text from which it is told otherwise than in bullets."""


def _check(seen: Seen) -> Remark | None:
    jobs, settings = sure_of(seen.content).jobs, seen.resume.settings
    if not any(job.bullets for job in jobs):
        raise InapplicableError("no job has bullets")
    if any(undated_within(job, seen) for job in jobs):
        raise IncompleteError("a job without dates cannot be told from the one above it")
    many = [job for job in jobs if len(job.bullets) > settings.bullets_max]
    newest = newest_of(jobs)
    told = sum(len(piece.text.split()) for piece in newest.text)
    few = 0 < len(newest.bullets) < settings.bullets_min and told < _MOST_WORDS
    if not many and not few:
        return None
    said, hints = [], []
    points: list[Point] = []
    if few and (name := name_of(newest)) is not None:
        number = counted(len(newest.bullets), "bullet")
        said.append(f"the newest job has {number}: the one read first and longest has little to read")
        hints.append(f"Tell {settings.bullets_min} things at least that you did as {quoted(name.text, 40)}.")
        points.append(Point(piece=name, hint=number))
    for job in many:
        if (name := name_of(job)) is not None:
            points.append(Point(piece=name, hint=counted(len(job.bullets), "bullet")))
    if many:
        which = counted(len(many), "job has", "jobs have")
        said.append(f"{which} more than {settings.bullets_max} bullets, among which the best one is missed")
        last = many[0].bullets[-1].text
        hints.append(f"Keep the {settings.bullets_max} that say most; {quoted(last, 40)} may go.")
    return Remark(message="; ".join(said), hint=" ".join(hints), points=tuple(points))


RULE = Rule(
    id="ATS418",
    name="bullets-per-role",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Three to six bullets at each job; at older ones fewer."},
)
