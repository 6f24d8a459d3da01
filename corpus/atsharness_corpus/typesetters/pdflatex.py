"""pdfLaTeX with T1-encoded Type 1 fonts, as most LaTeX résumés are made.

It writes no ToUnicode maps of its own: paths take the letters from the fonts' glyph names. Only
the T1 encoding's letters can be printed: those of European languages in Latin script.
"""

from __future__ import annotations

import re

from atsharness_corpus.model import DoesNotFitError, Style, Typesetter
from atsharness_corpus.typesetters import latex, trial

PROGRAMS = ("pdflatex",)
INSTALL = "apt install texlive-latex-extra texlive-fonts-recommended lmodern"

FONTS = ("lmodern", "tgtermes", "charter")
"""Font packages: Latin Modern, TeX Gyre's Times, Bitstream Charter."""

STAMPS = r"\pdfsuppressptexinfo=-1 \pdftrailerid{}"
"""Leaves out what would differ between two runs; the date is that of SOURCE_DATE_EPOCH."""


def _probe() -> str:
    needed = (*(f"{font}.sty" for font in FONTS), "titlesec.sty", "enumitem.sty", "moderncv.cls")
    return latex.probe(PROGRAMS, INSTALL, needed, document(Style(font=FONTS[0], size=10), trial.WORD))


TYPESETTER = Typesetter(id="pdflatex", probe=_probe, reproducible=True)


def fonts(style: Style) -> str:
    """The style's font package in the T1 encoding."""
    return rf"{STAMPS}\usepackage[T1]{{fontenc}}\usepackage{{{style.font}}}"


def document(style: Style, body: str) -> str:
    """A whole article."""
    return latex.article(style, fonts(style), body)


def print_latex(source: str) -> bytes:
    """Runs pdfLaTeX.

    Raises:
        DoesNotFitError: the encoding has no such letter.
    """
    try:
        return latex.print_latex(PROGRAMS, INSTALL, source)
    except RuntimeError as error:
        if unknown := re.search(r"Unicode character (\S+)", str(error)):
            raise DoesNotFitError(f"pdfLaTeX's T1 fonts have no letter for {unknown[1]}") from error
        raise
