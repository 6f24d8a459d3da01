"""Periods ("Jan 2020 – Present") in English, German, French, Spanish and Portuguese."""

from __future__ import annotations

import re
from functools import lru_cache

from atsharness.language import dates
from atsharness.language.found import CACHED_LINES, Found, moved

_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|er)?"
_ISO_DAY = rf"{_YEAR}-\d\d-\d\d"
_GAP = r"\s{1,4}"
"""Paths that keep the page's columns put several spaces for one."""
_DASH = r"\s{0,4}[-‐‑–—―−~]+\s{0,4}"
_TO = (
    "to",
    "until",
    "till",
    "through",
    "bis",
    "à",
    "au",
    "jusqu’à",
    "jusqu'à",
    "a",
    "al",
    "hasta",
    "até",
    "ao",
)
BETWEEN = frozenset(_TO)
"""Words between the two ends of a period, in KEY."""
_SINCE = ("since", "from", "seit", "ab", "depuis", "desde")
_FIGURES = rf"(?:[\d./-]*{_YEAR}|{_YEAR}[\d./-]*|[’']\d\d|\d{{1,2}}\.?)"
_NAMED = r"([^\d\s\-‐‑–—―−~]+)"
"""What may be one of the words: no figure and no dash."""
_PART = re.compile(rf"{_FIGURES}|{_NAMED}|(?:{_FIGURES}|{_NAMED})?{_DASH}(?:{_FIGURES}|{_NAMED})?")
"""One word of a period, or two of them with a dash between."""
_TWO_DIGITS_BEFORE = 60
"""A year of two digits above this belongs to the last century."""


def periods(text: str) -> tuple[Found, ...]:
    """Periods on one line; `value` is ``2020-01/2021-06``, ``2019/2020``, ``2020-01/present``.

    Both ends are printed, or the beginning alone after "since" in one of the languages.
    """
    found: list[Found] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if any(map(str.isdigit, line)):
            found += (moved(one, start) for one in _in_line(line))
        start += len(line)
    return tuple(found)


@lru_cache(maxsize=CACHED_LINES)
def _in_line(line: str) -> tuple[Found, ...]:
    return tuple(
        Found(start=match.start(), stop=match.end(), text=match.group(), value=value)
        for match in _pattern().finditer(line)
        if (value := _value(match)) is not None
    )


def moments(text: str) -> tuple[Found, ...]:
    """Dates that stand alone on one line, and are no end of a period; `value` is ``2020-01`` or ``2020``."""
    found: list[Found] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if any(map(str.isdigit, line)):
            taken = _in_line(line)
            found += (
                Found(start=start + match.start(), stop=start + match.end(), text=match.group(), value=value)
                for match in _moment().finditer(line)
                if (value := month_of(match.group())) is not None
                and not any(match.start() < one.stop and one.start < match.end() for one in taken)
            )
        start += len(line)
    return tuple(found)


def can_be_part(word: str) -> bool:
    """Whether a word can stand in a period: a month, a year, a date in figures, a dash, "to", "present"."""
    match = _PART.fullmatch(word.strip(","))
    return match is not None and all(
        word.casefold().removesuffix(".") in _said() for word in match.groups() if word
    )


def holds_dash(word: str) -> bool:
    """Whether one word holds both ends of a period: ``2019–2021``, ``2020–Mar``."""
    rest = re.sub(_ISO_DAY, "0", word)
    return re.search(rf"\w{_DASH}\w", rest) is not None and any(char.isdigit() for char in rest)


def month_of(text: str) -> str | None:
    """``2020-01``, ``2020`` or ``present`` for one printed date, None where it is none."""
    if dates.is_present(text):
        return "present"
    short = re.fullmatch(r"\D*[’'](\d\d)", text.strip())
    if short:
        year = int(short[1])
        text = f"{text.strip()[:-3]} {(1900 if year > _TWO_DIGITS_BEFORE else 2000) + year}"
    found = dates.year_month(text)
    if found is None:
        return None
    year, month = found
    return str(year) if month is None else f"{year}-{month:02d}"


