"""One column with letter-spaced capitals in name and headings: many paths split them into letters."""

from __future__ import annotations

from msgspec.structs import replace

from atsharness_corpus.layouts.typst_single_column import arranged, print_column
from atsharness_corpus.model import Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=9.5, margin=42.0, tracking=0.25, accent="2b2b2b")


def capitals(block: Block) -> Block:
    """Names and headings in capitals; they are printed so, and so they stand in the reference."""
    return replace(block, text=block.text.upper()) if block.kind in ("name", "section") else block


def build(person: Person, seed: int) -> Built:
    """Prints the single column with tracking."""
    arrangement = arranged(person).mapped(capitals)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = print_column(arrangement, style, person.basics.name, person.language)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/spaced-headings",
    title="One column, letter-spaced headings",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("letter-spaced-headings",),
)
