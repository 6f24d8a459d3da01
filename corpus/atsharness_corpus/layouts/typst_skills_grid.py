"""One column with the skills as a grid of short lists: columns in one section only."""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.0, margin=44.0, gutter=14.0, accent="7a2e1d")

BLOCKS = """
#let cells(..groups) = grid(
  columns: (1fr,) * calc.min(4, groups.pos().len()), column-gutter: gutter, row-gutter: .7em, ..groups.pos(),
)
"""


def skills(person: Person) -> tuple[Block, ...]:
    """A group's name, then its skills one a line."""
    blocks: list[Block] = [Block(kind="section", text=person.wording.skills)]
    for group in person.skills:
        blocks += [Block(kind="title", text=group.name)]
        blocks += [Block(kind="text", text=keyword) for keyword in group.keywords]
    return tuple(blocks)


def parts(person: Person) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
    """What stands above the grid, the skills, and what stands below."""
    above = (
        *arrange.heading_lines(person),
        *arrange.contact_lines(person, per_line=5),
        *arrange.summary(person),
    )
    below = (
        *arrange.experience(person),
        *arrange.projects(person),
        *arrange.education(person),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    return above, skills(person), below


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    above, grid, below = parts(person)
    heading, *groups = arrange.split_before(grid, "title")
    cells = "".join(f"[{typst.markup(group)}]" for group in groups)
    body = f"{typst.markup((*above, *heading))}\n#cells{cells}\n{typst.markup(below)}"
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS),
        person.basics.name,
        BLOCKS,
        body,
        pages=person.pages,
        language=person.language,
    )
    return Built(pdf=pdf, arrangement=Arrangement(header=(), columns=((*above, *grid, *below),)))


LAYOUT = Layout(
    id="typst/skills-grid",
    title="One column, skills in a grid",
    typesetter=typst.TYPESETTER,
    build=build,
)
