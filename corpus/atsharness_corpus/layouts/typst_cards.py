"""Rounded boxes on a gray page: one a section at the left, one a job or project at the right."""

from __future__ import annotations

from collections.abc import Sequence

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_two_column
from atsharness_corpus.model import Block, Built, Kind, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.25, margin=30.0, gutter=12.0, sidebar=0.31, accent="36454f")

BLOCKS = """
#set page(fill: rgb("eef0f3"))
#let section(t) = block(
  above: .6em, below: .7em, sticky: true, text(size: 1.15em, weight: "bold", fill: accent, t),
)
#let card(body) = block(
  above: 0pt, below: 9pt, width: 100%, radius: 6pt, fill: white, inset: 11pt, stroke: .5pt + luma(215), body,
)
"""


def cards(blocks: Sequence[Block], kind: Kind) -> str:
    """A card for each part of `blocks` that starts with a block of this kind."""
    parts = [part for part in arrange.split_before(blocks, kind) if part]
    return "\n".join(f"#card[{typst.markup(part)}]" for part in parts)


def main_column(blocks: Sequence[Block]) -> str:
    """The summary's card, then one for each job and project; headings stand between the cards."""
    pieces: list[str] = []
    for section in arrange.split_before(blocks, "section"):
        heading, *entries = arrange.split_before(section, "title")
        if not entries:
            pieces += [cards(heading, "section")]
            continue
        pieces += [typst.markup(heading), *(cards(entry, "title") for entry in entries)]
    return "\n".join(pieces)


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = typst_two_column.arranged(person)
    left, right = arrangement.columns
    body = f"#card[{typst.markup(arrangement.header)}]\n"
    body += typst.grid((cards(left, "section"), main_column(right)))
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS), person.basics.name, BLOCKS, body, language=person.language
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/cards",
    title="Rounded boxes in two columns",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
