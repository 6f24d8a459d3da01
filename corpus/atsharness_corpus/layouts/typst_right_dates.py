"""One column as software engineers set it: centred name, dates and places flush right in two rows."""

from __future__ import annotations

from msgspec.structs import replace

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="New Computer Modern", size=10.5, margin=40.0, accent="000000")

BLOCKS = """
#let centred(t) = block(above: .5em, below: .5em, width: 100%, align(center, t))
#let name(t) = centred(pad(bottom: .35em, text(size: 2.2em, weight: "bold", t)))
#let label(t) = centred(text(size: 1.1em, t))
#let contact(t) = centred(text(size: .95em, t))
#let bullets(..items) = block(above: .45em, below: .45em, pad(left: .8em, list(..items.pos())))
"""


def arranged(person: Person) -> Arrangement:
    """The single column, with a job's place at the right end of its employer's line."""
    places = {f"{job.name}, {job.location}": (job.name, job.location) for job in person.work}

    def split(block: Block) -> Block:
        if block.kind != "meta" or block.text not in places:
            return block
        employer, place = places[block.text]
        return replace(block, text=employer, right=place)

    body = typst_single_column.arranged(person).columns
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person))
    return Arrangement(header=header, columns=body).mapped(split)


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
    id="typst/right-dates",
    title="One column, dates and places flush right",
    typesetter=typst.TYPESETTER,
    build=build,
)
