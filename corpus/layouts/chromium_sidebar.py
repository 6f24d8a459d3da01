"""A dark sidebar at the right edge of the page in a flexbox, as web résumé builders print it."""

from __future__ import annotations

from atsharness.corpus.layouts.typst_right_sidebar import arranged
from atsharness.corpus.model import Arrangement, Built, Layout, Style
from atsharness.corpus.person import Person
from atsharness.corpus.style import drawn, fitted
from atsharness.corpus.typesetters import chromium

STYLE = Style(font=chromium.FONTS[0], size=9.0, margin=0.0, gutter=36.0, sidebar=0.34, accent="2f4858")
RULES = """
body { display: flex; min-height: 100vh; }
section, aside { padding: 36pt calc(var(--gutter) * .75); }
section { flex: 1; padding-left: var(--gutter); }
aside { width: var(--sidebar); background: var(--accent); color: #eef2f5; print-color-adjust: exact; }
aside h2 { color: white; border-color: #8fa3b1; }
aside h2:first-child { margin-top: 0; }
"""


def html(arrangement: Arrangement, style: Style, author: str) -> str:
    """The work, then the sidebar."""
    main, side = map(chromium.markup, arrangement.columns)
    body = f"<section>{main}</section><aside>{side}</aside>"
    return chromium.page(style, f"{author} - Résumé", RULES, body)


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)

    def print_page(style: Style) -> bytes:
        return chromium.print_html(html(arrangement, style, person.basics.name))

    return Built(pdf=fitted(print_page, drawn(STYLE, seed, chromium.FONTS)), arrangement=arrangement)


LAYOUT = Layout(
    id="chromium/sidebar",
    title="Dark sidebar right in a flexbox",
    typesetter=chromium.TYPESETTER,
    build=build,
)
