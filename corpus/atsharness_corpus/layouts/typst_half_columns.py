"""Two body columns of equal width under one header, a thin rule between them."""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="New Computer Modern", size=10.0, margin=40.0, gutter=26.0, sidebar=0.5, accent="5a2a55")

BLOCKS = """
#let halves(left, right) = grid(
  columns: (1fr, 1fr), inset: ((right: gutter / 2), (left: gutter / 2)),
  stroke: (x, y) => if x == 1 { (left: .5pt + luma(190)) }, left, right,
)
"""


def arranged(person: Person) -> Arrangement:
    """Summary and experience left, everything else right."""
    left = (*arrange.summary(person), *arrange.experience(person))
    right = (
        *arrange.skills(person),
        *arrange.projects(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person))
    return Arrangement(header=header, columns=(left, right))


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    left, right = map(typst.markup, arrangement.columns)
    body = f"{typst.markup(arrangement.header)}\n#v(.5em)\n#halves[{left}][{right}]"
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS), person.basics.name, BLOCKS, body, language=person.language
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/half-columns",
    title="Two body columns of equal width",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("columns",),
)
