"""A dark sidebar with white text beside the experience, each column a frame of its own."""

from __future__ import annotations

from atsharness_corpus.layouts import typst_two_column
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import reportlab
from atsharness_corpus.typesetters.reportlab import Box

STYLE = Style(font=reportlab.FONTS[0], size=8.5, margin=34.0, gutter=40.0, sidebar=0.31, accent="24405c")


def arranged(person: Person) -> Arrangement:
    """The sidebar page with the name above the right column, so that the sidebar is read first."""
    page = typst_two_column.arranged(person)
    sidebar, main = page.columns
    return Arrangement(header=(), columns=(sidebar, (*page.header, *main)))


def boxes(arrangement: Arrangement, style: Style) -> tuple[Box, ...]:
    """The sidebar's background, its text, and the main column."""
    left, right = arrangement.columns
    page_width, page_height = reportlab.PAGE
    margin, height = style.margin, page_height - 2 * style.margin
    side = (page_width - 2 * margin - style.gutter) * style.sidebar
    edge = margin + side + style.gutter
    return (
        Box(x=0, y=0, width=edge - style.gutter / 2, height=page_height, fill=style.accent),
        Box(x=margin, y=margin, width=side, height=height, blocks=left, text="f0f4f8", accent="ffffff"),
        Box(x=edge, y=margin, width=page_width - margin - edge, height=height, blocks=right),
    )


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)

    def print_page(style: Style) -> bytes:
        return reportlab.print_boxes(boxes(arrangement, style), style, person.basics.name)

    return Built(pdf=fitted(print_page, drawn(STYLE, seed)), arrangement=arrangement)


LAYOUT = Layout(
    id="reportlab/sidebar",
    title="Dark sidebar, Bitstream Vera",
    typesetter=reportlab.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
