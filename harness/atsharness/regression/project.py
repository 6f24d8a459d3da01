"""What a folder of templates is made with, and the settings and workflow that fit. Starts nothing."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

OUT = "out"
"""Folder that the workflow builds into."""
_MOST_DEPTH = 3
_MOST_BYTES = 200_000
_SKIP = frozenset({"node_modules", "rendercv_output", "build", "dist", "venv", OUT})


class Maker(NamedTuple):
    """A way to make résumés: what its sources are, and how a workflow makes PDFs of them."""

    id: str
    title: str
    suffixes: tuple[str, ...]
    is_source: Callable[[str], bool]
    """Whether a file's text is a whole document, not a part of one."""
    setup: tuple[str, ...]
    """Lines of steps that install it."""
    build: str
    """A command for one source: ``{source}``, ``{output}`` and ``{folder}`` are put in."""


class Found(NamedTuple):
    """Sources of one kind in a folder, by their names below it."""

    maker: Maker
    files: tuple[str, ...]

    @property
    def title(self) -> str:
        """The maker's name."""
        return self.maker.title


def _json_resume(text: str) -> bool:
    try:
        content = json.loads(text)
    except ValueError:
        return False
    return isinstance(content, dict) and isinstance(content.get("basics"), dict)


_TYPST_PAGE = re.compile(r"^\s*#(?:show|set)\b", re.MULTILINE)
MAKERS = (
    Maker(
        id="typst",
        title="Typst",
        suffixes=(".typ",),
        is_source=lambda text: _TYPST_PAGE.search(text) is not None,
        setup=("- uses: typst-community/setup-typst@v5",),
        build="typst compile {source} {output}",
    ),
    Maker(
        id="latex",
        title="LaTeX",
        suffixes=(".tex",),
        is_source=lambda text: "\\documentclass" in text and "\\begin{document}" in text,
        setup=(
            "- run: sudo apt-get update",
            "- run: sudo apt-get install --yes latexmk texlive-latex-extra texlive-fonts-extra",
        ),
        build='latexmk -cd -pdf -interaction=nonstopmode -output-directory="$PWD"/{folder} {source}',
    ),
    Maker(
        id="rendercv",
        title="RenderCV",
        suffixes=(".yaml", ".yml"),
        is_source=lambda text: re.search(r"^cv:\s*$", text, re.MULTILINE) is not None,
        setup=("- run: pip install 'rendercv[full]'",),
        build='rendercv render {source} --pdf-path "$PWD"/{output}',
    ),
    Maker(
        id="jsonresume",
        title="JSON Resume",
        suffixes=(".json",),
        is_source=_json_resume,
        setup=(
            "- run: npm install resumed puppeteer jsonresume-theme-even  # your theme",
            "- run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0  # for Chromium",
        ),
        build="npx resumed export {source} --output {output} --theme jsonresume-theme-even",
    ),
    Maker(
        id="word",
        title="Word or LibreOffice",
        suffixes=(".docx", ".odt"),
        is_source=lambda _text: True,
        setup=("- run: sudo apt-get update", "- run: sudo apt-get install --yes libreoffice-writer"),
        build="soffice --headless --convert-to pdf --outdir {folder} {source}",
    ),
)
PDF = Maker(id="pdf", title="PDF", suffixes=(".pdf",), is_source=lambda _text: True, setup=(), build="")


def look(folder: Path) -> list[Found]:
    """The sources in a folder, by kind; PDF files where there are no others.

    Args:
        folder: of templates; hidden folders and folders of what is built are left out.
    """
    names = sorted(_names(folder))
    found = [Found(maker, tuple(_sources(folder, names, maker))) for maker in MAKERS]
    found = [one for one in found if one.files]
    return found or [one for one in [Found(PDF, tuple(_sources(folder, names, PDF)))] if one.files]


