"""XeLaTeX with fontspec's defaults: Latin Modern, hyphenated and justified.

TeX writes no space characters: paths guess them from the gaps. pdfplumber's guess (3 points) loses
most spaces of fonts whose space is narrower than that, e.g. TeX Gyre Termes at 10 points.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from atsharness.corpus.model import Block, Style, Typesetter
from atsharness.corpus.typesetters import programs

PROGRAMS = ("xelatex",)
INSTALL = "apt install texlive-xetex texlive-latex-extra lmodern"

FONTS = ("Latin Modern Roman", "TeX Gyre Termes")
"""fontspec's default, and the Times that TeX brings along."""

BLOCKS = r"""
\setlength{\parindent}{0pt}
\pagestyle{empty}
\newcommand{\resname}[1]{{\LARGE\bfseries #1\par}\vspace{2pt}}
\newcommand{\reslabel}[1]{{\large #1\par}\vspace{2pt}}
\newcommand{\rescontact}[1]{#1\par}
\newcommand{\restitle}[2]{\vspace{3pt}\textbf{#1}\hfill #2\par\nopagebreak}
\newcommand{\resmeta}[2]{\textit{#1}\hfill #2\par\nopagebreak}
\newcommand{\resskill}[2]{\textbf{#1} #2\par}
\newcommand{\restext}[1]{#1\par}
\setlist[itemize]{nosep, leftmargin=1.4em}
\titleformat{\section}{\large\bfseries}{}{0pt}{}[\titlerule]
\titlespacing*{\section}{0pt}{7pt}{3pt}
"""
"""How each kind of block looks."""

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: "\\" + mark for mark in "#$%&_{}"},
    }
)


def _probe() -> str:
    return programs.version_of(PROGRAMS, INSTALL)


TYPESETTER = Typesetter(id="xelatex", probe=_probe)


def printed(block: Block) -> Block:
    """A block as TeX prints it: fontspec's default TeX ligatures make a straight apostrophe curly."""
    return replace(block, text=block.text.replace("'", "’"), lead=block.lead.replace("'", "’"))


def document(style: Style, body: str) -> str:
    """A whole article. TeX knows no sizes but its own: `style.size` becomes 10, 11 or 12 pt."""
    chosen = "" if style.font == FONTS[0] else rf"\setmainfont{{{style.font}}}"
    size = min((10, 11, 12), key=lambda known: abs(known - style.size))
    return rf"""\documentclass[{size}pt,letterpaper]{{article}}
\usepackage{{fontspec}}{chosen}
\usepackage[margin={style.margin}pt]{{geometry}}
\usepackage{{enumitem}}
\usepackage{{titlesec}}
{BLOCKS}
\begin{{document}}
{body}
\end{{document}}
"""


def markup(blocks: Iterable[Block]) -> str:
    """LaTeX of blocks, one command a line; bullets that follow each other are one itemize."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        if (block.kind == "bullet") != in_list:
            in_list = not in_list
            lines.append(r"\begin{itemize}" if in_list else r"\end{itemize}")
        lines.append(_command(block))
    return "\n".join([*lines, r"\end{itemize}"] if in_list else lines)


def _command(block: Block) -> str:
    text, lead, right = (part.translate(_ESCAPES) for part in (block.text, block.lead, block.right))
    match block.kind:
        case "bullet":
            return rf"\item {text}"
        case "section":
            return rf"\section*{{{text}}}"
        case "title" | "meta":
            return rf"\res{block.kind}{{{text}}}{{{right}}}"
        case "skill":
            return rf"\resskill{{{lead}}}{{{text}}}"
        case _:
            return rf"\res{block.kind}{{{text}}}"


def print_latex(source: str) -> bytes:
    """Runs XeLaTeX once; nothing here needs a second pass."""
    program = programs.find(PROGRAMS, INSTALL)
    with tempfile.TemporaryDirectory(prefix="ats-corpus-") as name:
        folder = Path(name)
        (folder / "page.tex").write_text(source, encoding="utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "page.tex"]
        return programs.run(command, folder, "page.pdf")
