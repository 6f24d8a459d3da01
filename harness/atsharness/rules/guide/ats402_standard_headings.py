"""A section that is looked for and has no heading that parsers know.

What it looks for:
    Headings of experience, education and skills, in English, German, French, Spanish and Portuguese; and,
    where one is lacking, a heading of other words above dated entries.

What a reader loses:
    A parser files what it reads under the heading above it. Below words that it does not know ("My
    journey") a job is filed nowhere, and a person who looks for Experience passes over it.

Example:
    Weak: "Where I have been". Better: "Experience".

How to mend it:
    Use the usual words: Summary, Skills, Experience, Projects, Education, Certifications.

Limits:
    Who has no degree or no job yet has no such section; then this is for information only, or not said at
    all.
"""

from __future__ import annotations

from atsharness.language import headings, periods
from atsharness.model.content import Section, SectionKey
from atsharness.rules.guide._entries import either
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_WANTED: dict[SectionKey, str] = {"work": "Experience", "education": "Education", "skills": "Skills"}
_SHORT = 12
"""Words of a line that may be a heading with a neighbour."""


def _check(seen: Seen) -> Remark | None:
    sections = seen.content.sections
    known = {section.key for section in sections if section.heading is not None}
    unknown = [section for section in sections if section.key == "other" and _is_dated(section)]
    if not unknown and not known.isdisjoint(("volunteer", "projects")):
        known.add("work")  # who has no job yet shows these
    lacking = [key for key in _WANTED if key not in known]
    if not lacking:
        return None
    if any(headings.section_of(end) in lacking for line in seen.lines for end in _ends(line)):
        raise IncompleteError("a line reads like a heading, but what belongs to it could not be told")
    names = [_WANTED[key] for key in lacking]
    points = tuple(
        Point(piece=section.heading, hint="parsers do not know this heading")
        for section in unknown
        if section.heading is not None
    )
    if points and lacking != ["skills"]:
        said = (
            f"no heading {either(names)}: what stands below {quoted(points[0].piece.text)} is filed nowhere"
        )
        hint = f"If {quoted(points[0].piece.text)} is your {either(names)}, call it that."
        return Remark(message=said, hint=hint, concern="missing", points=points)
    if lacking == ["education"]:
        return Remark(
            message="no section Education, which many postings ask for", hint=_hint(names), concern="note"
        )
    if "education" in lacking:
        names.remove("Education")
    return Remark(
        message=f"no section {either(names)}, which parsers and people look for",
        hint=_hint(names),
        concern="missing",
    )


def _ends(line: str) -> set[str]:
    """The first and the last word of a short line that begin with a capital: a heading may share a line."""
    words = line.split()
    return {words[0], words[-1]} if 0 < len(words) <= _SHORT and line[:1].isupper() else set()


def _hint(names: list[str]) -> str:
    return f"Give what belongs there a heading of its own: {either(names, 'and')}."


def _is_dated(section: Section) -> bool:
    return section.heading is not None and any(periods.periods(line.text) for line in section.lines)


RULE = Rule(
    id="ATS402",
    name="standard-headings",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Use the usual headings: Summary, Skills, Experience, Projects, Education, Certifications."},
)
