"""Résumé programs from PyPI with templates of their own: HTML printed by WeasyPrint, Typst, Word.

Each gets the person in its own format, with every section that its format knows.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from atsharness_corpus.templates import installs, processes, resume
from atsharness_corpus.templates.model import Sheet, Template, Workshop

TITLE = "Programs from PyPI with templates of their own"
LOCK = Path(__file__).parent / "pypi.txt"
Person = dict[str, Any]


class Program(NamedTuple):
    """How one is called, in a folder that holds its input."""

    package: str
    engine: tuple[str, str]
    """The name of what prints, and of the package that has it."""
    source: str
    """The name of its input file."""
    made: str
    """The name of the file that it makes."""
    write: Callable[[Person], str]
    commands: tuple[tuple[str, ...], ...]
    suffix: Literal[".pdf", ".docx"] = ".pdf"


def templates(_workshop: Workshop) -> tuple[Template, ...]:
    """The programs at the pinned versions."""
    return tuple(
        Template(
            ecosystem="pypi",
            name=name,
            version=_pinned(one.package),
            install=f"pip install {one.package}=={_pinned(one.package)}",
        )
        for name, one in sorted(PROGRAMS.items())
    )


def _pinned(name: str) -> str:
    found = re.search(rf"^{name}(?:\[\w+\])?==([\w.]+)", LOCK.read_text("utf-8"), re.MULTILINE)
    assert found is not None, name
    return found[1]


def prepare(workshop: Workshop) -> str:
    """Installs them all; each brings its own engine.

    Raises:
        TypesetterMissing: pip cannot install them here.
    """
    installs.pip(workshop, LOCK, sys.executable)
    return "several"


def pinned(_workshop: Workshop) -> tuple[Path, ...]:
    """What a document depends on beside this file."""
    return (LOCK,)


def render(template: Template, workshop: Workshop) -> Sheet:
    """Has one program print.

    Raises:
        RuntimeError: it failed, or made nothing.
    """
    one = PROGRAMS[template.name]
    folder = installs.pip(workshop, LOCK, sys.executable)
    work = folder / "work" / template.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / one.source).write_text(one.write(resume.load(workshop.person)), "utf-8")
    for program, *arguments in one.commands:
        processes.run([str(folder / "bin" / program), *arguments], work, limit_s=workshop.limit_s)
    made = work / one.made
    if not made.is_file():
        raise RuntimeError(f"{template.name} made no {one.made}")
    name, package = one.engine
    return Sheet(data=made.read_bytes(), suffix=one.suffix, engine=f"{name} {_pinned(package)}")


def _as_it_is(person: Person) -> str:
    return json.dumps({key: value for key, value in person.items() if key != "$schema"}, ensure_ascii=False)


def _months(entry: Mapping[str, Any]) -> dict[str, str]:
    end = entry.get("endDate")
    return {"start_date": entry["startDate"][:7], "end_date": end[:7] if end else resume.PRESENT}


def _timeline(name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "kind": "timeline", "data": {"items": entries}}


def _pairs(name: str, rows: list[tuple[str, str]]) -> dict[str, Any]:
    items = [{"label": f"{label}:", "value": value} for label, value in rows]
    return {"name": name, "kind": "keyvalue", "data": {"items": items}}


def _claw_sections(person: Person) -> list[dict[str, Any]]:
    summary = {"name": "Summary", "kind": "prose", "data": {"body": person["basics"]["summary"]}}
    jobs = [
        {
            "title": one["position"],
            "org": one["name"],
            "location": one["location"],
            "dates": resume.period(one),
            "bullets": [one["summary"], *one["highlights"]],
        }
        for one in person["work"]
    ]
    schools = [
        {
            "title": resume.degree(one),
            "org": one["institution"],
            "dates": resume.period(one),
            "bullets": one["courses"],
        }
        for one in person["education"]
    ]
    more = [
        {
            "title": one["name"],
            "dates": resume.period(one),
            "bullets": [one["description"], *one["highlights"]],
        }
        for one in person["projects"]
    ]
    more += [
        {
            "title": one["position"],
            "org": one["organization"],
            "dates": resume.period(one),
            "bullets": [one["summary"], *one["highlights"]],
        }
        for one in person["volunteer"]
    ]
    prizes = [(one["title"], f"{one['awarder']}. {one['summary']}") for one in person["awards"]]
    prizes += [(one["name"], one["issuer"]) for one in person["certificates"]]
    return [
        summary,
        _timeline("Experience", jobs),
        _timeline("Education", schools),
        _pairs("Skills", [(one["name"], ", ".join(one["keywords"])) for one in person["skills"]]),
        _pairs("Languages", [(one["language"], one["fluency"]) for one in person["languages"]]),
        _timeline("Projects and volunteering", more),
        _pairs("Awards and certificates", prizes),
    ]


def _claw(person: Person) -> str:
    basics = person["basics"]
    document = {
        "template": "classic",
        "header": {
            "name": basics["name"],
            "contact": {
                "location": resume.place(basics),
                "email": basics["email"],
                "phone": basics["phone"],
                "note": basics["label"],
            },
            "links": [
                {"label": one["url"].removeprefix("https://"), "href": one["url"]}
                for one in [basics, *basics["profiles"]]
            ],
        },
        "sections": _claw_sections(person),
    }
    return json.dumps(document, ensure_ascii=False)


def _forge(person: Person) -> str:
    basics = person["basics"]
    volunteering = [
        {
            "company": one["organization"],
            "role": one["position"],
            "date": resume.period(one, " - "),
            "description": [one["summary"], *one["highlights"]],
        }
        for one in person["volunteer"]
    ]
    jobs = [
        {
            "company": one["name"],
            "role": one["position"],
            "date": resume.period(one, " - "),
            "location": one["location"],
            "description": [one["summary"], *one["highlights"]],
        }
        for one in person["work"]
    ]
    document = {
        "name": basics["name"],
        "role": basics["label"],
        "email": basics["email"],
        "phone": basics["phone"],
        "location": resume.place(basics),
        "website": basics["url"].removeprefix("https://"),
        "summary": basics["summary"],
        "skills": [{"Category": one["name"], "Items": one["keywords"]} for one in person["skills"]],
        "experience": jobs + volunteering,
        "projects": [
            {
                "name": one["name"],
                "date": resume.period(one, " - "),
                "description": [one["description"], *one["highlights"]],
            }
            for one in person["projects"]
        ],
        "education": [
            {
                "school": one["institution"],
                "degree": resume.degree(one),
                "date": resume.period(one, " - "),
                "description": one["courses"],
            }
            for one in person["education"]
        ],
        "certifications": [
            {"name": one["name"], "issuer": one["issuer"], "date": one["date"][:4]}
            for one in person["certificates"]
        ],
        "awards": [
            {"name": one["title"], "issuer": one["awarder"], "date": one["date"][:4]}
            for one in person["awards"]
        ],
        "languages": [{"name": one["language"], "level": one["fluency"]} for one in person["languages"]],
        "interests": [one["name"] for one in person["interests"]],
    }
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def _word(person: Person) -> str:
    basics = person["basics"]

    def entry(title: str, dates: Mapping[str, Any], bullets: list[str], **more: str) -> dict[str, Any]:
        return {"title": title, **more, **_months(dates), "bullets": bullets}

    def plain(title: str, bullets: list[str]) -> dict[str, Any]:
        return {"title": title, "entries": [{"title": "", "bullets": bullets}]}

    document = {
        "paper_size": "A4",
        "basics": {
            "name": basics["name"],
            "contacts": [
                {"label": basics["email"], "href": f"mailto:{basics['email']}"},
                {"label": basics["phone"], "href": "tel:" + basics["phone"].replace(" ", "")},
                {"label": basics["url"].removeprefix("https://"), "href": basics["url"]},
            ],
        },
        "sections": [
            plain(basics["label"], [basics["summary"]]),
            {
                "title": "Experience",
                "entries": [
                    entry(
                        one["name"],
                        one,
                        [one["summary"], *one["highlights"]],
                        position=one["position"],
                        location=one["location"],
                    )
                    for one in person["work"]
                ],
            },
            {
                "title": "Education",
                "entries": [
                    entry(one["institution"], one, one["courses"], position=resume.degree(one))
                    for one in person["education"]
                ],
            },
            plain("Skills", [f"{one['name']}: {', '.join(one['keywords'])}" for one in person["skills"]]),
            plain("Languages", [resume.spoken(person)]),
        ],
    }
    return json.dumps(document, ensure_ascii=False)


PROGRAMS: Mapping[str, Program] = {
    "resumy-prairie": Program(
        package="resumy",
        engine=("WeasyPrint", "weasyprint"),
        source="cv.yaml",
        made="cv.pdf",
        write=_as_it_is,
        commands=(("resumy", "build", "-s", "jsonresume.yaml", "-o", "cv.pdf", "cv.yaml"),),
    ),
    "cv-claw-classic": Program(
        package="cv-claw",
        engine=("WeasyPrint", "weasyprint"),
        source="cv.json",
        made="cv.pdf",
        write=_claw,
        commands=(("cv-claw", "render", "cv.json", "-o", "cv.html"), ("weasyprint", "cv.html", "cv.pdf")),
    ),
    "cvforge": Program(
        package="cvforge",
        engine=("Typst", "typst"),
        source="cv.yaml",
        made="cv.pdf",
        write=_forge,
        commands=(("cvforge", "build", "cv.yaml"),),
    ),
    "json-resume": Program(
        package="json-resume",
        engine=("python-docx", "python-docx"),
        source="cv.json",
        made="cv.docx",
        write=_word,
        commands=(("json-resume", "cv.json", "-o", "cv.docx"),),
        suffix=".docx",
    ),
}
