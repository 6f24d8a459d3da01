"""One column of HTML printed by a browser, as web résumé builders offer it for machines."""

from __future__ import annotations

from atsharness_corpus.layouts.typst_single_column import arranged
from atsharness_corpus.model import Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import chromium, html

STYLE = Style(font=chromium.FONTS[0], size=9.0, margin=44.0)


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person)
    body = f"<main>{html.markup(arrangement.blocks)}</main>"
    style = drawn(STYLE, seed, chromium.FONTS)
    source = html.page(style, f"{person.basics.name} - Résumé", "", body, person.language)
    return Built(pdf=chromium.print_html(source), arrangement=arrangement)


LAYOUT = Layout(
    id="chromium/single-column",
    title="One column of HTML",
    typesetter=chromium.TYPESETTER,
    build=build,
)
