"""One column in LaTeX's article class: pdfplumber glues some of its words together."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import xelatex

STYLE = Style(font=xelatex.FONTS[0], size=10.0, margin=45.0)


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person).mapped(xelatex.printed)
    source = xelatex.document(drawn(STYLE, seed, xelatex.FONTS), xelatex.markup(arrangement.blocks))
    return Built(pdf=xelatex.print_latex(source), arrangement=arrangement)


LAYOUT = Layout(
    id="xelatex/single-column",
    title="One column, article class, Latin Modern",
    typesetter=xelatex.TYPESETTER,
    build=build,
)
