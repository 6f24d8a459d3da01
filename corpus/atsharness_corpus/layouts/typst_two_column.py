"""A sidebar beside the experience, the content stream column by column.

Stream-order paths read it; position-sorted paths weave the two columns together.
"""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.25, margin=40.0, gutter=20.0, sidebar=0.32)


def arranged(person: Person) -> Arrangement:
    """Header over both columns; contact, skills and education left, the work right."""
    sidebar = (
        *arrange.contact(person),
        *arrange.skills_stacked(person),
        *arrange.education(person, dates="below"),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    main = (*arrange.summary(person), *arrange.experience(person), *arrange.projects(person))
    return Arrangement(header=arrange.heading_lines(person), columns=(sidebar, main))


def print_columns(
    arrangement: Arrangement, style: Style, author: str, language: str = "en", *, tags: bool = True
) -> bytes:
    """Header, then the columns as the two cells of one grid row: one page whatever the length."""
    left, right = (typst.markup(column) for column in arrangement.columns)

    def print_page(style: Style) -> bytes:
        source = f"""{typst.preamble(style, f"{author} - Résumé", author, language)}
{typst.markup(arrangement.header)}
#v(.4em)
#grid(columns: (sidebar, 1fr), column-gutter: gutter, [{left}], [{right}])
"""
        return typst.compile_pdf(source, tags=tags)

    return fitted(print_page, style)


def build(person: Person, seed: int) -> Built:
    """Prints both columns on one page."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = print_columns(arrangement, style, person.basics.name, person.language)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/two-column",
    title="Sidebar and experience, stream column by column",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
