"""LuaLaTeX with fontspec's defaults: OpenType Latin Modern, set by Lua's own shaper."""

from __future__ import annotations

from atsharness_corpus.model import Style, Typesetter
from atsharness_corpus.typesetters import latex, trial, xelatex

PROGRAMS = ("lualatex",)
INSTALL = "apt install texlive-luatex texlive-latex-extra lmodern"

FONTS = xelatex.FONTS
STAMPS = r"\pdfvariable suppressoptionalinfo 512\relax"
"""Leaves out the file's random identifier; the date is that of SOURCE_DATE_EPOCH."""


def _probe() -> str:
    needed = ("luaotfload.sty", "fontspec.sty", "titlesec.sty", "enumitem.sty")
    return latex.probe(PROGRAMS, INSTALL, needed, document(Style(font=FONTS[0], size=10), trial.WORD))


TYPESETTER = Typesetter(id="lualatex", probe=_probe, reproducible=True)


def document(style: Style, body: str) -> str:
    """A whole article."""
    return latex.article(style, STAMPS + xelatex.fonts(style), body)


def print_latex(source: str) -> bytes:
    """Runs LuaLaTeX once."""
    return latex.print_latex(PROGRAMS, INSTALL, source)
