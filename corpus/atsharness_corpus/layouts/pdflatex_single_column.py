"""One column in LaTeX's article class, Type 1 fonts without ToUnicode maps."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import latex, pdflatex

STYLE = Style(font=pdflatex.FONTS[0], size=10.0, margin=48.0)


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person).mapped(latex.printed)
    source = pdflatex.document(drawn(STYLE, seed, pdflatex.FONTS), latex.markup(arrangement.blocks))
    return Built(pdf=pdflatex.print_latex(source), arrangement=arrangement)


LAYOUT = Layout(
    id="pdflatex/single-column",
    title="One column, article class, Type 1 fonts",
    typesetter=pdflatex.TYPESETTER,
    build=build,
)
