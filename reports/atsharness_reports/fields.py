"""The fields of a résumé as parsers fill them, for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from atsharness.model import DocumentResult, RenderOptions, ReportFormat, RunResult
from atsharness_reports._filling import Entry, Filling, Row, Section, filling_of
from atsharness_reports._terminal import colour as tinted
from atsharness_reports._terminal import columns, count, plain

_ASCII = str.maketrans({"✓": "+", "✗": "x", "·": "-", "–": "-", "…": "~", "“": '"', "”": '"'})
_LABEL = 10
"""Columns of a label."""
_MARGIN = " " * 5
_DATES_END = 72
"""The column at which dates end."""


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
    filling = filling_of(result)
    if isinstance(filling, Filling):
        yield from _fields(filling, options)
    elif filling is not None:
        yield from _wrapped(plain(filling), options)


def _fields(filling: Filling, options: RenderOptions) -> Iterator[str]:
    yield ""
    for row in filling.rows:
        yield from _row(row, options)
    for section in filling.sections:
        yield from _section(section, options)
    if filling.skills:
        lines = (f"{label}: {skills}" if label else skills for label, skills in filling.skills)
        yield from _list("Skills", lines, options)
    if filling.certificates:
        yield from _list("Certificates", filling.certificates, options)
    if filling.unread:
        yield ""
        unread = ", ".join(plain(one) for one in filling.unread)
        yield from _wrapped(f"Dates that no grammar reads: {unread}", options)
    yield ""
    yield from _wrapped(filling.total, options)


def _row(row: Row, options: RenderOptions) -> Iterator[str]:
    shown = plain(row.text) if row.text else tinted("unknown", "yellow", options)
    yield from _wrapped(shown, options, first=f"{row.label:<{_LABEL}}", rest=" " * _LABEL)
    yield from _told(row.told, options)


def _section(section: Section, options: RenderOptions) -> Iterator[str]:
    yield ""
    yield tinted(section.title, "", options, bold=True)
    yield from _told(section.before, options)
    for number, entry in enumerate(section.entries, 1):
        yield from _entry(entry, number, options)
    yield from _told(section.after, options)


def _entry(entry: Entry, number: int, options: RenderOptions) -> Iterator[str]:
    head = f"{number:>3}  "
    title = plain(entry.title) if entry.title else tinted(entry.unknown, "yellow", options)
    taken = len(head) + columns(title) + columns(entry.dates)
    room = options.width - taken
    if entry.dates and room >= 2:
        yield head + title + " " * min(room, max(2, _DATES_END - taken)) + entry.dates
    else:
        yield from _wrapped(title, options, first=head, rest=_MARGIN)
        if entry.dates:
            yield _MARGIN + entry.dates
    lacks = [tinted(entry.lacks, "yellow", options)] if entry.lacks else []
    if parts := [*lacks, *map(plain, entry.parts)]:
        yield from _wrapped(" · ".join(parts), options, first=_MARGIN, rest=_MARGIN)
    yield from _told(entry.told, options)


def _list(title: str, lines: Iterable[str], options: RenderOptions) -> Iterator[str]:
    yield ""
    yield tinted(title, "", options, bold=True)
    for line in lines:
        yield from _wrapped(plain(line), options, first=_MARGIN, rest=_MARGIN)


def _told(lines: Iterable[str], options: RenderOptions) -> Iterator[str]:
    """What paths make of something."""
    for line in lines:
        cross = tinted("✗", "red", options)
        yield from _wrapped(plain(line), options, first=f"{_MARGIN}{cross} ", rest=f"{_MARGIN}  ")


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
