"""What a résumé says, as a parser fills its fields: header, sections, jobs, schools, projects, skills.

None is *unknown*: the text may hold the value, but nothing tells where.
"""

from __future__ import annotations

from typing import Any, Literal

from atsharness.model.geometry import Box
from atsharness.model.value import Value

SectionKey = Literal[
    "contact",
    "summary",
    "work",
    "education",
    "skills",
    "projects",
    "certificates",
    "languages",
    "publications",
    "awards",
    "volunteer",
    "interests",
    "references",
    "other",
]


class Piece(Value, frozen=True, kw_only=True):
    """A value with the lines that it stands in, from 1, and its place on the page where that is known."""

    text: str
    lines: tuple[int, ...] = ()
    page: int | None = None
    box: Box | None = None
    """Around its words of `page`."""


class Day(Piece, frozen=True, kw_only=True):
    """One printed end of a period; `value` is ``2020-01``, ``2020``, ``present``, or None if not readable."""

    value: str | None = None


class Job(Value, frozen=True, kw_only=True):
    """One job, or one stint as a volunteer."""

    title: Piece | None = None
    company: Piece | None = None
    place: Piece | None = None
    start: Day | None = None
    end: Day | None = None
    text: tuple[Piece, ...] = ()
    """What is said of it in paragraphs, and further lines of its head."""
    bullets: tuple[Piece, ...] = ()


class School(Value, frozen=True, kw_only=True):
    """One degree: `degree` as printed, and its two parts where they can be told apart."""

    degree: Piece | None = None
    kind: Piece | None = None
    """``B.Sc.``, ``PhD``."""
    area: Piece | None = None
    institution: Piece | None = None
    place: Piece | None = None
    start: Day | None = None
    end: Day | None = None
    text: tuple[Piece, ...] = ()
    bullets: tuple[Piece, ...] = ()


class Project(Value, frozen=True, kw_only=True):
    """One project. `technologies` are those of the vocabulary that its words name."""

    name: Piece | None = None
    start: Day | None = None
    end: Day | None = None
    text: tuple[Piece, ...] = ()
    bullets: tuple[Piece, ...] = ()
    technologies: tuple[str, ...] = ()
    links: tuple[Piece, ...] = ()


class Certificate(Value, frozen=True, kw_only=True):
    """One certificate; `name` with its issuer, as printed, without the date."""

    name: Piece
    date: Day | None = None


class SkillGroup(Value, frozen=True, kw_only=True):
    """Skills under one label, or under none."""

    label: Piece | None = None
    skills: tuple[Piece, ...] = ()


class Header(Value, frozen=True, kw_only=True):
    """Who it is and how to reach them."""

    name: Piece | None = None
    title: Piece | None = None
    place: Piece | None = None
    phone: Piece | None = None
    email: Piece | None = None
    links: tuple[Piece, ...] = ()


class Section(Value, frozen=True, kw_only=True):
    """One section; `heading` is None for what stands before the first one. `lines` without the heading's."""

    key: SectionKey
    heading: Piece | None = None
    lines: tuple[Piece, ...] = ()


class Content(Value, frozen=True, kw_only=True):
    """A whole résumé, each list in the order of its text."""

    header: Header = Header()
    sections: tuple[Section, ...] = ()
    summary: tuple[Piece, ...] = ()
    """Its lines."""
    skills: tuple[SkillGroup, ...] = ()
    jobs: tuple[Job, ...] = ()
    volunteering: tuple[Job, ...] = ()
    schools: tuple[School, ...] = ()
    projects: tuple[Project, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    unread_dates: tuple[Piece, ...] = ()
    """What stands where a date does, and no grammar reads."""
    pages: int | None = None
    words: int = 0


class Difference(Value, frozen=True, kw_only=True):
    """A field that a path's text fills otherwise than the page: `field` is a pointer (``work.0.endDate``).

    `found` is None where the path's text leaves it unknown; `expected` where the page has no such value.
    """

    field: str
    expected: str | None
    found: str | None


class Filled(Value, frozen=True, kw_only=True):
    """The fields of one text, as a parser fills them: `path_id` is ``reference`` for the page itself."""

    path_id: str
    resume: dict[str, Any]
    """JSON Resume (https://jsonresume.org/schema); a key is left out where its value is unknown."""
    differences: tuple[Difference, ...] = ()
    note: str | None = None
    """In one line why the text does not look like a résumé."""
