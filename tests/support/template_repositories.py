"""Small repositories of a template's author: one source, and the versions of it that tests compare."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

TYPST = """
#set document(title: "Jane Example", date: none)
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt, lang: "en")
#let columns-of-body = 1
#align(center)[#text(20pt)[Jane Example]]
#align(center)[jane.example\\@example.org #h(1em) +1 503 555 0142]
#let left-part = [
  == Skills
  Go, Python, PostgreSQL, Kafka, Kubernetes, Terraform, Linux, Docker, gRPC and Redis in production.
  == Education
  BSc Computer Science, Oregon State University \\ Sep 2009 – Jun 2013
  == Languages
  English and German, both fluent in meetings and in letters to customers and to colleagues abroad.
]
#let right-part = [
  == Experience
  *Senior Engineer*, Northwind Ltd \\ Jan 2019 – Present
  - Built a queue that moves two million messages an hour and loses none of them when a node fails.
  - Led a team of five engineers through the migration of forty services to a new data centre.
  *Engineer*, Contoso Inc \\ Mar 2014 – Dec 2018
  - Wrote the billing service that invoices eleven thousand customers at the end of each month.
  - Cut the time of a nightly report from six hours to twenty minutes by reading only what changed.
]
#if columns-of-body == 1 { left-part; right-part } else {
  grid(columns: (1fr, 2fr), gutter: 12pt, left-part, right-part)
}
"""
LATEX = r"""
\documentclass[10pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[margin=2cm]{geometry}
\setlength{\parindent}{0pt}
\pagestyle{empty}
\pdftrailerid{}
\newif\ifcolumns
\columnsfalse
\newcommand{\leftpart}{%
  \section*{Skills}
  Go, Python, PostgreSQL, Kafka, Kubernetes, Terraform, Linux, Docker, gRPC and Redis in production.
  \section*{Education}
  BSc Computer Science, Oregon State University \\ Sep 2009 -- Jun 2013
  \section*{Languages}
  English and German, both fluent in meetings and in letters to customers and to colleagues abroad.\par}
\newcommand{\rightpart}{%
  \section*{Experience}
  \textbf{Senior Engineer}, Northwind Ltd \\ Jan 2019 -- Present
  \begin{itemize}
  \item Built a queue that moves two million messages an hour and loses none of them when a node fails.
  \item Led a team of five engineers through the move of forty services to a new data centre.
  \end{itemize}
  \textbf{Engineer}, Contoso Inc \\ Mar 2014 -- Dec 2018
  \begin{itemize}
  \item Wrote the billing service that invoices eleven thousand customers at the end of each month.
  \item Cut the time of a nightly report from six hours to twenty minutes by reading what changed.
  \end{itemize}}
\begin{document}
\begin{center}
  {\LARGE Jane Example}\\[4pt] jane.example@example.org \quad +1 503 555 0142
\end{center}
\ifcolumns
  \begin{minipage}[t]{.33\linewidth}\raggedright\leftpart\end{minipage}\hfill
  \begin{minipage}[t]{.64\linewidth}\raggedright\rightpart\end{minipage}
\else
  \leftpart
  \rightpart
\fi
\end{document}
"""
WORDING = ("Built a queue", "Designed a queue")


class Template(NamedTuple):
    """A template of one typesetter, and what its versions replace in it."""

    suffix: str
    text: str
    versions: Mapping[str, tuple[str, str]]

    def build(self, version: str | None = None, name: str = "resume") -> None:
        """Writes the source and the PDF of a version into the current folder."""
        text = self.text
        if version is not None:
            old, new = self.versions[version]
            assert old in text
            text = text.replace(old, new)
        source = Path(f"{name}{self.suffix}")
        source.write_text(text, "utf-8")
        if self.suffix == ".typ":
            import typst

            Path(f"{name}.pdf").write_bytes(typst.compile(str(source)))
            return
        subprocess.run(
            ["pdflatex", "-interaction=batchmode", "-halt-on-error", source],
            env=os.environ | {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"},
            stdout=subprocess.DEVNULL,
            timeout=120,
            check=True,
        )


TEMPLATES = {
    "typst": Template(
        ".typ",
        TYPST,
        {"two columns": ("columns-of-body = 1", "columns-of-body = 2"), "wording": WORDING},
    ),
    "latex": Template(
        ".tex", LATEX, {"two columns": (r"\columnsfalse", r"\columnstrue"), "wording": WORDING}
    ),
}


def template(kind: str) -> Template:
    """A template; the test is skipped where its typesetter is not here (Typst comes from PyPI)."""
    if kind == "latex" and not shutil.which("pdflatex"):
        pytest.skip("pdflatex is not installed: apt-get install texlive-latex-recommended lmodern")
    return TEMPLATES[kind]


_TYPST_COMMAND = """\
#!{python}
\"\"\"Typst's command, of which PyPI's package has the compiler alone: typst compile SOURCE OUTPUT.\"\"\"
import sys
import typst
_, verb, source, output = sys.argv
assert verb == "compile"
typst.compile(source, output=output)
"""
RENDERCV = """
cv:
  name: Jane Example
  email: jane@example.org
  sections:
    education:
      - institution: Oregon State University
        area: Computer Science
        degree: BSc
        start_date: 2009-09
        end_date: 2013-06
    experience:
      - company: Northwind Ltd
        position: Senior Engineer
        start_date: 2019-01
        end_date: present
        highlights:
          - Built a queue that loses no message when a node fails.
design:
  theme: classic
"""
JSON_RESUME = """
{"basics": {"name": "Jane Example", "email": "jane@example.org", "label": "Engineer"},
 "work": [{"name": "Northwind Ltd", "position": "Senior Engineer", "startDate": "2019-01",
           "highlights": ["Built a queue that loses no message when a node fails."]}],
 "education": [{"institution": "Oregon State University", "area": "Computer Science", "studyType": "BSc",
                "startDate": "2009-09", "endDate": "2013-06"}]}
"""
TOOLS = {"latex": "latexmk", "rendercv": "rendercv", "jsonresume": "resumed", "word": "soffice"}


def write_source(kind: str, file: Path) -> None:
    """Writes a résumé that a maker of `atsharness.regression.project` makes a PDF of."""
    if kind == "word":
        import docx

        document = docx.Document()
        document.add_heading("Jane Example", 0)
        document.add_paragraph("jane@example.org")
        document.add_heading("Experience", 1)
        document.add_paragraph("Senior Engineer, Northwind Ltd, Jan 2019 – Present")
        document.save(str(file))
        return
    texts = {"typst": TYPST, "latex": LATEX, "rendercv": RENDERCV, "jsonresume": JSON_RESUME}
    file.write_text(texts[kind], "utf-8")


def path_with(kind: str, folder: Path) -> str:
    """The search path with a maker's tool; the test is skipped where it is not installed."""
    path = os.environ["PATH"]
    if kind == "typst":
        command = folder / "typst"
        command.write_text(_TYPST_COMMAND.format(python=sys.executable), "utf-8")
        command.chmod(0o755)
        return f"{folder}{os.pathsep}{path}"
    if not shutil.which(TOOLS[kind]):
        pytest.skip(f"{TOOLS[kind]} is not installed")
    return path
