"""The fields of a résumé as parsers fill them: what the page says, and where a path's text says otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from atsharness.model import DocumentResult, RenderOptions, ReportFormat, RunResult
from atsharness.model.content import Difference, Filled
from atsharness_reports._terminal import colour as tinted
from atsharness_reports._terminal import columns, count, plain

_PAGE = "reference"
_ASCII = str.maketrans({"✓": "+", "✗": "x", "·": "-", "–": "-", "…": "~", "“": '"', "”": '"'})
_LABEL = 10
"""Columns of a label."""
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


def render(run: RunResult, options: RenderOptions) -> str:
    """What ``ats check --fields`` prints: for each document its fields, and under each what differs."""
    lines: list[str] = []
    for result in run.documents:
        if lines:
            lines.append("")
        lines += _document(result, options)
    shown = "\n".join(lines) + "\n"
    return shown if options.unicode else shown.translate(_ASCII)


def _document(result: DocumentResult, options: RenderOptions) -> Iterator[str]:
    document = result.document
    head = plain(document.path)
    if document.page_count is not None:
        head += f" · {count(document.page_count, 'page')}"
    yield from _wrapped(head, options)
    if document.status != "ok":
        yield from _wrapped(f"{document.status}: {plain(document.reason or '')}", options)
        return
    filled = result.filled if not isinstance(result.filled, msgspec.UnsetType) else ()
    page = next((one for one in filled if one.path_id == _PAGE), None)
    paths = [one for one in filled if one.path_id != _PAGE]
    if page is None:
        yield "The page could not be read, so nothing tells which fields are right."
        return
    if page.note is not None:
        yield from _wrapped(f"{page.note[:1].upper()}{page.note[1:]}.", options)
        return
    yield ""
    yield from _basics(page.resume, paths, options)
    for key, title, noun in _SECTIONS:
        yield from _section(page.resume.get(key, []), key, title, noun, paths, options)
    yield from _rest(page.resume, options)
    yield ""
    yield from _wrapped(_sum(paths), options)


# --- the header ------------------------------------------------------------------------------------------


def _basics(resume: Mapping[str, Any], paths: Sequence[Filled], options: RenderOptions) -> Iterator[str]:
    basics = resume.get("basics", {})
    for key, label in _BASICS:
        value = basics.get(key)
        text = value.get("address") if isinstance(value, dict) else value
        yield from _row(label, text, options)
        yield from _told(paths, lambda one, key=key: one.field == f"basics.{key}", options)
    links = [one["url"] for one in basics.get("profiles", [])]
    if links:
        yield from _row("Links", " · ".join(links), options)
        yield from _told(paths, lambda one: one.field.startswith("basics.profiles."), options)


def _row(label: str, text: str | None, options: RenderOptions) -> Iterator[str]:
    shown = plain(text) if text else tinted("unknown", "yellow", options)
    yield from _wrapped(shown, options, first=f"{label:<{_LABEL}}", rest=" " * _LABEL)


# --- entries ---------------------------------------------------------------------------------------------


def _section(
    entries: Sequence[Mapping[str, Any]],
    key: str,
    title: str,
    noun: str,
    paths: Sequence[Filled],
    options: RenderOptions,
) -> Iterator[str]:
    if not entries and not _beyond(paths, key, 0):
        return
    yield ""
    yield tinted(f"{title} ({count(len(entries), noun)})", "", options, bold=True)
    blind = [one for one in paths if entries and _lacks_all(one, key, len(entries))]
    if blind:
        what = f"this {noun}" if len(entries) == 1 else f"any of these {noun}s"
        yield from _wrapped(
            f"{_names(blind, paths)}: not {what}", options, first=f"     {_cross(options)} ", rest="       "
        )
    paths = [one for one in paths if one not in blind]
    for number, entry in enumerate(entries):
        yield from _entry(entry, key, number, options)
        yield from _told(paths, lambda one, at=f"{key}.{number}.": one.field.startswith(at), options)
    for path, found in _beyond(paths, key, len(entries)).items():
        more = f"{path}: {count(found, f'further {noun}')} that the page does not have"
        yield from _wrapped(more, options, first=f"     {_cross(options)} ", rest="       ")


def _lacks_all(path: Filled, key: str, known: int) -> bool:
    """Whether a path fills no field of any entry that the page has."""
    lost = [one for one in path.differences if one.field.startswith(f"{key}.")]
    entries = {one.field.split(".")[1] for one in lost if one.found is None}
    given = any(one.found is not None for one in lost)
    return len(entries) == known and not given and not path.resume.get(key)


def _names(some: Sequence[Filled], paths: Sequence[Filled]) -> str:
    return "every path" if len(some) == len(paths) > 1 else ", ".join(one.path_id for one in some)


def _cross(options: RenderOptions) -> str:
    return tinted("✗", "red", options)


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


def _entry(entry: Mapping[str, Any], key: str, number: int, options: RenderOptions) -> Iterator[str]:
    first = _degree(entry) if key == "education" else entry.get("name" if key == "projects" else "position")
    second = entry.get({"work": "name", "volunteer": "organization", "education": "institution"}.get(key, ""))
    dates = _dates(entry)
    head = f"{number + 1:>3}  "
    title = (
        plain(first)
        if first
        else tinted("title unknown" if key != "projects" else "name unknown", "yellow", options)
    )
    room = options.width - len(head) - columns(title) - columns(dates)
    if dates and room >= 2:
        yield head + title + " " * min(room, max(2, 72 - len(head) - columns(title) - columns(dates))) + dates
    else:
        yield from _wrapped(title, options, first=head, rest="     ")
        if dates:
            yield f"     {dates}"
    if key == "projects":
        return
    unknown = tinted("company unknown" if key != "education" else "school unknown", "yellow", options)
    parts = [plain(second) if second else unknown]
    if entry.get("location"):
        parts.append(plain(entry["location"]))
    if bullets := entry.get("highlights"):
        parts.append(count(len(bullets), "bullet"))
    yield from _wrapped(" · ".join(parts), options, first="     ", rest="     ")


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


def _rest(resume: Mapping[str, Any], options: RenderOptions) -> Iterator[str]:
    skills = resume.get("skills", [])
    if skills:
        yield ""
        yield tinted("Skills", "", options, bold=True)
        for group in skills:
            text = ", ".join(plain(one) for one in group.get("keywords", []))
            label = f"{plain(group['name'])}: " if group.get("name") else ""
            yield from _wrapped(label + text, options, first="     ", rest="     ")
    if certificates := resume.get("certificates"):
        yield ""
        yield tinted("Certificates", "", options, bold=True)
        for one in certificates:
            date = f" ({one['date']})" if one.get("date") else ""
            yield from _wrapped(plain(one["name"]) + date, options, first="     ", rest="     ")
    if unread := resume.get("meta", {}).get("unreadDates"):
        yield ""
        yield from _wrapped(
            f"Dates that no grammar reads: {', '.join(plain(one) for one in unread)}", options
        )


# --- what differs ----------------------------------------------------------------------------------------


def _told(paths: Sequence[Filled], mine: Any, options: RenderOptions) -> Iterator[str]:
    """What paths make of one entry or field, those that say the same together."""
    grouped: dict[tuple[str, ...], list[Filled]] = {}
    for path in paths:
        said = tuple(_said([one for one in path.differences if mine(one)]))
        if said:
            grouped.setdefault(said, []).append(path)
    for said, some in grouped.items():
        who = f"{_names(some, paths)}: {'; '.join(said)}"
        yield from _wrapped(who, options, first=f"     {_cross(options)} ", rest="       ")


def _said(differences: Sequence[Difference]) -> Iterator[str]:
    lost = [one for one in differences if one.found is None and one.expected is not None]
    other = [one for one in differences if one.found is not None]
    if lost:
        names = [_word(one) for one in lost]
        yield f"no {_joined(dict.fromkeys(names))}"
    for one in other:
        found = plain(one.found or "")
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


def _sum(paths: Sequence[Filled]) -> str:
    if not paths:
        return "No path read any text."
    whole = sum(not one.differences for one in paths)
    if whole == len(paths):
        return f"{count(len(paths), 'path')}: each fills these fields as the page shows them."
    return f"{whole} of {count(len(paths), 'path')} fill these fields as the page shows them."


def _wrapped(text: str, options: RenderOptions, *, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        options.width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=True,
        break_on_hyphens=False,
    ) or [first.rstrip()]


FORMAT = ReportFormat(id="fields", render=render, shows="figures")
