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
from atsharness.model.content import Piece, Section, SectionKey
from atsharness.rules.guide._entries import either
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_WANTED: dict[SectionKey, str] = {"work": "Experience", "education": "Education", "skills": "Skills"}
_SHORT = 12
"""Words of a line that may be a heading with a neighbour."""


def _check(seen: Seen) -> Remark | None:
    sections = seen.content.sections
    unknown = [
        section.heading for section in sections if section.heading is not None and _is_strange(section)
    ]
    known = {section.key for section in sections if section.heading is not None}
    if not unknown and not known.isdisjoint(("volunteer", "projects")):
        known.add("work")  # who has no job yet shows these
    lacking: list[SectionKey] = [key for key in _WANTED if key not in known]
    if any(headings.section_of(end) in lacking for line in seen.lines for end in _ends(line)):
        raise IncompleteError("a line reads like a heading, but what belongs to it could not be told")
    names = [_WANTED[key] for key in lacking]
    if unknown and "work" in lacking:
        return _of_strange(unknown, names)
    return _of_lacking(names) if names else None


def _of_lacking(names: list[str]) -> Remark:
    """That sections are not there; who has no degree is told so for information only."""
    asked = [name for name in names if name != _WANTED["education"]]
    why = "which parsers and people look for" if asked else "which many postings ask for"
    shown = asked or names
    return Remark(
        message=f"no section {either(shown)}, {why}",
        hint=f"Give what belongs there a heading of its own: {either(shown, 'and')}.",
        concern="missing" if asked else "note",
    )


def _of_strange(strange: list[Piece], names: list[str]) -> Remark:
    """That a section of dated entries has a heading that no list has."""
    first = quoted(strange[0].text)
    return Remark(
        message=f"no heading {either(names)}: what stands below {first} is filed nowhere",
        hint=f"If {first} is your {either(names)}, call it that.",
        concern="missing",
        points=tuple(Point(piece=piece, hint="parsers do not know this heading") for piece in strange),
    )


def _ends(line: str) -> set[str]:
    """The first and the last word of a short line that begin with a capital: a heading may share a line."""
    words = line.split()
    return {words[0], words[-1]} if 0 < len(words) <= _SHORT and line[:1].isupper() else set()


def _is_strange(section: Section) -> bool:
    return section.key == "other" and any(periods.periods(line.text) for line in section.lines)


RULE = Rule(
    id="ATS402",
    name="standard-headings",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Use the usual headings: Summary, Skills, Experience, Projects, Education, Certifications."},
)
