"""Experience and education in a ruled table: period and employer in one cell, the work in the next."""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font="Libertinus Serif", size=10.25, margin=42.0, gutter=8.0, sidebar=0.25, accent="2b2b2b")

BLOCKS = """
#show table.cell: set block(breakable: false)
#let cells(..parts) = table(
  columns: (sidebar, 1fr), stroke: .5pt + luma(120), inset: (x: gutter, y: .6em),
  fill: (x, y) => if x == 0 { luma(243) }, ..parts.pos(),
)
"""

Rows = tuple[tuple[Block, ...], ...]


def jobs(person: Person) -> Rows:
    """Cells of the experience table, row by row."""
    cells: list[tuple[Block, ...]] = []
    for job in person.work:
        span = arrange.printed_range(job.start_date, job.end_date, person.language)
        where = (Block(kind="text", text=job.name), Block(kind="text", text=job.location))
        bullets = (Block(kind="bullet", text=text) for text in job.highlights)
        cells += [(Block(kind="meta", text=span), *where), (Block(kind="title", text=job.position), *bullets)]
    return tuple(cells)


def degrees(person: Person) -> Rows:
    """Cells of the education table, row by row."""
    cells: list[tuple[Block, ...]] = []
    for degree in person.education:
        years = arrange.printed_range(degree.start_date, degree.end_date, person.language)
        title = Block(kind="title", text=f"{degree.study_type} {degree.area}")
        cells += [(Block(kind="meta", text=years),), (title, Block(kind="text", text=degree.institution))]
    return tuple(cells)


def build(person: Person, seed: int) -> Built:
    """Prints one page, or two for a résumé of two."""
    header = (*arrange.heading_lines(person), *arrange.contact_lines(person))
    blocks: list[Block] = []
    source = typst.markup(header)

    def add(text: tuple[Block, ...], cells: Rows = ()) -> None:
        nonlocal source
        blocks.extend((*text, *(block for cell in cells for block in cell)))
        table = "".join(f"[{typst.markup(cell)}]" for cell in cells)
        source += f"\n{typst.markup(text)}" + (f"\n#cells{table}" if table else "")

    add((*arrange.summary(person), Block(kind="section", text=person.wording.experience)), jobs(person))
    if person.education:
        add((Block(kind="section", text=person.wording.education),), degrees(person))
    add(
        (
            *arrange.projects(person),
            *arrange.skills(person),
            *arrange.certificates(person),
            *arrange.languages(person),
        )
    )
    pdf = typst.fitted_page(
        drawn(STYLE, seed, typst.FONTS),
        person.basics.name,
        BLOCKS,
        source,
        pages=person.pages,
        language=person.language,
    )
    return Built(pdf=pdf, arrangement=Arrangement(header=header, columns=(tuple(blocks),)))


LAYOUT = Layout(
    id="typst/layout-table",
    title="Experience and education in ruled table cells",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("layout-table",),
)
