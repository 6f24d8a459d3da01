"""Phone numbers, by Google's libphonenumber (phonenumberslite)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from atsharness.language import periods
from atsharness.language.found import CACHED_LINES, Found, moved

REGIONS = ("US", "GB", "DE", "FR", "ES", "PT", "BR", "IN")
"""Where a number without a country code is tried, in this order."""
_FEWEST = 7
_FEWEST_OF_ALL = 2
"""Digits of libphonenumber's shortest number: where fewer are left, no region finds a further one."""
_STRETCH = re.compile(r"\d[\d\s().\-/\u2010-\u2015]{4,}\d")
"""Only where digits stand this close can a number be; most lines of a résumé have none."""
_OTHER = (
    re.compile(r"(?:19|20)\d\d\s*[-–—/]\s*(?:19|20)\d\d"),
    re.compile(r"(?<!\d)(?:\d{1,2}[./-]){1,2}(?:19|20)\d\d(?!\d)"),
    re.compile(r"(?<!\d)(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)"),
    re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])"),
    re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)"),
    re.compile(r"\b10\.\d{4,}/\S+"),
    re.compile(r"\b(?:\d{4}-){3}\d{3}[\dXx]\b"),
    re.compile(r"\b(?:isbn|issn|doi|id|no\.?|nr\.?|n°|#)[\s:]*[\d-]{5,}", re.IGNORECASE),
    re.compile(r"\S*(?:://|www\.|@)\S+"),
)
"""Figures that are none: years, dates, thousands, arXiv numbers, DOIs, ORCIDs, other numbers that say
what they are, and addresses."""
_GLUED = frozenset("/%$€£")
"""What does not stand at either end of a phone number."""


def phones(text: str) -> tuple[Found, ...]:
    """Phone numbers; `value` in E.164 (``+442079460000``).

    Numbers with a country code need a possible length; others must be valid in one of `REGIONS`, since
    any run of digits is possible somewhere. Dates, periods and other figures are none.
    """
    found: list[Found] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if any(sum(map(str.isdigit, stretch)) >= _FEWEST for stretch in _STRETCH.findall(line)):
            found += (moved(one, start) for one in _in_line(line))
        start += len(line)
    return tuple(found)


def comparable(text: str) -> frozenset[str]:
    """E.164 forms that a printed number may mean: one per region that accepts it."""
    import phonenumbers

    forms = set()
    for region in (None, *REGIONS):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            forms.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return frozenset(forms)


@lru_cache(maxsize=CACHED_LINES)
def _in_line(line: str) -> tuple[Found, ...]:
    return tuple(_numbers(line))


def _numbers(line: str) -> Iterator[Found]:
    import phonenumbers

    taken = [match.span() for pattern in _OTHER for match in pattern.finditer(line)]
    taken += [(one.start, one.stop) for one in periods.periods(line)]
    digits = [at for at, char in enumerate(line) if char.isdigit()]
    for region in (None, *REGIONS):
        if sum(all(not begin <= at < stop for begin, stop in taken) for at in digits) < _FEWEST_OF_ALL:
            return
        leniency = phonenumbers.Leniency.POSSIBLE if region is None else phonenumbers.Leniency.VALID
        for match in phonenumbers.PhoneNumberMatcher(line, region, leniency=leniency):
            if any(match.start < stop and begin < match.end for begin, stop in taken):
                continue
            if match.raw_string.startswith("++"):
                continue  # C++ before figures
            if line[match.start - 1 : match.start] in _GLUED or line[match.end : match.end + 1] in _GLUED:
                continue
            taken.append((match.start, match.end))
            yield Found(
                start=match.start,
                stop=match.end,
                text=match.raw_string,
                value=phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164),
            )
