"""Which readers get everything of a document right: values, periods with their jobs, order, words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from atsharness_corpus.model import Value
from atsharness_corpus.templates.values import (
    Datum,
    Job,
    as_written,
    is_changed,
    is_torn,
    period_pattern,
    places,
)

MOST_MOVED = 0.05
"""Share of the text that may stand elsewhere."""
_OF_NO_JOB = -1
MOST_CUT = 20
"""Words glued to others or split from which on a text is not right."""


class Reading(NamedTuple):
    """What one reader returned, and what the harness measured of it."""

    text: str
    content: float | None
    """Share of the reference's characters that it has."""
    moved: float | None
    """Share of the matched characters that stand elsewhere; None where the page's order is not known."""
    cut: int
    """Words glued to others or split."""


class Judged(Value, frozen=True, kw_only=True):
    """One reader's text of one document."""

    right: bool
    lost: tuple[str, ...] = ()
    """Names of values that the page has and this text has not as written."""
    torn: int = 0
    """Periods of jobs that do not stand with their own job."""


class Judgement(Value, frozen=True, kw_only=True):
    """A document: what its template left out, and what each reader made of the rest."""

    left_out: tuple[str, ...]
    """Names of values of which no reader has all the words."""
    changed: tuple[str, ...]
    """Names of values that every reader has otherwise than written."""
    readers: Mapping[str, Judged]


def judge(
    data: Sequence[Datum],
    jobs: Sequence[Job],
    readings: Mapping[str, Reading],
    others: Sequence[str] = (),
    absent: Collection[str] | None = (),
) -> Judgement:
    """Judges all readers of one document together.

    Args:
        data: the values of the résumé.
        jobs: its jobs.
        readings: by the reader's id; a reader that failed has an empty text.
        others: heads of entries of other sections.
        absent: words of the data that the page does not show; None where that is not known.
    """
    texts = [one.text for one in readings.values()]
    left_out: list[str] = []
    changed: list[str] = []
    shown: list[tuple[Datum, re.Pattern[str]]] = []
    for datum in data:
        pattern = as_written(datum)
        if any(pattern.search(text) for text in texts) or is_torn(datum, texts):
            shown.append((datum, pattern))
        else:
            (changed if is_changed(datum, texts, absent) else left_out).append(datum.name)
    periods = [_printed(job, texts) for job in jobs]
    for job, period in zip(jobs, periods, strict=True):
        if period is None:
            year = as_written(Datum(name="", text=job.year))
            (changed if any(year.search(text) for text in texts) else left_out).append("period of a job")
    exact = [(datum.name, pattern) for datum, pattern in shown if datum.kind != "text"]
    readers = {key: _judged(one, exact, jobs, periods, others) for key, one in readings.items()}
    return Judgement(left_out=tuple(left_out), changed=tuple(changed), readers=readers)


def _printed(job: Job, texts: Sequence[str]) -> re.Pattern[str] | None:
    """A job's period in the first style in which a reader has it."""
    patterns = [period_pattern(start, end) for start, end in job.periods]
    return next((one for one in patterns if any(one.search(text) for text in texts)), None)


def _judged(
    one: Reading,
    exact: Sequence[tuple[str, re.Pattern[str]]],
    jobs: Sequence[Job],
    periods: Sequence[re.Pattern[str] | None],
    others: Sequence[str],
) -> Judged:
    lost = tuple(name for name, pattern in exact if not pattern.search(one.text))
    torn = _torn(one.text, jobs, periods, others)
    ordered = one.moved is not None and one.moved <= MOST_MOVED
    return Judged(right=not lost and not torn and ordered and one.cut < MOST_CUT, lost=lost, torn=torn)


def _torn(
    text: str, jobs: Sequence[Job], periods: Sequence[re.Pattern[str] | None], others: Sequence[str]
) -> int:
    """Periods that stand away from their job, or not at all.

    A period stands with its job where nothing of another job or section lies between it and the job's title
    or employer.
    """
    marks = [
        (*span, _OF_NO_JOB) for head in others for span in places(as_written(Datum(name="", text=head)), text)
    ]
    heads: list[list[tuple[int, int]]] = []
    found: list[list[tuple[int, int]] | None] = []
    for number, (job, pattern) in enumerate(zip(jobs, periods, strict=True)):
        own = [span for head in job.heads for span in places(as_written(Datum(name="", text=head)), text)]
        lines = [span for line in job.lines for span in _edges(line, text)]
        heads.append(own)
        spans = None if pattern is None else places(pattern, text)
        found.append(spans)
        marks += [(*span, number) for span in [*own, *lines, *(spans or ())]]
    torn = 0
    for number, (own, spans) in enumerate(zip(heads, found, strict=True)):
        if spans is None or not own:
            continue
        beyond = [mark[:2] for mark in marks if mark[2] != number]
        torn += not any(_adjoin(span, head, beyond) for span in spans for head in own)
    return torn


def _edges(line: str, text: str) -> list[tuple[int, int]]:
    """Where a sentence begins and ends."""
    words = line.split()
    return [
        span
        for part in (words[:3], words[-3:])
        for span in places(as_written(Datum(name="", text=" ".join(part))), text)
    ]


def _adjoin(one: tuple[int, int], other: tuple[int, int], between: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing of `between` begins in the space between two places."""
    start, end = sorted((one, other))
    return not any(start[1] <= place[0] < end[0] for place in between)
