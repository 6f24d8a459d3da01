"""The work at the left, a tinted sidebar with contact, skills and education at the right."""

from __future__ import annotations

from atsharness_corpus.layouts import typst_two_column
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.5, margin=40.0, gutter=32.0, sidebar=0.3, accent="0b5d5e")

BLOCKS = """
#set page(background: place(top + right, rect(
  width: page-margin + sidebar * (100% - 2 * page-margin) + gutter / 2, height: 100%, fill: rgb("e9f1f0"),
)))
"""


def arranged(person: Person) -> Arrangement:
    """The columns of the sidebar page changed over, the name above the left one."""
    page = typst_two_column.arranged(person)
    sidebar, main = page.columns
    return Arrangement(header=(), columns=((*page.header, *main), sidebar))


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    body = typst.grid(map(typst.markup, arrangement.columns), "(1fr, sidebar)")
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS), person.basics.name, BLOCKS, body, language=person.language
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/right-sidebar",
    title="Experience left, tinted sidebar right",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
