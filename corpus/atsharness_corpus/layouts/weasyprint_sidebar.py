"""A tinted sidebar from edge to edge of the page, painted as the page's own background."""

from __future__ import annotations

from atsharness_corpus.layouts.reportlab_sidebar import arranged
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import weasyprint

STYLE = Style(font=weasyprint.FONTS[0], size=9.75, margin=0.0, gutter=24.0, sidebar=0.33, accent="5a2a55")
RULES = """
@page { background: linear-gradient(to right, #f1edf0 SIDEBAR, white SIDEBAR); }
body { padding: 34pt 0; }
main { display: grid; grid-template-columns: var(--sidebar) 1fr; }
aside, section { padding: 0 var(--gutter); }
aside h2 { border: 0; text-transform: none; margin-bottom: .15em; }
aside .contact { overflow-wrap: anywhere; }
aside h2:first-child { margin-top: .4em; }
"""


def body(arrangement: Arrangement, font: str) -> str:
    """The sidebar, then name and work."""
    side, work = (weasyprint.markup(column, font) for column in arrangement.columns)
    return f"<main><aside>{side}</aside><section>{work}</section></main>"


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, weasyprint.FONTS)
    rules = RULES.replace("SIDEBAR", f"{style.sidebar * 100:.2f}%")
    pdf = weasyprint.fitted_page(
        style, person.basics.name, rules, body(arrangement, style.font), language=person.language
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="weasyprint/sidebar",
    title="Tinted sidebar left, name over the work",
    typesetter=weasyprint.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
