"""A degree that lacks its subject, school or year.

What it looks for:
    Degree, subject, school and a year of each entry of the education, where no words are left that may be
    it.

What a reader loses:
    Postings ask for a degree in a field; parsers have fields for all four.

Example:
    Weak: "B.Sc., Portland State University". Better: "B.Sc. in Computer Science, Portland State University,
    2020".

How to mend it:
    Write all four; the year of the degree is enough.

Limits:
    Words that nothing tells apart count as unknown, not as lacking.
"""

from __future__ import annotations

from atsharness.model.content import Content, School
from atsharness.rules.guide._entries import (
    either,
    has_date,
    is_left_over,
    name_of,
    sure_of,
    undated_heads,
)
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_WITHOUT_SUBJECT = (
    "abitur",
    "baccalaur",
    "high school",
    "diploma",
    "bac",
    "mba",
    "gcse",
    "a-level",
    "bootcamp",
)
"""Beginnings of degrees that have no subject."""


def _check(seen: Seen) -> Remark | None:
    content = sure_of(seen.content)
    if not content.schools:
        raise InapplicableError("there is no education")
    inner = undated_heads(content.schools, content, seen)
    if inner:
        return Remark(
            message=f"{counted(len(inner), 'degree has', 'degrees have')} no year: "
            "parsers take it for part of another",
            hint=f"Add the year to {quoted(inner[0].text)}.",
            concern="missing",
            points=tuple(Point(piece=piece, hint="no year") for piece in inner),
            anchor="year",
        )
    lacking = [(school, names) for school in content.schools if (names := _lacks(school, content))]
    if not lacking:
        return None
    kinds = list(dict.fromkeys(name for _, names in lacking for name in names))
    named = [(name, names) for school, names in lacking if (name := name_of(school)) is not None]
    return Remark(
        message=f"{counted(len(lacking), 'degree lacks', 'degrees lack')} {either(kinds)}: "
        "postings ask for it, and parsers have a field for it",
        hint=f"Add the {either(named[0][1], 'and')} to {quoted(named[0][0].text)}." if named else "Add it.",
        concern="missing",
        points=tuple(Point(piece=name, hint=f"no {either(names)}") for name, names in named),
    )


def _lacks(school: School, content: Content) -> list[str]:
    names = []
    left = is_left_over(school)
    if (
        school.degree is None
        and school.institution is not None
        and not left
        and "," not in school.institution.text
    ):
        names.append("degree")
    if (
        school.institution is None
        and school.degree is not None
        and not left
        and _is_short(school.degree.text)
    ):
        names.append("school")
    bare = school.kind is not None and school.area is None and not left
    if bare and school.kind is not None and not school.kind.text.casefold().startswith(_WITHOUT_SUBJECT):
        names.append("subject")
    if not has_date(school, content):
        names.append("year")
    return names


def _is_short(degree: str) -> bool:
    """Whether a degree holds no school with it, parted by nothing that is known."""
    return not any(sign in degree for sign in (",", "|", "–", "—", " - ", " at ", "(", ":", "·"))


RULE = Rule(
    id="ATS419",
    name="education-complete",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Write degree, subject, school and year."},
)
