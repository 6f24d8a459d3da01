"""One column, dates at the right: the layout that every path should read."""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=9.5, margin=42.0)


def arranged(person: Person) -> Arrangement:
    """Header, then every section in the order that recruiters expect."""
    body = (
        *arrange.summary(person),
        *arrange.skills(person),
        *arrange.experience(person),
        *arrange.projects(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person))
    return Arrangement(header=header, columns=(body,))


def print_column(arrangement: Arrangement, style: Style, author: str, language: str = "en") -> bytes:
    """Everything below each other over the full width."""
    head = typst.preamble(style, f"{author} - Résumé", author, language)
    return typst.compile_pdf(head + typst.markup(arrangement.blocks))


def build(person: Person, seed: int) -> Built:
    """Prints the column; long texts run on to a second page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = print_column(arrangement, style, person.basics.name, person.language)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/single-column", title="One column, dates right", typesetter=typst.TYPESETTER, build=build
)
