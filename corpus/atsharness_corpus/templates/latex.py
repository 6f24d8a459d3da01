r"""LaTeX classes for résumés as Debian's TeX Live has them, typeset by pdfLaTeX or LuaLaTeX.

A class's version is what its own ``\ProvidesClass`` says. The documents are `latex_documents`'.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from pathlib import Path

from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates import latex_documents, processes, resume
from atsharness_corpus.templates.model import Sheet, Template, Workshop
from atsharness_corpus.typesetters import programs
from atsharness_corpus.typesetters.trial import said

TITLE = "LaTeX classes, as Debian's TeX Live has them"
INSTALL = "apt install texlive-latex-extra texlive-fonts-extra texlive-lang-german texlive-luatex"
"""With the packages that these recommend: without cm-super the fonts are bitmaps, which read otherwise."""
_DOCUMENTS = ("latex_documents.py", "latex_lists.py", "latex_parts.py")
PASSES = 2
"""A class that aligns labels needs what the first one wrote."""


def templates(_workshop: Workshop) -> tuple[Template, ...]:
    """All classes that there is a document for."""
    return tuple(
        Template(ecosystem="latex", name=name, version=_version(one.file) or "not installed", install=INSTALL)
        for name, one in sorted(latex_documents.DOCUMENTS.items())
    )


@functools.cache
def _place(file: str) -> str:
    finder = shutil.which("kpsewhich")
    if finder is None:
        return ""
    return subprocess.run([finder, file], capture_output=True, text=True, check=False).stdout.strip()


@functools.cache
def _version(file: str) -> str:
    """What a class or package says of itself, in its first words: a date, a version."""
    place = _place(file)
    if not place:
        return ""
    source = Path(place).read_text("utf-8", errors="replace")
    found = re.search(r"\\Provides(?:Class|Package)\{[^}]*\}\s*\[%?\s*([^\]]*)\]", source)
    words = " ".join(found[1].split()) if found else ""
    for macro in re.findall(r"\\[a-zA-Z]+", words):
        value = re.search(rf"\\(?:def|newcommand)\s*\{{?\{macro}\}}?\s*\{{([^}}]*)\}}", source)
        words = words.replace(macro, value[1] if value else "")
    known = re.findall(r"\d{2,4}[-/]\d{2}[-/]\d{2,4}|v?\d+\.\d+[\w.]*", words)
    return " ".join(dict.fromkeys(known)) or "without a version"


def prepare(_workshop: Workshop) -> str:
    """Says which pdfTeX there is.

    Raises:
        TypesetterMissing: there is none.
    """
    return _told("pdflatex")


@functools.cache
def _told(engine: str) -> str:
    """An engine with its version and where that comes from."""
    program = programs.find((engine,), INSTALL)
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(?:([\d.]+) \(([^)]+)\))", told)
    return f"{engine} {found[1]} ({found[2]})" if found else engine


def pinned(_workshop: Workshop) -> tuple[Path, ...]:
    """What a document depends on beside this file."""
    return tuple(Path(__file__).with_name(name) for name in _DOCUMENTS)


def render(template: Template, workshop: Workshop) -> Sheet:
    """Typesets a document of a class.

    Raises:
        TypesetterMissing: the class is not installed.
        RuntimeError: LaTeX failed.
    """
    one = latex_documents.DOCUMENTS[template.name]
    if not _place(one.file):
        raise TypesetterMissing(f"{one.file} is not installed: {INSTALL}")
    engine = programs.find((one.engine,), INSTALL)
    work = workshop.cache / "latex" / template.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name, text in one.files(resume.load(workshop.person)).items():
        (work / name).write_text(text, "utf-8")
    fonts = {"TEXMFVAR": str(workshop.cache / "texmf-var")}  # bitmap fonts are made once
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "cv.tex"]
    for _ in range(PASSES):
        try:
            processes.run(command, work, limit_s=workshop.limit_s, environ=fonts)
        except RuntimeError as error:
            log = work / "cv.log"
            text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
            told = f"{one.engine}: {said(text)}" if "\n! " in text else str(error)
            raise RuntimeError(told) from error
    return Sheet(data=(work / "cv.pdf").read_bytes(), engine=_told(one.engine))
