"""A grade average years after the degree.

What it looks for:
    A GPA beside a degree whose year is known, of more than three years ago (settings).

What a reader loses:
    Nothing but the room: years later what you did counts, and a grade draws the eye to the wrong line.

Example:
    Weak: "GPA: 3.4/4.0" beside 2016. Better: nothing; or the same beside last year's degree.

How to mend it:
    Take it out.

Limits:
    Only English names of it are known. Whether a grade is a strong one is yours to say.
"""

from __future__ import annotations

import re

from atsharness.model.content import Piece, School
from atsharness.rules.guide._entries import pieces_of
from atsharness.rules.kit.advice import Point, Remark, advice, counted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_GPA = re.compile(r"\bC?\.?G\.?P\.?A\b\.?", re.IGNORECASE)
_LETTERS = re.compile(r"g\.?p\.?a")
_YEAR = re.compile(r"\d{4}")


def _check(seen: Seen) -> Remark | None:
    if not _LETTERS.search(seen.low):  # much quicker than the whole pattern
        raise InapplicableError("there is no GPA")
    graded = [
        (school, piece)
        for school in seen.content.schools
        for piece in pieces_of(school)
        if _GPA.search(piece.text)
    ]
    if not graded:
        if _GPA.search(seen.text):
            raise IncompleteError("a GPA stands beside no degree that is known")
        raise InapplicableError("there is no GPA")
    years = {id(school): _year(school) for school, _ in graded}
    if None in years.values():
        raise IncompleteError("the year of a degree with a GPA is not known")
    recent = seen.resume.settings.recent_years
    now = seen.resume.asked.today[0]
    old = [
        (piece, now - year)
        for school, piece in graded
        if (year := years[id(school)]) is not None and now - year > recent
    ]
    if not old:
        return None
    piece, age = max(old, key=lambda one: one[1])
    return Remark(
        message=f"a GPA of {counted(age, 'year')} ago: what you did since counts, "
        "and it takes the eye off it",
        hint=f"Take out “{_around(piece)}”.",
        points=tuple(Point(piece=piece) for piece, _ in old),
    )


def _year(school: School) -> int | None:
    """The year of a degree; None where it lasts, or is not known."""
    day = school.end or school.start
    if day is None or day.value is None:
        return None
    if day.value == "present":
        return 9999
    match = _YEAR.match(day.value)
    return int(match[0]) if match is not None else None


def _around(piece: Piece) -> str:
    """The grade as printed, without what stands around it."""
    match = re.search(r"[^,;|·(]*\bC?\.?G\.?P\.?A\b[^,;|·)]*", piece.text, re.IGNORECASE)
    return (match[0] if match is not None else piece.text).strip()[:40]


RULE = Rule(
    id="ATS420",
    name="gpa-age",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True, languages={"en"}),
    advice={"": "Take the GPA out some years after the degree."},
)
