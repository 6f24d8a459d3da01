"""RenderCV's own themes, typeset by the Typst that it brings along.

RenderCV asks Typst's registry for the package ``fontawesome`` when it first runs. Where that is out of reach,
a stand-in of our own draws the same characters of the same font, and the row says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates import installs, processes, resume
from atsharness_corpus.templates.model import Sheet, Template, Workshop

TITLE = "RenderCV's themes, typeset by Typst"
LOCK = Path(__file__).parent / "rendercv.txt"
THEMES = (
    *("classic", "ember", "engineeringclassic", "engineeringresumes", "harvard", "ink", "moderncv", "opal"),
    "sb2nov",
)
PYTHONS = ("python3.14", "python3.13", "python3.12")
"""RenderCV 2.8 needs 3.12."""
ICONS = "fontawesome/0.6.0"
FETCH_S = 60.0
"""In which Typst's registry answers."""
STAND_IN = "icons by a stand-in for the Typst package fontawesome 0.6.0, which could not be fetched"
_STAND_IN = Path(__file__).parent / "fontawesome.typ"
_MANIFEST = '[package]\nname = "fontawesome"\nversion = "0.6.0"\nentrypoint = "lib.typ"\n'


def templates(_workshop: Workshop) -> tuple[Template, ...]:
    """The themes of the pinned version."""
    version = _pinned("rendercv")
    install = f'pip install "rendercv[full]=={version}"'
    return tuple(
        Template(ecosystem="rendercv", name=theme, version=version, install=install) for theme in THEMES
    )


def _pinned(name: str) -> str:
    found = re.search(rf"^{name}(?:\[\w+\])?==([\w.]+)", LOCK.read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def prepare(workshop: Workshop) -> str:
    """Installs RenderCV, and the icons' package into Typst's cache.

    Raises:
        TypesetterMissing: there is no Python that is new enough, or pip cannot install.
    """
    python = next((path for name in PYTHONS if (path := shutil.which(name)) and _starts(path)), None)
    if python is None:
        raise TypesetterMissing(
            f"RenderCV {_pinned('rendercv')} needs Python 3.12 or newer: none on the PATH"
        )
    folder = installs.pip(workshop, LOCK, python)
    if not (_packages(workshop) / ICONS).is_dir():
        _fetch(folder, workshop)
    return f"Typst {_pinned('typst')}"


def _starts(python: str) -> bool:
    """Whether an interpreter runs: version managers put names on the PATH that start nothing."""
    return subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0


def _packages(workshop: Workshop) -> Path:
    return workshop.cache / "typst" / "packages" / "preview"


def _fetch(folder: Path, workshop: Workshop) -> None:
    """Has Typst fetch the icons' package; a stand-in takes its place where it cannot."""
    trial = folder / "trial.typ"
    trial.write_text(f'#import "@preview/{ICONS.replace("/", ":")}": fa-icon\nWord', "utf-8")
    code = "import sys, typst; typst.compile(sys.argv[1])"
    try:
        processes.run(
            [str(folder / "bin" / "python"), "-c", code, str(trial)],
            folder,
            limit_s=FETCH_S,
            network=True,
            environ={"XDG_CACHE_HOME": str(workshop.cache)},
        )
    except RuntimeError:
        package = _packages(workshop) / ICONS
        package.mkdir(parents=True, exist_ok=True)
        shutil.copy(_STAND_IN, package / "lib.typ")
        (package / "typst.toml").write_text(_MANIFEST, "utf-8")


def pinned(_workshop: Workshop) -> tuple[Path, ...]:
    """What a document depends on beside this file."""
    return (LOCK, _STAND_IN)


def render(template: Template, workshop: Workshop) -> Sheet:
    """Has RenderCV print a theme.

    Raises:
        RuntimeError: it failed.
    """
    folder = installs.pip(workshop, LOCK, "")
    work = folder / "work" / template.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    source = work / "cv.yaml"
    source.write_text(
        yaml.safe_dump(document(resume.load(workshop.person), template.name), allow_unicode=True)
    )
    command = [str(folder / "bin" / "rendercv"), "render", source.name, "--pdf-path", str(work / "cv.pdf")]
    only = ["--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png"]
    environ = {"XDG_CACHE_HOME": str(workshop.cache)}
    processes.run([*command, *only], work, limit_s=workshop.limit_s, environ=environ)
    made = work / "cv.pdf"
    if not made.is_file():
        raise RuntimeError("RenderCV made no PDF")
    own = (_packages(workshop) / ICONS / "lib.typ").read_bytes() == _STAND_IN.read_bytes()
    return Sheet(data=made.read_bytes(), remarks=(STAND_IN,) if own else ())


def document(person: dict[str, Any], theme: str) -> dict[str, Any]:
    """The person as RenderCV's YAML: every section that its own example has."""
    basics = person["basics"]
    return {
        "cv": {
            "name": basics["name"],
            "headline": basics["label"],
            "location": resume.place(basics),
            "email": basics["email"],
            "phone": basics["phone"],
            "website": basics["url"],
            "social_networks": [
                {"network": one["network"], "username": one["username"]} for one in basics["profiles"]
            ],
            "sections": _sections(person),
        },
        "design": {"theme": theme},
        "settings": {"current_date": "2026-01-15"},
    }


def _sections(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": [person["basics"]["summary"]],
        "experience": [
            {
                "company": job["name"],
                "position": job["position"],
                "location": job["location"],
                **_dates(job),
                "summary": job["summary"],
                "highlights": job["highlights"],
            }
            for job in person["work"]
        ],
        "education": [
            {
                "institution": one["institution"],
                "area": one["area"],
                "degree": one["studyType"],
                **_dates(one),
                "highlights": one["courses"],
            }
            for one in person["education"]
        ],
        "skills": [{"label": one["name"], "details": ", ".join(one["keywords"])} for one in person["skills"]],
        "languages": [{"label": one["language"], "details": one["fluency"]} for one in person["languages"]],
        "projects": [
            {
                "name": one["name"],
                **_dates(one),
                "summary": one["description"],
                "highlights": one["highlights"],
            }
            for one in person["projects"]
        ],
        "awards": [
            {"name": one["title"], "date": one["date"][:7], "summary": f"{one['awarder']}. {one['summary']}"}
            for one in person["awards"]
        ],
        "certificates": [
            {"label": one["name"], "details": f"{one['issuer']}, {resume.month(one['date'])}"}
            for one in person["certificates"]
        ],
        "volunteering": [
            {
                "company": one["organization"],
                "position": one["position"],
                **_dates(one),
                "summary": one["summary"],
                "highlights": one["highlights"],
            }
            for one in person["volunteer"]
        ],
    }


def _dates(entry: dict[str, Any]) -> dict[str, str]:
    end = entry.get("endDate")
    return {"start_date": entry["startDate"][:7], "end_date": end[:7] if end else "present"}
