"""What documents of several LaTeX classes share: marks, lines, lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from atsharness_corpus.templates.resume import month, period

Resume = Mapping[str, Any]


def quoted(text: str) -> str:
    """A text with the marks that LaTeX gives a meaning."""
    for mark in "&%_#$":
        text = text.replace(mark, "\\" + mark)
    return text


def when(entry: Resume) -> str:
    """An entry's period as LaTeX has it."""
    return period(dict(entry), "--")


def itemized(items: Sequence[str], environment: str = "itemize") -> str:
    """A list of bullets."""
    rows = "\n".join(rf"\item {quoted(item)}" for item in items)
    return f"\\begin{{{environment}}}\n{rows}\n\\end{{{environment}}}"


def keywords(group: Resume) -> str:
    """A group of skills in one line."""
    return ", ".join(group["keywords"])


def told(job: Resume) -> str:
    """A job's summary and its highlights in one paragraph."""
    return quoted(" ".join([job["summary"], *job["highlights"]]))


def address(basics: Resume) -> str:
    """Street, postal code and city."""
    where = basics["location"]
    return f"{where['address']}, {where['postalCode']} {where['city']}"


def prize(one: Resume) -> str:
    """An award in one line."""
    return f"{one['title']}, {one['awarder']}. {one['summary']}"


def certificate(one: Resume) -> str:
    """A certificate in one line."""
    return f"{one['name']}, {one['issuer']}"


def further(resume: Resume, row: Callable[[str, str], str], head: Callable[[str], str]) -> str:
    """Volunteering, projects, award and certificate, in a class that has one row of a label and a text."""
    parts = [head("Volunteering")]
    parts += [
        row(when(one), quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
        for one in resume["volunteer"]
    ]
    parts.append(head("Projects"))
    parts += [row(when(one), quoted(f"{one['name']}: {one['description']}")) for one in resume["projects"]]
    parts.append(head("Awards and certificates"))
    parts += [row(month(one["date"]), quoted(prize(one))) for one in resume["awards"]]
    parts += [row(month(one["date"]), quoted(certificate(one))) for one in resume["certificates"]]
    return "\n".join(parts)


def item(label: str, text: str) -> str:
    """An entry of a list with labels."""
    return rf"\item[{label}] {text}"
