"""One column in a book face: centred head, dates and places flush right, headings in capitals."""

from __future__ import annotations

from msgspec.structs import replace

from atsharness_corpus.layouts import typst_right_dates
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import weasyprint

STYLE = Style(font=weasyprint.FONTS[1], size=9.5, margin=44.0, accent="222222")
RULES = """
header { text-align: center; margin-bottom: .4em; }
h1 { font-size: 2.2em; font-weight: 400; line-height: 1.15; }
.label { font-size: 1.1em; margin-bottom: .15em; }
h2 { font-size: 1.05em; }
"""


def arranged(person: Person) -> Arrangement:
    """As `typst_right_dates`, with headings in capitals."""

    def capitals(block: Block) -> Block:
        return replace(block, text=block.text.upper()) if block.kind == "section" else block

    return typst_right_dates.arranged(person).mapped(capitals)


def body(arrangement: Arrangement, font: str) -> str:
    """The centred head, then the column."""
    (column,) = arrangement.columns
    head, rest = (weasyprint.markup(blocks, font) for blocks in (arrangement.header, column))
    return f"<header>{head}</header><main>{rest}</main>"


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, weasyprint.FONTS)
    pdf = weasyprint.fitted_page(
        style,
        person.basics.name,
        RULES,
        body(arrangement, style.font),
        language=person.language,
        pages=person.pages,
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="weasyprint/right-dates",
    title="Centred head, dates and places flush right, Source Serif",
    typesetter=weasyprint.TYPESETTER,
    build=build,
)
