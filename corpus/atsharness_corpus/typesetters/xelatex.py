"""XeLaTeX with fontspec's defaults: Latin Modern, hyphenated and justified.

pdfplumber's guess of spaces (3 points) loses most spaces of fonts whose space is narrower than
that, e.g. TeX Gyre Termes at 10 points.
"""

from __future__ import annotations

from atsharness_corpus.model import Style, Typesetter
from atsharness_corpus.typesetters import latex, trial
from atsharness_corpus.typesetters.latex import markup, printed

__all__ = ["FONTS", "TYPESETTER", "document", "fonts", "markup", "print_latex", "printed"]

PROGRAMS = ("xelatex",)
INSTALL = "apt install texlive-xetex texlive-latex-extra lmodern"

FONTS = ("Latin Modern Roman", "TeX Gyre Termes")
"""fontspec's default, and the Times that TeX brings along."""


def _probe() -> str:
    needed = ("fontspec.sty", "titlesec.sty", "enumitem.sty")
    return latex.probe(PROGRAMS, INSTALL, needed, document(Style(font=FONTS[0], size=10), trial.WORD))


TYPESETTER = Typesetter(id="xelatex", probe=_probe)


def fonts(style: Style) -> str:
    """fontspec, and the style's font where it is not the default."""
    chosen = "" if style.font == FONTS[0] else rf"\setmainfont{{{style.font}}}"
    return rf"\usepackage{{fontspec}}{chosen}"


def document(style: Style, body: str) -> str:
    """A whole article."""
    return latex.article(style, fonts(style), body)


def print_latex(source: str) -> bytes:
    """Runs XeLaTeX once; nothing here needs a second pass."""
    return latex.print_latex(PROGRAMS, INSTALL, source)
