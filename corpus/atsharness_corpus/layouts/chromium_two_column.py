"""The sidebar page as HTML and CSS grid, printed by a browser."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_two_column import arranged
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import chromium, html

STYLE = Style(font=chromium.FONTS[0], size=9.0, margin=40.0, gutter=20.0, sidebar=0.32)
RULES = """
main { display: grid; grid-template-columns: var(--sidebar) 1fr; column-gap: var(--gutter); }
main h2:first-child { margin-top: 0; }
"""


def body(arrangement: Arrangement) -> str:
    """Header, then a grid of two sections."""
    columns = "".join(f"<section>{html.markup(column)}</section>" for column in arrangement.columns)
    return f"<header>{html.markup(arrangement.header)}</header><main>{columns}</main>"


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, chromium.FONTS)
    pdf = chromium.fitted_page(style, person.basics.name, RULES, body(arrangement), language=person.language)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="chromium/two-column",
    title="Sidebar and experience in a CSS grid",
    typesetter=chromium.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
