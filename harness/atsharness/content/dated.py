"""The dates of a line as an entry's head prints them: periods, single dates, and what looks like one.

Beyond the grammar of periods: seasons ("Summer 2017"), years that a template leaves open ("20XX"), a year and
its month parted by a spaced slash, and figures that stand as a date does and that no grammar reads ("06/18 –
09/20"). Those are known to be dates of an unknown value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from atsharness.language import dates, periods
from atsharness.language.found import CACHED_LINES

_SEASONS = (
    "spring|summer|fall|autumn|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera"
    "|verano|otoño|invierno|verão|outono|inverno"
)
_DASH = r"\s{0,4}(?:[-‐‑–—―−~]+|\b(?:to|until|through|bis|au|à|a|al|hasta|até)\b)\s{0,4}"
_OPEN_YEAR = r"(?:(?:19|20)[XxYy?_]{1,2}|[Xx]{4}|[Yy]{4})"
_MONTH = r"(?:[^\W\d_]{3,9}\.?\s{1,4}|(?:\d\d|[Xx]{2}|[Mm]{2})[/.]\s?)?"
_YEAR = r"(?:19|20)\d\d"
_NOW = "|".join(re.escape(word) for word in sorted(set(dates.PRESENT), key=len, reverse=True))
_SEASON = rf"(?:(?:(?:{_SEASONS})\s{{1,4}}(?:of\s)?|Q[1-4](?:\s|/)?){_YEAR})"
_SLASHED = rf"(?:{_YEAR}\s/\s\d{{1,2}})"
_ONE = rf"(?:{_SEASON}|{_SLASHED}|{_MONTH}{_OPEN_YEAR})"
_ANY = rf"(?:{_ONE}|{_MONTH}{_YEAR})"
_FURTHER = re.compile(
    rf"(?<!\w)(?:(?P<begin>{_ONE}){_DASH}(?P<end>{_ANY}|{_NOW})|(?P<first>{_MONTH}{_YEAR}){_DASH}(?P<last>{_ONE})"
    rf"|(?P<lone>{_ONE}))(?!\w)",
    re.IGNORECASE,
)
_LIKE_A_DATE = re.compile(
    r"(?:[^\W\d_]{1,9}\.?\s?)?[’']?\d{2,4}(?:\s?[/.]\s?\d{2,4})*(?:\s?[-‐‑–—−]+\s?(?:(?:[^\W\d_]{1,9}\.?\s?)?[’']?\d{2,4}"
    rf"(?:\s?[/.]\s?\d{{2,4}})*|{_NOW}))|Q[1-4][\s/]?(?:[’']?\d\d|{_YEAR})"
    r"|(?:ws|ss|wise|sose)\s?\d{2,4}(?:/\d{2,4})?",
    re.IGNORECASE,
)
"""Of a whole cell: figures on both sides of a dash, a quarter, a German term."""
_SPLIT = re.compile(_DASH, re.IGNORECASE)
_SPACED = re.compile(r"\s+[-‐‑–—―−~/]+\s+")
"""Of a period of ISO dates this is the dash between them."""
_LEAD = re.compile(
    r"(?<![\w’'])(?P<word>(?:from|since|between|von|vom|seit|de|du|depuis|del|desde|entre)\s{1,4})?(?P<day>\d{1,2}\s{1,4})?$",
    re.IGNORECASE,
)
"""What belongs to a period before its first month or year: "From", a day."""
_MOST_LEVEL = 3
"""A number up to this behind a title may be its level: ``Engineer 2 Apr 2018 – Present``."""
_LAST_DAY = 31
_OPEN = re.compile(r"\s{0,4}[-‐‑–—―−]+")


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A date on a line: where it stands, and its two ends as printed, with what they mean.

    A single date is an end without a start; `until` then has it.
    """

    start: int
    stop: int
    text: str
    since: str | None = None
    since_value: str | None = None
    until: str | None = None
    until_value: str | None = None
    period: bool = False

    @property
    def open(self) -> bool:
        """Whether no end is printed behind the dash."""
        return _OPEN.fullmatch(self.text[-1]) is not None

    @property
    def known(self) -> bool:
        """Whether a grammar read all of it."""
        ends = ((self.since, self.since_value), (self.until, self.until_value))
        return all(value is not None for text, value in ends if text is not None)


def printed_dates(line: str) -> tuple[Printed, ...]:
    """The dates of one line, in its order."""
    return _printed(line) if any(map(str.isdigit, line)) or "x" in line.casefold() else ()


