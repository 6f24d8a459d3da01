"""Name in the page's header, contact data in a band at its foot and nowhere else.

Typst tags both as artifacts, as word processors do with their headers and footers.
"""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.0, margin=44.0, accent="1f3a5f")

BLOCKS = """
#let contact(t) = block(above: .55em, below: .55em, width: 100%, align(center, text(fill: white, t)))
#let band(t) = pad(x: -page-margin, block(
  width: 100%, height: 44pt, fill: accent, align(horizon, t),
))
"""


def arranged(person: Person) -> Arrangement:
    """Name, then all sections, contact lines last: that is where they stand."""
    (body,) = typst_single_column.arranged(person).columns
    return Arrangement(
        header=arrange.heading_lines(person), columns=(body, arrange.contact_lines(person, "   ·   "))
    )


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    body, contact = map(typst.markup, arrangement.columns)
    page = f"""{BLOCKS}
#set page(
  margin: (top: 88pt, bottom: 60pt), header-ascent: 10pt, footer-descent: 16pt,
  header: [{typst.markup(arrangement.header)}], footer: band[{contact}],
)
"""
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS), person.basics.name, page, body, language=person.language
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/header-footer-contact",
    title="Name in the page header, contact in a band at the foot",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("contact-in-footer",),
)
