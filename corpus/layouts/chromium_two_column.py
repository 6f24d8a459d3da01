"""The sidebar page as HTML and CSS grid, printed by a browser."""

from __future__ import annotations

from atsharness.corpus.layouts.typst_two_column import arranged
from atsharness.corpus.model import Arrangement, Built, Layout, Style
from atsharness.corpus.person import Person
from atsharness.corpus.style import drawn, fitted
from atsharness.corpus.typesetters import chromium

STYLE = Style(font=chromium.FONTS[0], size=9.0, margin=40.0, gutter=20.0, sidebar=0.32)
RULES = """
main { display: grid; grid-template-columns: var(--sidebar) 1fr; column-gap: var(--gutter); }
main h2:first-child { margin-top: 0; }
"""


def html(arrangement: Arrangement, style: Style, author: str) -> str:
    """Header, then a grid of two sections."""
    columns = "".join(f"<section>{chromium.markup(column)}</section>" for column in arrangement.columns)
    body = f"<header>{chromium.markup(arrangement.header)}</header><main>{columns}</main>"
    return chromium.page(style, f"{author} - Résumé", RULES, body)


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)

    def print_page(style: Style) -> bytes:
        return chromium.print_html(html(arrangement, style, person.basics.name))

    return Built(pdf=fitted(print_page, drawn(STYLE, seed, chromium.FONTS)), arrangement=arrangement)


LAYOUT = Layout(
    id="chromium/two-column",
    title="Sidebar and experience in a CSS grid",
    typesetter=chromium.TYPESETTER,
    build=build,
)