def _names(folder: Path) -> Iterator[str]:
    for top, folders, names in os.walk(folder):
        below = Path(top).relative_to(folder)
        deep = len(below.parts) >= _MOST_DEPTH
        folders[:] = [] if deep else [one for one in folders if one[0] != "." and one not in _SKIP]
        yield from ((below / name).as_posix() for name in names if name[0] != ".")


def _sources(folder: Path, names: Sequence[str], maker: Maker) -> Iterator[str]:
    for name in names:
        if not name.lower().endswith(maker.suffixes):
            continue
        try:
            with (folder / name).open("rb") as stream:
                text = stream.read(_MOST_BYTES).decode("utf-8", "replace")
        except OSError:
            continue
        if maker.is_source(text):
            yield name


def outputs(found: Sequence[Found]) -> list[str]:
    """The PDF files that are made of the sources; of PDF files themselves."""
    return [shlex.quote(_output(one.maker, name)) for one in found for name in one.files]


def _output(maker: Maker, name: str) -> str:
    return name if maker is PDF else f"{OUT}/{Path(name).with_suffix('.pdf').as_posix()}"


def files(found: Sequence[Found]) -> dict[str, str]:
    """The settings and the workflow, by their names below the folder."""
    return {"ats.toml": _settings(found), ".github/workflows/ats.yml": workflow(found)}


def _settings(found: Sequence[Found]) -> str:
    pattern = outputs(found)[0].strip("'")
    return _TOML.replace("PATTERN", pattern)


_TOML = """\
# What `ats check`, `ats compare` and the pytest plugin go by; `ats config` shows all settings.

# OCR is not needed to see whether a text layer got worse, and takes longest.
ocr = false

# `ats check` fails for a verdict of this level: "fail", "at-risk" or "never".
fail_on = "fail"

# What every file must reach, in whole percents. `over` is "worst" (each path of the panel),
# "family:NAME" (the best mode of a family) or "path:ID"; `ats paths` lists them.
# text = {min = 0.99, over = "worst"}
# order = {min = 0.98, over = "family:mupdf"}
# fields = {min = 1.0, over = "family:pdfium"}

# How many readers of the panel must get everything.
# readers = 6

# Rules whose violations are an error, a warning or of no concern; `ats rules` lists them.
# [rules]
# ATS1 = "error"
# ATS211 = "off"

# Other figures for files that fit a pattern.
# [files."PATTERN"]
# order = {min = 0.70}

# What is accepted, why, and until when.
# [waivers]
# ATS107 = {reason = "the icons stay until version 2", until = 2027-12-31}
"""


def workflow(found: Sequence[Found]) -> str:
    """A workflow of GitHub Actions that makes the files and compares them with the baseline."""
    setup = list(dict.fromkeys(line for one in found for line in one.maker.setup))
    build = [_build(one.maker, name) for one in found for name in one.files if one.maker is not PDF]
    folders = dict.fromkeys(
        Path(_output(one.maker, name)).parent.as_posix()
        for one in found
        for name in one.files
        if one.maker is not PDF
    )
    if build:
        commands = [f"mkdir -p {' '.join(map(shlex.quote, folders))}", *build]
        setup += ["- name: Build", "  run: |", *(f"    {line}" for line in commands)]
    return _WORKFLOW.replace("STEPS\n", "".join(f"      {line}\n" for line in setup))


def _build(maker: Maker, name: str) -> str:
    output = _output(maker, name)
    return maker.build.format(
        source=shlex.quote(name),
        output=shlex.quote(output),
        folder=shlex.quote(Path(output).parent.as_posix()),
    )


_WORKFLOW = """\
# Fails where a parser reads a template worse than when its baseline was recorded:
#   ats baseline out/*.pdf     once, then commit .ats/baseline.json
#   ats approve                where a change is meant
name: ATS
on: [push, pull_request]
permissions:
  contents: read
jobs:
  compare:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
STEPS
      - run: pip install ats-harness
      - run: ats compare --format github
"""
