"""Dates as résumés print them: the surface forms of an ISO date, and the (year, month) of a printed one.

Month names and their abbreviations are those of Unicode CLDR 44 (gregorian calendar, wide and
abbreviated, format and stand-alone) for en, de, fr, es and pt, and the variants without a full stop or
with one more letter that templates use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LANGUAGES = ("en", "de", "fr", "es", "pt")

_MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        *("January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul"),
        *("August Aug", "September Sep Sept", "October Oct", "November Nov", "December Dec"),
    ),
    "de": (
        *("Januar Jan", "Februar Feb", "März Mär Mrz", "April Apr", "Mai", "Juni Jun", "Juli Jul"),
        *("August Aug", "September Sep Sept", "Oktober Okt", "November Nov", "Dezember Dez"),
    ),
    "fr": (
        *("janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil"),
        *("août", "septembre sept", "octobre oct", "novembre nov", "décembre déc"),
    ),
    "es": (
        *("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul"),
        *("agosto ago", "septiembre sept sep", "octubre oct", "noviembre nov", "diciembre dic"),
    ),
    "pt": (
        *("janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul"),
        *("agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"),
    ),
}
PRESENT = (
    *("Present", "present", "Current", "Now", "Today", "Ongoing", "to date", "date", "the present"),
    *("heute", "jetzt", "aktuell", "laufend", "dato", "derzeit"),
    *("présent", "aujourd’hui", "aujourd'hui", "actuel", "à ce jour", "ce jour", "en cours"),
    *("actualidad", "la actualidad", "presente", "actual", "act", "hoy", "la fecha", "en curso"),
    *("atual", "atualmente", "o presente", "hoje", "o momento"),
)
"""What stands for an end date that has not come."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?:(\d{1,2})[./-])?(\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_NUMERIC_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[./-](\d{1,2})(?:[./-](\d{1,2}))?(?!\d)")
_NAME = re.compile(r"[^\W\d_]+")


def parts(value: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO 8601 date (``2020``, ``2020-01``, ``2020-01-31``), or None."""
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    if (
        year is None
        or (month is not None and not 1 <= month <= 12)
        or (day is not None and not 1 <= day <= 31)
    ):
        return None
    return year, month, day


@lru_cache(maxsize=256)
def printed_forms(value: str) -> tuple[str, ...]:
    """How an ISO date, to the year, month or day, may be printed.

    Args:
        value: e.g. ``2020-01``; anything else is its own only form.

    Returns:
        The usual forms in five languages, the fullest first, so that the first one found is the one
        meant: ``15 January 2020`` before ``January 2020`` before ``2020``.
    """
    found = parts(value)
    if found is None:
        return (value,)
    year, month, day = found
    if month is None:
        return (str(year),)
    short = f"{year % 100:02d}"
    forms: list[str] = []
    if day is not None:
        for name in month_names(month):
            forms += [f"{name} {day}, {year}", f"{day} {name} {year}", f"{day}. {name} {year}"]
            forms += [f"{day} de {name} de {year}"]
        forms += [f"{day:02d}.{month:02d}.{year}", f"{day}.{month}.{year}", f"{day:02d}/{month:02d}/{year}"]
        forms += [f"{month:02d}/{day:02d}/{year}", f"{month}/{day}/{year}", f"{day:02d}-{month:02d}-{year}"]
        forms += [f"{year}-{month:02d}-{day:02d}", f"{year}/{month:02d}/{day:02d}"]
    for name in month_names(month):
        forms += [
            f"{name} {year}",
            f"{name}, {year}",
            f"{name} de {year}",
            f"{name}/{year}",
            f"{year} {name}",
        ]
        forms += [f"{name} ’{short}", f"{name} '{short}"]
    forms += [f"{month:02d}/{year}", f"{month}/{year}", f"{month:02d}.{year}", f"{month:02d}-{year}"]
    forms += [f"{year}-{month:02d}", f"{year}/{month:02d}", f"{year}.{month:02d}", str(year)]
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=16)
def month_names(month: int) -> tuple[str, ...]:
    """Every name of a month, with capital and small first letter, with and without a full stop."""
    names: list[str] = []
    for language in LANGUAGES:
        for place, name in enumerate(_MONTHS[language][month - 1].split()):
            for cased in (name, name.capitalize()):
                names += [cased, f"{cased}."] if place else [cased]
    return tuple(dict.fromkeys(names))


def year_month(text: str) -> tuple[int, int | None] | None:
    """The (year, month) that a printed date means, in any of the five languages.

    Args:
        text: one date, e.g. ``Jan 2020``, ``01/2020``, ``15. März 2021``, ``2020``.

    Returns:
        Month None where only a year is printed; None where there is no year of four digits.
        ``01/02/2020`` is read with the month in the middle unless that is no month.
    """
    iso = _NUMERIC_ISO.search(text)
    if iso is not None and 1 <= int(iso[2]) <= 12:
        return int(iso[1]), int(iso[2])
    numeric = _NUMERIC.search(text)
    if numeric is not None:
        first, second, year = numeric.groups()
        for candidate in (second, first):
            if candidate is not None and 1 <= int(candidate) <= 12:
                return int(year), int(candidate)
    year_found = _YEAR.search(text)
    if year_found is None:
        return None
    months = _months_by_name()
    for name in _NAME.findall(text):
        month = months.get(_bare(name))
        if month is not None:
            return int(year_found[1]), month
    return int(year_found[1]), None


@lru_cache(maxsize=1)
def _months_by_name() -> dict[str, int]:
    return {
        _bare(name): month
        for language in LANGUAGES
        for month in range(1, 13)
        for name in _MONTHS[language][month - 1].split()
    }


def _bare(name: str) -> str:
    """Lower case without accents: ``Févr`` and ``fevr`` are one month."""
    split = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def is_present(text: str) -> bool:
    """Whether a printed word stands for an end date that has not come."""
    return _bare(text.strip(" .,;:()[]")) in _present()


@lru_cache(maxsize=1)
def _present() -> frozenset[str]:
    return frozenset(_bare(word) for word in PRESENT)
