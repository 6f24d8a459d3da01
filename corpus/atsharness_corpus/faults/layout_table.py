"""L05: the résumé in the cells of a ruled table. The near-miss has a table of levels or years of skills."""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._rows import BOTH, Cell, Row, Rows, full, placed_cells, rows_file, text_of
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import header
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.wording import Tongue

_HEADS: dict[Tongue, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (("Language", "Reading", "Writing", "Speaking"), ("Skill", "Years", "Last used", "Level")),
    "de": (("Sprache", "Lesen", "Schreiben", "Sprechen"), ("Kenntnis", "Jahre", "Zuletzt", "Stufe")),
    "es": (("Idioma", "Lectura", "Escritura", "Habla"), ("Competencia", "Años", "Último uso", "Nivel")),
    "fr": (("Langue", "Lu", "Écrit", "Parlé"), ("Compétence", "Années", "Dernier usage", "Niveau")),
}
_LEVELS = ("A2", "B1", "B2", "C1", "C2")


def _ruled(left: tuple[Block, ...], right: tuple[Block, ...], share: float) -> Row:
    return Row(cells=(Cell(blocks=left, share=share), Cell(blocks=right, share=1 - share)), ruled=True)


def _jobs_table(person: Person, share: float) -> Rows:
    """Period, employer and place in the left cell, the work in the right one."""
    rows: list[Row] = []
    for job in person.work:
        span = arrange.printed_range(job.start_date, job.end_date, person.language)
        left = tuple(Block(kind="text", text=text) for text in (span, job.name, job.location))
        bullets = (Block(kind="bullet", text=text) for text in job.highlights)
        rows.append(_ruled(left, (Block(kind="title", text=job.position), *bullets), share))
    heading = Block(kind="section", text=person.wording.experience)
    below = (*arrange.skills(person), *arrange.education(person), *arrange.languages(person))
    return (full((*header(person), *arrange.summary(person), heading)), *rows, full(below))


def _form(person: Person, share: float) -> Rows:
    """Every section a row of a form: its heading left, its text right."""
    body = (
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.languages(person),
    )
    rows = []
    for heading, *rest in arrange.split_before(body, "section")[1:]:
        rows.append(_ruled((Block(kind="title", text=heading.text),), tuple(rest), share))
    return (full(header(person)), *rows)


def _levels(person: Person, seed: int, languages: bool) -> Rows:
    """A table of short cells after a single column."""
    rng = random.Random(seed)
    words = [word for group in person.skills for word in group.keywords if len(word.split()) <= 2][:5]
    table = [_HEADS[person.language][0 if languages else 1]]
    if languages:
        table += [(one.language, *(rng.choice(_LEVELS) for _ in range(3))) for one in person.languages]
    else:
        table += [
            (word, str(rng.randint(2, 9)), str(rng.randint(2023, 2025)), f"{rng.randint(3, 5)}/5")
            for word in words
        ]
    title = person.wording.languages if languages else person.wording.skills
    above = (
        *header(person),
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.education(person),
        *(arrange.skills(person) if languages else arrange.languages(person)),
        Block(kind="section", text=title),
    )
    lines = (
        tuple(Cell(blocks=(Block(kind="text", text=text),), share=0.25) for text in line) for line in table
    )
    return (full(above), *(Row(cells=cells, ruled=True) for cells in lines))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    arranged = rng.choice((_jobs_table, _jobs_table, _form))
    share = round(rng.uniform(0.2, 0.29), 3)
    seed, languages = rng.getrandbits(32), rng.random() < 0.5
    if not faulty:
        pdf, rows, _ = rows_file(sheet, lambda person: _levels(person, seed, languages))
        return Faulty(pdf=pdf, reference=text_of(rows))
    pdf, rows, boxes = rows_file(sheet, lambda person: arranged(person, share))
    cells = [(at, cell) for at, row in enumerate(rows) if row.ruled for cell in range(len(row.cells))]
    placed = placed_cells(rows, boxes, cells)
    return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed,), layout=f"{typesetter}/layout-table")


FAULT = Fault(
    id="layout-table",
    catalogue="L05",
    rule_ids=("ATS205",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