def _value(match: re.Match[str]) -> str | None:
    if match["since"]:
        begin = month_of(match["only"])
        return f"{begin}/present" if begin else None
    if match["year"]:
        return _shortened(match["year"], match["short"])
    begin, end = match["day"] or match["begin"], match["last"] or match["end"]
    if match["bare"]:
        # "Jan – Mar 2020": the year is printed once.
        begin = f"{begin} {_last_year(end)}"
    first, last = month_of(begin), month_of(end)
    if first is None or last is None or first == "present":
        return None
    if last != "present" and last[:4] < first[:4]:
        return None
    return f"{first}/{last}"


def _shortened(begin: str, end: str) -> str | None:
    """``2016/2018`` for ``2016–18``."""
    last = begin[:2] + end
    return f"{begin}/{last}" if begin < last else None


def _last_year(end: str) -> str:
    years = re.findall(_YEAR, end)
    return years[-1] if years else ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    name, month, figures, date = _dates()
    present = sorted(set(dates.PRESENT), key=len, reverse=True)
    now = rf"(?:{'|'.join(re.escape(one) for one in present)})(?!\w)"
    # A number before the first month is a day where the other end has one: else it numbers the entry.
    first = rf"(?:(?:\d{{1,2}}(?:\.|st|nd|rd|th|er){_GAP})?{month}|{figures}|{_YEAR}(?!\d))"
    by_day = rf"(?P<day>{_DAY}{_GAP}{month})"
    to = rf"(?:{_DASH}|{_GAP}(?:{'|'.join(map(re.escape, _TO))}|/){_GAP})"
    since = rf"(?P<since>{'|'.join(_SINCE)}){_GAP}(?P<only>{date})(?!{to}(?:{date}|{now}))"
    both = rf"(?P<begin>{first}|(?P<bare>{name}\.?)){to}(?:(?:bis|to|à|até|a){_GAP})?(?P<end>{date}|{now})"
    days = rf"{by_day}{to}(?P<last>{_DAY}{_GAP}{month})"
    # "2016-11" and "2016/11" are months.
    short = rf"(?P<year>{_YEAR})(?:[–—]|[-/](?!0|1[0-2]))(?P<short>\d\d)(?![/.-]?\d)"
    return re.compile(rf"(?<![\w/.-])(?:{days}|{short}|{both}|{since})(?![\w])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _moment() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.$€£-]){_dates()[3]}(?![\w%+]|[.,]\d|[-/]\d)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _dates() -> tuple[str, str, str, str]:
    """Patterns of a month's name, a month with its year, a date in figures, and any date."""
    names = sorted(_months(), key=len, reverse=True)
    name = rf"(?:{'|'.join(re.escape(one) for one in names)})"
    day = rf"(?:{_GAP}{_DAY},?{_GAP}(?={_YEAR}))"
    month = rf"{name}\.?,?(?:{_GAP}(?:de|del){_GAP}|/|{day}|\s{{0,4}})(?:{_YEAR}|[’']\d\d)"
    named = rf"(?:{_DAY}{_GAP}(?:de{_GAP})?)?{month}"
    figures = rf"{_ISO_DAY}|(?:\d{{1,2}}[./-])?\d{{1,2}}[./-]{_YEAR}|{_YEAR}[./-]\d{{1,2}}(?![\d/]|[.-]\d)"
    return name, month, figures, rf"(?:{named}|{figures}|{_YEAR}(?!\d))"


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    """The names of the months and their abbreviations, in small letters."""
    return frozenset(name.lower() for month in range(1, 13) for name in dates.month_names(month))


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    """All words that a period may hold, folded."""
    present = (part for name in dates.PRESENT for part in name.split())
    return frozenset(word.casefold() for word in (*_months(), *_TO, *_SINCE, "de", "del", *present))
