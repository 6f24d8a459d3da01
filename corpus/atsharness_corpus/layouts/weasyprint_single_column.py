"""One column of HTML set by WeasyPrint: a rule above each heading, sans serif."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import weasyprint

STYLE = Style(font=weasyprint.FONTS[0], size=10.0, margin=46.0, accent="0b5d5e")
RULES = """
h1 { font-size: 2.4em; line-height: 1.1; }
h2 { border-bottom: 0; border-top: 1.2pt solid var(--accent); padding: .25em 0 0; margin: .8em 0 .2em; }
.contact { color: #444444; }
"""


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, weasyprint.FONTS)
    body = f"<main>{weasyprint.markup(arrangement.blocks, style.font)}</main>"
    pdf = weasyprint.fitted_page(
        style, person.basics.name, RULES, body, language=person.language, pages=person.pages
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="weasyprint/single-column",
    title="One column of HTML, Source Sans",
    typesetter=weasyprint.TYPESETTER,
    build=build,
)
