"""A dark sidebar at the right edge of the page in a flexbox, as web résumé builders print it."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_right_sidebar import arranged
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import chromium, html

STYLE = Style(font=chromium.FONTS[0], size=9.0, margin=0.0, gutter=36.0, sidebar=0.34, accent="2f4858")
RULES = """
body { display: flex; min-height: 100vh; }
section, aside { padding: 36pt calc(var(--gutter) * .75); }
section { flex: 1; padding-left: var(--gutter); }
aside { width: var(--sidebar); background: var(--accent); color: #eef2f5; print-color-adjust: exact; }
aside h2 { color: white; border-color: #8fa3b1; }
aside h2:first-child { margin-top: 0; }
"""


def body(arrangement: Arrangement) -> str:
    """The work, then the sidebar."""
    main, side = map(html.markup, arrangement.columns)
    return f"<section>{main}</section><aside>{side}</aside>"


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, chromium.FONTS)
    pdf = chromium.fitted_page(style, person.basics.name, RULES, body(arrangement), language=person.language)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="chromium/sidebar",
    title="Dark sidebar right in a flexbox",
    typesetter=chromium.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
