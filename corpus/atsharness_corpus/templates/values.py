"""The values of a résumé, and whether a text has them as written: space between words and case aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

from atsharness_corpus.model import Value as Frozen

Kind = Literal["word", "name", "email", "phone", "text"]
"""``text``: a sentence, of which its first and last words are looked for."""
EDGE_WORDS = 3
"""Words of a sentence at each end that tell that it is there: between them a page may hyphenate."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
"""As the Chicago Manual of Style has them."""
_LASTING = ("present", "current", "now", "today", "ongoing")


class Datum(Frozen, frozen=True, kw_only=True):
    """One value of the data: `name` is what the table calls it."""

    name: str
    text: str
    kind: Kind = "word"


class Job(Frozen, frozen=True, kw_only=True):
    """What tells a job in a text: its own words, and the ways in which its period may be printed."""

    heads: tuple[str, ...]
    """Title and employer."""
    lines: tuple[str, ...]
    """Its summary and highlights."""
    year: str
    """In which it began."""
    periods: tuple[tuple[str, str], ...]
    """Start and end, in one style each; an end of a job that lasts may be missing on the page."""


def data_of(resume: Mapping[str, Any]) -> tuple[Datum, ...]:
    """All values that are judged, in the order of the data."""
    return tuple(_data(resume))


def _data(resume: Mapping[str, Any]) -> Iterator[Datum]:
    basics = resume["basics"]
    yield Datum(name="name", text=basics["name"], kind="name")
    yield Datum(name="e-mail", text=basics["email"], kind="email")
    yield Datum(name="phone", text=basics["phone"], kind="phone")
    yield Datum(name="headline", text=basics["label"])
    yield Datum(name="summary", text=basics["summary"], kind="text")
    for job in resume["work"]:
        yield Datum(name="job title", text=job["position"])
        yield Datum(name="employer", text=job["name"])
        yield Datum(name="job summary", text=job["summary"], kind="text")
        for line in job["highlights"]:
            yield Datum(name="highlight", text=line, kind="text")
    for one in resume["education"]:
        yield Datum(name="school", text=one["institution"])
        yield Datum(name="field of study", text=one["area"])
    for group in resume["skills"]:
        for word in group["keywords"]:
            yield Datum(name="skill", text=word)
    for one in resume["languages"]:
        yield Datum(name="language", text=one["language"])
    for name, section, key in (
        ("award", "awards", "title"),
        ("certificate", "certificates", "name"),
        ("project", "projects", "name"),
        ("volunteering", "volunteer", "organization"),
    ):
        for one in resume[section]:
            yield Datum(name=name, text=one[key])


def jobs_of(resume: Mapping[str, Any]) -> tuple[Job, ...]:
    """The jobs, in the order of the data."""
    return tuple(
        Job(
            heads=(job["position"], job["name"]),
            lines=(job["summary"], *job["highlights"]),
            year=job["startDate"][:4],
            periods=_periods(job),
        )
        for job in resume["work"]
    )


def others_of(resume: Mapping[str, Any]) -> tuple[str, ...]:
    """Words that head an entry of another section: a job's period does not stand beyond one of them."""
    keys = (
        ("education", "institution"),
        ("volunteer", "organization"),
        ("volunteer", "position"),
        ("projects", "name"),
    )
    return tuple(one[key] for section, key in keys for one in resume[section])


def _periods(job: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    starts, end = _dates(job["startDate"]), job.get("endDate")
    if end:
        return tuple(zip(starts, _dates(end), strict=True))
    lasting = [(start, "|".join(_LASTING)) for start in starts]
    return (*lasting, *((start, "") for start in starts if start != job["startDate"][:4]))


def _dates(date: str) -> tuple[str, ...]:
    """A day of ISO 8601 in the styles in which templates print it."""
    year, number = date[:4], int(date[5:7])
    long, short = _MONTHS[number - 1], _SHORT[number - 1]
    return (
        *(f"{short} {year}", f"{short}. {year}", f"{short}, {year}"),
        *(f"{long[:3]} {year}", f"{long} {year}", f"{long[:3]}. {year}", f"{long[:3]}, {year}"),
        *(f"{long}, {year}", f"{number:02}/{year}", f"{number}/{year}", f"{number:02}.{year}"),
        *(date, f"{year}-{number:02}", f"{year}/{number:02}", f"{year} {long[:3]}", year),
    )


def as_written(datum: Datum) -> re.Pattern[str]:
    """Finds a value as it is written; an e-mail address in one piece, other values over any space."""
    if datum.kind == "email":
        return _bounded(re.escape(datum.text))
    if datum.kind == "phone":
        return re.compile(r"(?<!\d)" + r"\s*".join(map(re.escape, datum.text.replace(" ", ""))) + r"(?!\d)")
    if datum.kind == "text":
        words = datum.text.split()
        return re.compile(
            f"{_spaced(words[:EDGE_WORDS])}.*{_spaced(words[-EDGE_WORDS:])}", re.IGNORECASE | re.DOTALL
        )
    return _bounded(_spaced(datum.text.split()))


def period_pattern(start: str, end: str) -> re.Pattern[str]:
    """Finds a period: start and end with signs or one small word between them; or a start alone."""
    if not end:
        return _bounded(_spaced(start.split()))
    last = f"(?:{end})" if "|" in end else _spaced(end.split())
    return _bounded(rf"{_spaced(start.split())}[\W_]{{0,8}}(?:(?:to|until|till)\b)?[\W_]{{0,8}}{last}")


def places(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a pattern is found."""
    return [match.span() for match in pattern.finditer(text)]


def is_torn(datum: Datum, texts: Iterable[str]) -> bool:
    """Whether a text has an e-mail address in pieces, as a narrow column breaks it: it is lost to all."""
    return datum.kind == "email" and any(_squeezed(datum.text) in _squeezed(text) for text in texts)


def is_changed(datum: Datum, texts: Iterable[str], absent: Collection[str] | None) -> bool:
    """Whether a value that no text has as written is on the page all the same, in another form.

    An e-mail address is not: in pieces (`is_torn`) it is lost. A telephone number is, where its last seven
    digits are; any other value where most of its words are not among those that the page lacks. Where these
    are not known, the words that no text has count as lacking.

    Args:
        datum: the value.
        texts: of all readers.
        absent: words of the data that the page does not show, as the harness found it; None where it has not.
    """
    if datum.kind == "phone":
        digits = re.sub(r"\D", "", datum.text)[-7:]
        return any(digits in re.sub(r"[^\w]|_", "", text) for text in texts)
    if datum.kind == "email":
        return False
    words = datum.text.split()
    if absent is None:
        there = {part for text in texts for part in _parts(text)}
        absent = [word for word in words if not set(_parts(word)) <= there]
        return not absent
    return 2 * sum(word in absent for word in words) < len(words)


def _parts(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _spaced(words: Iterable[str]) -> str:
    return r"\s*".join(map(re.escape, words))


def _bounded(inner: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
