"""A04: a section's heading on one line with other text: the years it spans, or the section's own first line.

In the near-miss the heading stands alone above a rule and the years below it.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._rows import BOTH, Row, Rows, full, pair, placed_cells, rows_file, text_of
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import header
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person


def _years(person: Person) -> dict[str, str]:
    """Headings of sections with dates, and the years from their first to their last."""
    words = person.wording
    found: dict[str, str] = {}
    for heading, parts in ((words.experience, person.work), (words.education, person.education)):
        if parts:
            first = min(part.start_date[:4] for part in parts)
            ends = [part.end_date for part in parts]
            last = words.present if None in ends else max(end[:4] for end in ends if end)
            found[heading] = f"{first} – {last}"
    return found


def _sections(person: Person) -> tuple[tuple[Block, ...], ...]:
    body = (
        *arrange.summary(person),
        *arrange.experience(person),
        *arrange.skills(person),
        *arrange.education(person),
        *arrange.languages(person),
    )
    return arrange.split_before(body, "section")[1:]


def _with_years(person: Person, beside: bool) -> Rows:
    """Years beside the headings of work and education, or below them."""
    years = _years(person)
    rows: list[Row] = [full(header(person))]
    for heading, *rest in _sections(person):
        span = years.get(heading.text)
        if span is None:
            rows.append(full((heading, *rest)))
        elif beside:
            rows += [pair([heading], [Block(kind="section", text=span)], 0.8, 0), full(rest)]
        else:
            rows.append(full((heading, Block(kind="text", text=span), *rest)))
    return rows


def _in_margin(person: Person, share: float) -> Rows:
    """Headings in the margin, the section's first line beside them."""
    rows = [pair(part[:1], part[1:], share, 12, gap=0.9) for part in _sections(person)]
    return (full(header(person)), *rows)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    margin, share = rng.random() < 0.5, round(rng.uniform(0.19, 0.25), 3)
    if not faulty:
        pdf, rows, _ = rows_file(sheet, partial(_with_years, beside=False))
        return Faulty(pdf=pdf, reference=text_of(rows))
    arranged = partial(_in_margin, share=share) if margin else partial(_with_years, beside=True)
    pdf, rows, boxes = rows_file(sheet, arranged)
    cells = [(at, cell) for at, row in enumerate(rows) if len(row.cells) == 2 for cell in range(2)]
    if margin:
        cells = [place for place in cells if place[1] == 0]
    return Faulty(pdf=pdf, reference=text_of(rows), placed=(placed_cells(rows, boxes, cells),))


FAULT = Fault(
    id="heading-glued",
    catalogue="A04",
    rule_ids=("ATS306",),
    expect="violation",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
