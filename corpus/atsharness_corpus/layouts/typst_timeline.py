"""Jobs, projects and degrees as dots on a line down the left edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.25, margin=44.0, gutter=16.0, accent="0b5d5e")

BLOCKS = """
#let section(t) = block(
  above: 1.1em, below: .8em, sticky: true, text(size: 1.3em, weight: "bold", fill: accent, t),
)
#let entry(body) = block(
  above: 0pt, below: 0pt, width: 100%, breakable: false, stroke: (left: 1.2pt + accent.lighten(50%)),
  inset: (left: gutter, bottom: .75em), {
    place(dx: -gutter - 3.5pt, dy: .05em, circle(radius: 3.5pt, fill: accent, stroke: 1.5pt + white))
    body
  },
)
"""


def arranged(person: Person) -> Arrangement:
    """Header, sections with their dates below the titles."""
    body = (
        *arrange.summary(person),
        *arrange.experience(person, dates="below"),
        *arrange.projects(person),
        *arrange.education(person, dates="below"),
        *arrange.skills(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person, per_line=5))
    return Arrangement(header=header, columns=(body,))


def markup(blocks: Sequence[Block]) -> str:
    """Every title starts a dot, which ends with its section."""
    return "\n".join(_section(part) for part in arrange.split_before(blocks, "section"))


def _section(blocks: Sequence[Block]) -> str:
    plain, *entries = arrange.split_before(blocks, "title")
    return "\n".join((typst.markup(plain), *_dots(entries)))


def _dots(entries: Iterable[Sequence[Block]]) -> Iterable[str]:
    return (f"#entry[{typst.markup(entry)}]" for entry in entries)


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = typst.fitted_page(
        style,
        person.basics.name,
        BLOCKS,
        markup(arrangement.blocks),
        pages=person.pages,
        language=person.language,
    )
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/timeline",
    title="One column, entries on a line with dots",
    typesetter=typst.TYPESETTER,
    build=build,
)
