"""What rules on entries share: an entry's name, its lines, and whether words of it are left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from atsharness.content import cues
from atsharness.model.content import Content, Job, Piece, Project, School, SectionKey
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError

MOST_LEFT = 8
"""Words of a line of an entry that may be a title, a company or a place that nothing told apart."""

_YEAR = re.compile(r"\b(?:19|20)(?:\d\d|XX)\b")
"""Of a date, be it none that a grammar reads."""

Entry = Job | School | Project


def name_of(entry: Entry) -> Piece | None:
    """What a person calls an entry by: its title or employer, its degree or school, its name."""
    if isinstance(entry, Job):
        return entry.title or entry.company or _first(entry)
    if isinstance(entry, School):
        return entry.degree or entry.institution or _first(entry)
    return entry.name or _first(entry)


def _first(entry: Entry) -> Piece | None:
    return next(iter((*entry.text, *pieces_of(entry))), None)


def pieces_of(entry: Entry) -> Iterator[Piece]:
    """All that is known of an entry."""
    if isinstance(entry, Job):
        heads: Iterable[Piece | None] = (entry.title, entry.company, entry.place, entry.start, entry.end)
    elif isinstance(entry, School):
        heads = (entry.degree, entry.institution, entry.place, entry.start, entry.end)
    else:
        heads = (entry.name, entry.start, entry.end)
    yield from (piece for piece in heads if piece is not None)
    yield from entry.text
    yield from entry.bullets


def lines_of(entry: Entry) -> range:
    """From its first line to its last."""
    numbers = [number for piece in pieces_of(entry) for number in piece.lines]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)


def is_left_over(entry: Job | School) -> bool:
    """Whether an entry has a short line that may be what seems to be lacking."""
    return any(len(piece.text.split()) <= MOST_LEFT for piece in entry.text)


def undated_heads(entries: Sequence[Job] | Sequence[School], content: Content, seen: Seen) -> list[Piece]:
    """Heads of further entries within all jobs, or all schools, of a content.

    Raises:
        IncompleteError: some entry has no dates, but there are dates for all.
    """
    inner = [piece for entry in entries for piece in undated_within(entry, seen)]
    lacks_dates = inner or not all(has_date(entry, content) for entry in entries)
    if lacks_dates and _has_dates_for(content, entries, len(entries) + len(inner)):
        names = "jobs" if isinstance(entries[0], Job) else "degrees"
        raise IncompleteError(f"there are dates for all {names}, but whose they are could not be told")
    return inner


def undated_within(entry: Job | School, seen: Seen) -> list[Piece]:
    """Heads of further entries in an entry's text: without a date nothing says that another one begins."""
    found = _further_degrees(entry) if isinstance(entry, School) else _further_titles(entry)
    return [piece for piece in found if not _is_dated(piece, seen)]


def _is_dated(piece: Piece, seen: Seen) -> bool:
    """Whether a year stands on a line of a head."""
    return any(_YEAR.search(seen.lines[line - 1]) for line in piece.lines)


def _further_degrees(school: School) -> list[Piece]:
    if school.degree is None or not cues.degree_in(school.degree.text):
        return []
    return [piece for piece in school.text if (found := cues.degree_in(piece.text)) and not found.start()]


def _further_titles(job: Job) -> list[Piece]:
    if job.title is None or not cues.is_title(job.title.text):
        return []  # it may be the title of this very job
    if job.company and cues.is_title(job.company.text) and is_left_over(job):
        return [job.title]  # two titles above one date: the first one has none
    first = min((number for bullet in job.bullets for number in bullet.lines), default=0)
    return [
        piece
        for piece in job.text
        if first and min(piece.lines, default=0) > first
        if len(piece.text.split()) <= MOST_LEFT and piece.text[:1].isupper() and not piece.text.endswith(".")
        if cues.is_title(piece.text)
    ]


def newest_of(jobs: Sequence[Job]) -> Job:
    """The job that began last; the first one where a start is not known."""
    starts = [job.start.value if job.start is not None else None for job in jobs]
    if None in starts or "present" in starts:
        return jobs[0]
    return max(jobs, key=lambda job: str(job.start.value) if job.start is not None else "")


def has_date(entry: Entry, content: Content) -> bool:
    """Whether an entry is dated, be it so that no grammar reads it."""
    if entry.start is not None or entry.end is not None:
        return True
    own = lines_of(entry)
    return any(number in own for piece in content.unread_dates for number in piece.lines)


def sure_of(content: Content) -> Content:
    """The content, where its sections could be told apart.

    Raises:
        IncompleteError: a school stands among the jobs, so that a heading was not told.
    """
    for job in content.jobs:
        if job.title is None and job.company is not None and cues.is_school(job.company.text):
            raise IncompleteError(
                "a school stands among the jobs: where its section begins could not be told"
            )
    return content


def _has_dates_for(content: Content, known: Sequence[Job] | Sequence[School], entries: int) -> bool:
    """Whether the sections of jobs or of schools have as many lines with a year as there are entries.

    Then none lacks its dates, but whose they are could not be told: a column of dates is read apart. A year
    in a bullet is no entry's date.
    """
    key: SectionKey = "work" if isinstance(known[0], Job) else "education"
    told = {line for entry in known for bullet in entry.bullets for line in bullet.lines}
    lines = (line for section in content.sections if section.key == key for line in section.lines)
    dated = sum(_YEAR.search(line.text) is not None and told.isdisjoint(line.lines) for line in lines)
    return dated >= entries


def either(words: list[str], last: str = "or") -> str:
    """``a, b or c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
