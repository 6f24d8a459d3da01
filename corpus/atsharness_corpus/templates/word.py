"""Word documents in the five commonest constructions, of our own making: no template of others is used.

Plain paragraphs, dates in the left column of a table, a sidebar as a cell of a table, contact data in the
page's header, and contact data with skills in a text box.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from atsharness_corpus.docx.pieces import BREAK, DATES_TAB, TAB, box
from atsharness_corpus.docx.writer import Docx, paragraph, run, table
from atsharness_corpus.templates import resume
from atsharness_corpus.templates.model import Sheet, Template, Workshop

TITLE = "Word documents of our own, in the commonest constructions"
VERSION = "1"
"""Of the constructions; it moves when one of them changes."""
Person = dict[str, Any]
BOLD = "<w:b/>"


def templates(_workshop: Workshop) -> tuple[Template, ...]:
    """The constructions."""
    return tuple(
        Template(ecosystem="word", name=name, version=VERSION, install="pip install 'ats-harness[corpus]'")
        for name in sorted(CONSTRUCTIONS)
    )


def prepare(_workshop: Workshop) -> str:
    """Nothing is needed."""
    return "WordprocessingML of our own"


def pinned(_workshop: Workshop) -> tuple[Path, ...]:
    """What a document depends on beside this file."""
    return ()


def render(template: Template, workshop: Workshop) -> Sheet:
    """Writes a construction."""
    return Sheet(data=CONSTRUCTIONS[template.name](resume.load(workshop.person)).saved(), suffix=".docx")


def _head(text: str) -> str:
    return paragraph(text, style="Heading1")


def _bullets(items: list[str]) -> list[str]:
    return [paragraph(item, style="ListBullet") for item in items]


def _contact(person: Person) -> list[str]:
    basics = person["basics"]
    lines = [resume.place(basics), basics["phone"], basics["email"], basics["url"]]
    return [paragraph(line) for line in lines]


def _title(person: Person) -> list[str]:
    basics = person["basics"]
    return [paragraph(basics["name"], style="Title"), paragraph(basics["label"])]


def _entries(person: Person) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    """Sections of entries: a heading, and of each entry its period, its head and its lines."""
    jobs = [
        (
            resume.period(one),
            f"{one['position']}, {one['name']}, {one['location']}",
            [one["summary"], *one["highlights"]],
        )
        for one in person["work"]
    ]
    schools = [
        (resume.period(one), f"{resume.degree(one)}, {one['institution']}", list(one["courses"]))
        for one in person["education"]
    ]
    projects = [
        (resume.period(one), one["name"], [one["description"], *one["highlights"]])
        for one in person["projects"]
    ]
    projects += [
        (
            resume.period(one),
            f"{one['position']}, {one['organization']}",
            [one["summary"], *one["highlights"]],
        )
        for one in person["volunteer"]
    ]
    prizes = [
        (resume.month(one["date"]), f"{one['title']}, {one['awarder']}", [one["summary"]])
        for one in person["awards"]
    ]
    prizes += [
        (resume.month(one["date"]), f"{one['name']}, {one['issuer']}", []) for one in person["certificates"]
    ]
    return [
        ("Experience", jobs),
        ("Education", schools),
        ("Projects and volunteering", projects),
        ("Awards and certificates", prizes),
    ]


def _skills(person: Person) -> list[str]:
    return [
        _head("Skills"),
        *(
            paragraph(run(f"{one['name']}: ", BOLD), run(", ".join(one["keywords"])))
            for one in person["skills"]
        ),
        _head("Languages"),
        *(paragraph(f"{one['language']}: {one['fluency']}") for one in person["languages"]),
    ]


def _body(person: Person) -> list[str]:
    """All entries as paragraphs, the period at the right end of the line behind a tab."""
    parts = [_head("Profile"), paragraph(person["basics"]["summary"])]
    for name, entries in _entries(person):
        parts.append(_head(name))
        for dates, head, lines in entries:
            parts.append(paragraph(run(head, BOLD), TAB, run(dates), properties=DATES_TAB))
            parts += _bullets(lines)
    return parts


def _paragraphs(person: Person) -> Docx:
    return Docx(*_title(person), *_contact(person), *_body(person), *_skills(person))


def _date_table(person: Person) -> Docx:
    parts = [*_title(person), *_contact(person), _head("Profile"), paragraph(person["basics"]["summary"])]
    for name, entries in _entries(person):
        rows = [
            (paragraph(dates), "".join([paragraph(run(head, BOLD)), *_bullets(lines)]))
            for dates, head, lines in entries
        ]
        parts += [_head(name), table(*rows)]
    return Docx(*parts, *_skills(person))


def _sidebar_table(person: Person) -> Docx:
    side = "".join([*_title(person), *_contact(person), *_skills(person)])
    return Docx(table((side, "".join(_body(person)))), paragraph(""))


def _header(person: Person) -> Docx:
    basics = person["basics"]
    document = Docx(*_body(person), *_skills(person))
    line = paragraph(
        resume.place(basics), " | ", basics["phone"], " | ", basics["email"], BREAK, basics["url"]
    )
    document.section(document.bound("header1", *_title(person), line))
    return document


def _text_box(person: Person) -> Docx:
    side = paragraph(box(*_contact(person), *_skills(person)))
    return Docx(*_title(person), side, *_body(person))


CONSTRUCTIONS: Mapping[str, Callable[[Person], Docx]] = {
    "paragraphs": _paragraphs,
    "date-table": _date_table,
    "sidebar-table": _sidebar_table,
    "header": _header,
    "text-box": _text_box,
}
