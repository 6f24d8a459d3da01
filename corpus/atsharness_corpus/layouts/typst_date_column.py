"""Dates in a narrow column of their own at the left, as the LaTeX class moderncv sets them.

A person reads each date with the title beside it, so both are one line of the reference.
"""

from __future__ import annotations

from msgspec.structs import replace

from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.5, margin=42.0, gutter=12.0, sidebar=0.175, accent="2f6690")

BLOCKS = """
#let beside(side, body, above: .45em, sticky: true) = block(above: above, below: .45em, sticky: sticky, grid(
  columns: (sidebar, 1fr), column-gutter: gutter, align: (right, left), side, body,
))
#let section(t) = beside(
  above: 1.2em, move(dy: .45em, rect(width: 100%, height: .3em, fill: accent)),
  text(size: 1.25em, fill: accent, t),
)
#let title(t, lead: "") = beside(above: .8em, lead, strong(t))
#let skill(t, lead: "") = beside(strong(lead), t, sticky: false)
#let meta(t) = beside([], emph(t))
#let text-block(t) = beside([], t, sticky: false)
#let bullets(..items) = beside([], list(..items.pos()), sticky: false)
"""


def arranged(person: Person) -> Arrangement:
    """The single column, every right part before its line instead."""

    def turned(block: Block) -> Block:
        return replace(block, lead=block.right, right="") if block.right else block

    return typst_single_column.arranged(person).mapped(turned)


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = typst.fitted_page(
        style,
        person.basics.name,
        BLOCKS,
        typst.markup(arrangement.blocks),
        pages=person.pages,
        language=person.language,
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/date-column",
    title="Dates in a column of their own at the left",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("date-column",),
)
