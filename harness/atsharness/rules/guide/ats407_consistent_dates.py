"""Dates written in several formats.

What it looks for:
    How the dates of jobs, degrees and projects are written: name of the month in full or short, digits, or
    the year alone. Among jobs a year alone beside months counts too; a degree may have its year alone.

What a reader loses:
    Parsers compute years of experience from dates; a format that one does not expect is read as another
    month or not at all. To a person it looks like lines copied from several places.

Example:
    Weak: "03/2019 – 06/2021" beside "Jul 2021 – Present". Better: one of the two throughout.

How to mend it:
    Write all dates as most of those are written that have a month and a year of four figures; where none has,
    like "Sep 2015".

Limits:
    March to July are written in full by many who shorten the others: these count as either.
"""

from __future__ import annotations

import re
from collections import Counter

from atsharness.model.content import Content, Day, Project, School
from atsharness.rules.guide._entries import sure_of
from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_SHORT_NAMES = frozenset(
    (
        *("march", "april", "may", "june", "july", "märz", "mai", "juni", "juli", "mars", "avril", "juin"),
        *(
            "juillet",
            "août",
            "aout",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "março",
            "maio",
            "junho",
            "julho",
        ),
    )
)
"""Names of months that are not shortened where others are."""
_ABBREVIATION = 4
"""Letters of a shortened name at most."""
_NAME = re.compile(r"[^\W\d_]{3,}\.?")
_LETTERS = re.compile(r"\d[A-Za-z]")
"""Of a shape: digits and letters without a space are no date."""
_CONNECTORS = re.compile(r"\b(?:de|of|seit|since|depuis|desde|from|bis|until)\b", re.IGNORECASE)


def _check(seen: Seen) -> Remark | None:
    content = sure_of(seen.content)
    shaped = _shaped(content)
    if any(_is_torn(job.start, job.end) for job in content.jobs):
        raise IncompleteError("a date of a job could not be taken apart: it may be broken over two lines")
    counts = Counter(shape for _, shape in shaped if shape != _EITHER)
    if not counts:
        raise InapplicableError("there are no dates")
    if len(counts) < 2:
        return None
    full = Counter(shape for day, shape in shaped if shape != _EITHER and _is_full(day))
    best = full.most_common(1)[0][0] if full else None
    others = [(day, shape) for day, shape in shaped if shape not in (best, _EITHER)]
    example, shown = next((day.text, shape) for day, shape in shaped if shape == (best or others[0][1]))
    other = next(day.text for day, shape in others if shape != shown)
    return Remark(
        message=f"dates are written in {len(counts)} formats, “{example}” and “{other}”: "
        "parsers and people read one of them wrong sooner",
        hint=f"Write these as the others, like “{example}”." if best else _PLAIN,
        points=tuple(Point(piece=day) for day, _ in others),
    )


def _is_full(day: Day) -> bool:
    """Whether a date is printed with its month and all figures of its year."""
    return day.value is not None and "-" in day.value and re.search(r"\d{4}", day.text) is not None


_PLAIN = "Write each with its month and all four figures of its year, like “Sep 2015”."
_EITHER = "May 2020"


def _shaped(content: Content) -> list[tuple[Day, str]]:
    """The dates that say how they are written; of degrees and projects not the years alone."""
    of_jobs = [day for job in content.jobs for day in (job.start, job.end)]
    further: list[School | Project] = [*content.schools, *content.projects]
    of_others = [day for one in further for day in (one.start, one.end)]
    found = [(day, shape_of(day)) for day in of_jobs if day is not None]
    found += [(day, shape) for day in of_others if day is not None and (shape := shape_of(day)) != "2020"]
    return [(day, shape) for day, shape in found if shape]


def _is_torn(start: Day | None, end: Day | None) -> bool:
    """Whether one end of a period has a month and the other a year alone, or is no date by itself."""
    shapes = [shape for day in (start, end) if day is not None and (shape := shape_of(day))]
    return len(shapes) == 2 and (shapes.count("2020") == 1 or any(_LETTERS.search(shape) for shape in shapes))


def shape_of(day: Day) -> str:
    """How a date is written, as an example of it (``Jan 2020``); empty where that is no format."""
    if day.value is None or day.value == "present" or not re.search(r"\d", day.text):
        return ""
    text = _CONNECTORS.sub("", day.text).strip(" ()[],")
    names = _NAME.findall(text)
    if len(names) > 1:
        return ""
    if not names:
        shape = re.sub(r"\d{4}", "2020", text)
        return re.sub(r"\b\d{1,2}\b", "01", re.sub(r"\s+", "", shape))
    name = names[0]
    year = "’20" if re.search(r"['’]\d\d\b", text) else "2020"
    first = "" if text.startswith(name) else "2020 "
    if name.rstrip(".").casefold() in _SHORT_NAMES and year == "2020" and not first:
        return _EITHER
    kind = "Jan." if name.endswith(".") else "Jan" if len(name) <= _ABBREVIATION else "January"
    return f"{first}{kind}{'' if first else ' ' + year}"


RULE = Rule(
    id="ATS407",
    name="consistent-dates",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Write all dates in the same format: Jan 2020 – Mar 2022."},
)
