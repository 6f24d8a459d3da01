"""One column in LaTeX's article class, set by LuaTeX."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import latex, lualatex

STYLE = Style(font=lualatex.FONTS[0], size=10.0, margin=48.0)


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person).mapped(latex.printed)
    source = lualatex.document(drawn(STYLE, seed, lualatex.FONTS), latex.markup(arrangement.blocks))
    return Built(pdf=lualatex.print_latex(source), arrangement=arrangement)


LAYOUT = Layout(
    id="lualatex/single-column",
    title="One column, article class, LuaTeX",
    typesetter=lualatex.TYPESETTER,
    build=build,
)