@lru_cache(maxsize=CACHED_LINES)
def _printed(line: str) -> tuple[Printed, ...]:
    found: list[Printed] = []
    for one in (*_further(line), *_periods(line), *_moments(line)):
        if not any(one.start < other.stop and other.start < one.stop for other in found):
            found.append(one)
    if not any(one.period for one in found):
        found = _whole(line, found) or found
    return tuple(sorted(found, key=lambda one: one.start))


def _whole(line: str, found: Sequence[Printed]) -> list[Printed]:
    """What a line is by its looks that holds no period of the grammar, if that is a date.

    Args:
        line: the line.
        found: the single dates in it.
    """
    shown = line.strip(" ()[],")
    start = line.index(shown)
    if len(found) == 1 and (match := _OPEN.fullmatch(line[: start + len(shown)], found[0].stop)):
        one, glued = found[0], not match[0][:1].isspace()
        text = line[one.start : match.end()]
        if one.until_value is not None and (glued or one.start == start):
            lasts = (
                {"until": text, "until_value": "present"} if glued else {"until": None, "until_value": None}
            )
            changed = {"text": text, "stop": match.end(), "since": one.text, "since_value": one.until_value}
            return [msgspec.structs.replace(one, period=True, **changed, **lasts)]
    parts = _SPLIT.split(shown)
    dated = {one.text for one in found}
    ends = bool(dated) and len(parts) == 2 and all(part in dated or _may_end(part) for part in parts)
    if not ends and (found or not _LIKE_A_DATE.fullmatch(shown)):
        return []
    return [
        Printed(
            start=start,
            stop=start + len(shown),
            text=shown,
            since=parts[0] if len(parts) == 2 else None,
            until=parts[-1],
            until_value="present" if dates.is_present(parts[-1]) else None,
            period=len(parts) == 2,
        )
    ]


def _may_end(text: str) -> bool:
    """Whether a text is "present" or a year of two figures."""
    return dates.is_present(text) or re.fullmatch(r"[’']?\d\d", text) is not None


def _further(line: str) -> Iterator[Printed]:
    for match in _FURTHER.finditer(line):
        since = match["begin"] or match["first"]
        until = match["end"] or match["last"] or match["lone"]
        yield Printed(
            start=match.start(),
            stop=match.end(),
            text=match.group(),
            since=since,
            since_value=_value(since) if since else None,
            until=until,
            until_value=_value(until),
            period=since is not None,
        )


def _periods(line: str) -> Iterator[Printed]:
    for one in periods.periods(line):
        first, _, last = one.value.partition("/")
        since, until = _ends(one.text, first, last)
        start, day = _lead(line, one.start) if since != until else (one.start, "")
        yield Printed(
            start=start,
            stop=one.stop,
            text=line[start : one.stop],
            since=day + since,
            since_value=first,
            until=until,
            until_value=last,
            period=True,
        )


def _lead(line: str, start: int) -> tuple[int, str]:
    """Where a period begins whose first month or year stands at `start`, and the day before that month."""
    match = _LEAD.search(line[:start])
    if match is None:
        return start, ""
    day = match["day"] or ""
    if day:
        apart = match["word"] or not line[: match.start()].rstrip()[-1:].isalnum()
        least = 1 if apart else _MOST_LEVEL + 1
        if not (line[start].isalpha() and least <= int(day) <= _LAST_DAY):
            return start, ""
    return match.start(), day


def _ends(text: str, first: str, last: str) -> tuple[str, str]:
    """The two ends of a period as printed; of "since 2019" and "2016–18" both are the whole."""
    for match in (*_SPACED.finditer(text), *_SPLIT.finditer(text)):
        since, until = text[: match.start()].strip(), text[match.end() :].strip()
        begin, end = periods.month_of(since), periods.month_of(until)
        if end == last and (begin == first or (begin is None and since)):
            return since, until
    return text, text


def _moments(line: str) -> Iterator[Printed]:
    for one in periods.moments(line):
        yield Printed(start=one.start, stop=one.stop, text=one.text, until=one.text, until_value=one.value)


def _value(text: str) -> str | None:
    """What a date means; a year that is left open means nothing."""
    if dates.is_present(text):
        return "present"
    if re.search(_OPEN_YEAR, text):
        return None
    return periods.month_of(re.sub(r"\s*/\s*", "/", text))


def words_of(sequence: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each of some words stands in the line that they make."""
    at = 0
    for word in sequence:
        yield at, at + len(word)
        at += len(word) + 1
