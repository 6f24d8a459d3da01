"""Two airy pages: the work on the first, everything else on the second below a running head."""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=11.5, margin=60.0, accent="1f3a5f")

BLOCKS = """
#set par(leading: .62em)
#set list(spacing: .62em)
#let bullets(..items) = block(above: .62em, below: .62em, list(..items.pos()))
#let section(t) = block(
  above: 1.5em, below: .8em, width: 100%, inset: (bottom: .35em), stroke: (bottom: .6pt + accent),
  sticky: true, text(size: 1.2em, weight: "bold", fill: accent, t),
)
"""


def pages(person: Person) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of each page; the running head is a line of the second."""
    first = (*arrange.summary(person), *arrange.experience(person))
    second = (
        Block(kind="contact", text=person.basics.name, right="2 / 2"),
        *arrange.projects(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    return first, second


def build(person: Person, seed: int) -> Built:
    """Prints two pages."""
    first, second = pages(person)
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person))
    running = '#let contact(t, right: "") = row(text(fill: accent, t), right)\n'
    body = f"{typst.markup((*header, *first))}\n#pagebreak()\n{running}{typst.markup(second)}"
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = typst.fitted_page(style, person.basics.name, BLOCKS, body, pages=2, language=person.language)
    return Built(pdf=pdf, arrangement=Arrangement(header=header, columns=((*first, *second),)))


LAYOUT = Layout(
    id="typst/two-page",
    title="Two pages in one column, running head",
    typesetter=typst.TYPESETTER,
    build=build,
)
