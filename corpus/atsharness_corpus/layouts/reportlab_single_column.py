"""One column as Python programs print it: ReportLab paragraphs, dates in a table's right cell."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import reportlab

STYLE = Style(font=reportlab.FONTS[0], size=8.25, margin=42.0)


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed)
    width, height = (side - 2 * style.margin for side in reportlab.PAGE)
    box = reportlab.Box(x=style.margin, y=style.margin, width=width, height=height, blocks=arrangement.blocks)
    return Built(pdf=reportlab.print_boxes([box], style, person.basics.name), arrangement=arrangement)


LAYOUT = Layout(
    id="reportlab/single-column",
    title="One column, Bitstream Vera",
    typesetter=reportlab.TYPESETTER,
    build=build,
)
