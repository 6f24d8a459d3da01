"""The fields of a résumé as parsers fill them, as values that a report shows.

They are what the page says, and where the text of a path says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from atsharness.model import DocumentResult
from atsharness.model.content import Difference, Filled
from atsharness_reports._terminal import count

_PAGE = "reference"
_BASICS = (
    ("name", "Name"),
    ("label", "Title"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("location", "Place"),
)
_WORDS = {
    "name": "name",
    "label": "title",
    "email": "e-mail",
    "phone": "phone",
    "location": "place",
    "position": "title",
    "organization": "organisation",
    "degree": "degree",
    "institution": "school",
    "startDate": "start",
    "endDate": "end",
    "url": "address",
}
_SECTIONS = (
    ("work", "Experience", "job"),
    ("volunteer", "Volunteering", "job"),
    ("education", "Education", "degree"),
    ("projects", "Projects", "project"),
)
_MOST_FOUND = 60
"""Characters of a wrong value that are shown."""


class Row(NamedTuple):
    """One field of the header; `text` is None where it is unknown."""

    label: str
    text: str | None
    told: tuple[str, ...]
    """What paths make of it, those that say the same in one line."""


class Entry(NamedTuple):
    """One job, degree or project."""

    title: str | None
    unknown: str
    """What is said in place of a title that is unknown."""
    dates: str
    parts: tuple[str, ...]
    """Company or school, place, how many bullets."""
    lacks: str
    """What of `parts` is unknown, or nothing."""
    told: tuple[str, ...]


class Section(NamedTuple):
    """Entries of one kind."""

    title: str
    entries: tuple[Entry, ...]
    before: tuple[str, ...]
    """Of paths that have none of the entries."""
    after: tuple[str, ...]
    """Of paths that have more entries than the page."""


class Filling(NamedTuple):
    """All fields of one document."""

    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    skills: tuple[tuple[str, str], ...]
    """Label, or nothing, and skills."""
    certificates: tuple[str, ...]
    unread: tuple[str, ...]
    """Dates that no grammar reads."""
    total: str
    """How many paths fill all of it as the page shows it."""


def filling_of(result: DocumentResult) -> Filling | str | None:
    """The fields; in one sentence why there are none; None where they were not asked for."""
    if isinstance(result.filled, msgspec.UnsetType):
        return None
    page = next((one for one in result.filled if one.path_id == _PAGE), None)
    paths = [one for one in result.filled if one.path_id != _PAGE]
    if page is None:
        return "The page could not be read, so nothing tells which fields are right."
    if page.note is not None:
        return f"{page.note[:1].upper()}{page.note[1:]}."
    sections = (_section(page.resume.get(key, []), key, title, noun, paths) for key, title, noun in _SECTIONS)
    return Filling(
        rows=tuple(_basics(page.resume, paths)),
        sections=tuple(one for one in sections if one.entries or one.after),
        skills=tuple(
            (group.get("name", ""), ", ".join(group.get("keywords", [])))
            for group in page.resume.get("skills", [])
        ),
        certificates=tuple(
            one["name"] + (f" ({one['date']})" if one.get("date") else "")
            for one in page.resume.get("certificates", [])
        ),
        unread=tuple(page.resume.get("meta", {}).get("unreadDates", ())),
        total=_total(paths),
    )


def _basics(resume: Mapping[str, Any], paths: Sequence[Filled]) -> Iterator[Row]:
    basics = resume.get("basics", {})
    for key, label in _BASICS:
        value = basics.get(key)
        text = value.get("address") if isinstance(value, dict) else value
        told = _told(paths, f"basics.{key}".__eq__)
        yield Row(label, text or None, told)
    links = [one["url"] for one in basics.get("profiles", [])]
    if links:
        told = _told(paths, lambda field: field.startswith("basics.profiles."))
        yield Row("Links", " · ".join(links), told)


def _section(
    entries: Sequence[Mapping[str, Any]], key: str, title: str, noun: str, paths: Sequence[Filled]
) -> Section:
    blind = [one for one in paths if entries and _lacks_all(one, key, len(entries))]
    what = f"this {noun}" if len(entries) == 1 else f"any of these {noun}s"
    seeing = [one for one in paths if one not in blind]
    return Section(
        title=f"{title} ({count(len(entries), noun)})",
        entries=tuple(_entry(entry, key, number, seeing) for number, entry in enumerate(entries)),
        before=(f"{_names(blind, paths)}: not {what}",) if blind else (),
        after=tuple(
            f"{path}: {count(found, f'further {noun}')} that the page does not have"
            for path, found in _beyond(seeing, key, len(entries)).items()
        ),
    )


def _lacks_all(path: Filled, key: str, known: int) -> bool:
    """Whether a path fills no field of any entry that the page has."""
    lost = [one for one in path.differences if one.field.startswith(f"{key}.")]
    entries = {one.field.split(".")[1] for one in lost if one.found is None}
    given = any(one.found is not None for one in lost)
    return len(entries) == known and not given and not path.resume.get(key)


def _names(some: Sequence[Filled], paths: Sequence[Filled]) -> str:
    return "every path" if len(some) == len(paths) > 1 else ", ".join(one.path_id for one in some)


def _beyond(paths: Sequence[Filled], key: str, known: int) -> dict[str, int]:
    """How many entries each path has beyond those of the page."""
    found: dict[str, set[int]] = {}
    for path in paths:
        for one in path.differences:
            name, _, rest = one.field.partition(".")
            number = rest.partition(".")[0]
            if name == key and number.isdigit() and int(number) >= known:
                found.setdefault(path.path_id, set()).add(int(number))
    return {path: len(numbers) for path, numbers in found.items()}


def _entry(entry: Mapping[str, Any], key: str, number: int, paths: Sequence[Filled]) -> Entry:
    first = _degree(entry) if key == "education" else entry.get("name" if key == "projects" else "position")
    told = _told(paths, lambda field: field.startswith(f"{key}.{number}."))
    if key == "projects":
        return Entry(first, "name unknown", _dates(entry), (), "", told)
    second = entry.get({"work": "name", "volunteer": "organization"}.get(key, "institution"))
    bullets = entry.get("highlights")
    parts = (second, entry.get("location"), count(len(bullets), "bullet") if bullets else None)
    lacks = "" if second else "school unknown" if key == "education" else "company unknown"
    return Entry(first, "title unknown", _dates(entry), tuple(filter(None, parts)), lacks, told)


def _degree(entry: Mapping[str, Any]) -> str | None:
    parts = [entry[key] for key in ("studyType", "area") if entry.get(key)]
    return ", ".join(parts) or None


def _dates(entry: Mapping[str, Any]) -> str:
    start, end = entry.get("startDate"), entry.get("endDate")
    if start is None and end is None:
        return "dates unknown" if "position" in entry or "institution" in entry else ""
    if start is None:
        return str(end)
    return f"{start} – {end or 'present'}"


def _told(paths: Sequence[Filled], mine: Callable[[str], bool]) -> tuple[str, ...]:
    """What paths make of one entry or field, those that say the same together."""
    grouped: dict[tuple[str, ...], list[Filled]] = {}
    for path in paths:
        said = tuple(_said([one for one in path.differences if mine(one.field)]))
        if said:
            grouped.setdefault(said, []).append(path)
    return tuple(f"{_names(some, paths)}: {'; '.join(said)}" for said, some in grouped.items())


def _said(differences: Sequence[Difference]) -> Iterator[str]:
    lost = [one for one in differences if one.found is None and one.expected is not None]
    if lost:
        yield f"no {_joined(dict.fromkeys(_word(one) for one in lost))}"
    for one in differences:
        if one.found is not None:
            found = one.found
            found = found if len(found) <= _MOST_FOUND else found[: _MOST_FOUND - 1] + "…"
            yield f"{_word(one)} “{found}”"


def _word(one: Difference) -> str:
    key = one.field.rpartition(".")[2]
    if key == "name" and one.field.startswith("work."):
        return "company"
    return _WORDS.get(key, key)


def _joined(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} or {found[-1]}"


def _total(paths: Sequence[Filled]) -> str:
    if not paths:
        return "No path read any text."
    whole = sum(not one.differences for one in paths)
    if whole == len(paths):
        return f"{count(len(paths), 'path')}: each fills these fields as the page shows them."
    return f"{whole} of {count(len(paths), 'path')} fill these fields as the page shows them."
