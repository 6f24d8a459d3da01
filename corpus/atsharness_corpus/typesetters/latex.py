"""What the LaTeX engines share: how blocks are written, one run of a program, its fixed date.

TeX writes no space characters: paths guess them from the gaps.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from atsharness_corpus.model import Block, Style, TypesetterMissing
from atsharness_corpus.typesetters import programs, trial

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


def probe(names: tuple[str, ...], install: str, needed: tuple[str, ...], sample: str) -> str:
    """The version of an engine whose packages are all there.

    Args:
        names: programs, the first one found is asked.
        install: what installs them and the packages.
        needed: files that TeX must find, e.g. ``titlesec.sty``. Debian has engines without their
            packages.
        sample: LaTeX of a page with `trial.WORD`.

    Raises:
        TypesetterMissing: there is no such program, a file is not found, or the page is not printed.
    """
    version = programs.version_of(names, install)
    finder = programs.find(("kpsewhich",), install)
    found = subprocess.run(
        [finder, *needed], capture_output=True, text=True, timeout=programs.ANSWER_S, check=False
    )
    there = {Path(line).name for line in found.stdout.splitlines()}
    if lacking := sorted(set(needed) - there):
        raise TypesetterMissing(f"{names[0]} lacks {', '.join(lacking)}: {install}")
    trial.prints(names[0], lambda: print_latex(names, install, sample), install)
    return version


def printed(block: Block) -> Block:
    """A block as TeX prints it: a straight apostrophe becomes a curly one."""
    return replace(block, text=block.text.replace("'", "’"), lead=block.lead.replace("'", "’"))


def article(style: Style, fonts: str, body: str, blocks: str = BLOCKS) -> str:
    """A whole article on US Letter.

    Args:
        style: TeX knows no sizes but its own: `style.size` becomes 10, 11 or 12 pt.
        fonts: what the preamble says of fonts, which differs by engine.
        body: LaTeX of the page, e.g. from `markup`.
        blocks: how each kind of block looks.
    """
    size = min((10, 11, 12), key=lambda known: abs(known - style.size))
    return rf"""\documentclass[{size}pt,letterpaper]{{article}}
{fonts}
\usepackage[margin={style.margin}pt]{{geometry}}
\usepackage{{enumitem}}
\usepackage{{titlesec}}
{blocks}
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


def escaped(text: str) -> str:
    """Text with LaTeX's special marks escaped."""
    return text.translate(_ESCAPES)


def print_latex(names: tuple[str, ...], install: str, source: str) -> bytes:
    """Runs an engine once; nothing here needs a second pass.

    Raises:
        TypesetterMissing: there is no program of these names.
    """
    program = programs.find(names, install)
    with tempfile.TemporaryDirectory(prefix="ats-corpus-") as name:
        folder = Path(name)
        (folder / "page.tex").write_text(source, encoding="utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "page.tex"]
        return programs.run(command, folder, "page.pdf")
