"""L01: body text in two equal or nearly equal columns, over the page or over a part of it.

The near-misses are single columns with what looks alike: dates at the right edge, the header split in two,
labels before their values, skills in a grid of single words.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._rows import (
    BOTH,
    Cell,
    Row,
    Rows,
    full,
    pair,
    placed_cells,
    rows_file,
    text_of,
)
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person


def header(person: Person) -> tuple[Block, ...]:
    """Name, title and contact data over the whole width."""
    return (*arrange.heading_lines(person), *arrange.contact_lines(person))


def page_halves(person: Person, share: float, gutter: float) -> Rows:
    """Everything below the header in two columns."""
    left = (*arrange.summary(person), *arrange.experience(person, dates="below"))
    right = (
        *arrange.skills_stacked(person),
        *arrange.projects(person),
        *arrange.education(person, dates="below"),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    return (full(header(person)), pair(left, right, share, gutter))


def _sections_side_by_side(person: Person, share: float, gutter: float) -> Rows:
    """Skills beside education and what is short, between sections of the whole width."""
    above = (*header(person), *arrange.summary(person), *arrange.experience(person))
    right = (
        *arrange.education(person, dates="below"),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    rows = (full(above), pair(arrange.skills_stacked(person), right, share, gutter, gap=1.15))
    return (*rows, full(arrange.projects(person))) if person.projects else rows


def _skills_block(person: Person, share: float, gutter: float) -> Rows:
    """One section's groups of skills in two columns, each group a heading and a line or two."""
    heading, *groups = arrange.split_before(arrange.skills_stacked(person), "title")
    half = (len(groups) + 1) // 2
    left, right = ([block for group in part for block in group] for part in (groups[:half], groups[half:]))
    above = (*header(person), *arrange.summary(person), *heading)
    below = (*arrange.experience(person), *arrange.education(person), *arrange.projects(person))
    return (full(above), pair(left, right, share, gutter, gap=0.5), full(below))


def _split_header(person: Person) -> Rows:
    left, contact = arrange.heading_lines(person), arrange.contact(person)[1:]
    below = (
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.languages(person),
    )
    return (pair(left, contact, 0.57, 12), full(below))


def _key_values(person: Person) -> Rows:
    above = (*header(person), *arrange.summary(person), *arrange.experience(person))
    heading = Block(kind="section", text=person.wording.skills)
    lines = [
        pair(
            [Block(kind="title", text=group.name)],
            [Block(kind="text", text=", ".join(group.keywords[:6]))],
            0.2,
            10,
            gap=0.3,
        )
        for group in person.skills
    ]
    return (full((*above, heading)), *lines, full((*arrange.education(person), *arrange.languages(person))))


def _grid(person: Person) -> Rows:
    """Skills in three or four columns of single words."""
    words = [word for group in person.skills for word in group.keywords if len(word) <= 14]
    wide = 4 if len(words) >= 16 else 3
    lines = [
        Row(
            cells=tuple(
                Cell(blocks=(Block(kind="text", text=word),), share=1 / wide)
                for word in words[at : at + wide]
            ),
            gutter=12,
            gap=0.3,
        )
        for at in range(0, min(len(words), 5 * wide) - wide + 1, wide)
    ]
    above = (*header(person), *arrange.summary(person), *arrange.experience(person))
    heading = Block(kind="section", text=person.wording.skills)
    return (full((*above, heading)), *lines, full((*arrange.education(person), *arrange.languages(person))))


_POSITIVES = (page_halves, page_halves, _sections_side_by_side, _skills_block)
_NEAR_MISSES = (_split_header, _key_values, _grid)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    positive, near_miss = rng.choice(_POSITIVES), rng.choice(_NEAR_MISSES)
    share, gutter = round(rng.uniform(0.44, 0.56), 3), round(rng.uniform(14, 30), 1)
    if faulty:
        pdf, rows, boxes = rows_file(sheet, lambda person: positive(person, share, gutter))
        placed = placed_cells(rows, boxes, [(1, 0), (1, 1)])
        layout = f"{typesetter}/half-columns"
        return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed,), layout=layout)
    pdf, rows, _ = rows_file(sheet, near_miss)
    return Faulty(pdf=pdf, reference=text_of(rows))


FAULT = Fault(
    id="columns",
    catalogue="L01",
    rule_ids=("ATS201",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
