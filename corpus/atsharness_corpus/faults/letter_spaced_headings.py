"""W01: headings letter-spaced so widely that paths read single letters. The near-miss has .01 to .03 em."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._expected import KEEPING_ORDER, expected, unmistakable
from atsharness_corpus.faults._sheet import (
    MARK,
    PRESSES,
    column,
    drawn_sheet,
    edited,
    editing,
    finished,
    marked_places,
    printed,
)
from atsharness_corpus.faults._stream import TextObject, instruction, within
from atsharness_corpus.labels import ExpectedLabel
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_EXPECTED = expected("split", *KEEPING_ORDER[:-1])
_EXPECTED_OF_SPACING = (
    *expected("split", "pymupdf-stream", "pymupdf-sorted"),
    *expected("ok", "pdfium", "pypdf-plain", "pypdf-layout"),
)
"""PDFium and pypdf know character spacing from letters that are placed one by one."""


def _spaced(text: TextObject, em: float) -> list[Any]:
    """The text object with character spacing, as ReportLab's ``setCharSpace`` writes it."""
    size = next(float(step.operands[1]) for step in text if str(step.operator) == "Tf")
    return within(text, [instruction("Tc", round(em * size, 3))])


def _with_words(
    placed: Sequence[Placed], words: Sequence[str], labels: tuple[ExpectedLabel, ...]
) -> tuple[Placed, ...]:
    """The places with the headings' words: the engine that tells the places reads single letters as well."""
    left = list(words)
    found = []
    for place in placed:
        letters = "".join(place.words)
        here: list[str] = []
        while left and letters.startswith("".join(here) + left[0]):
            here.append(left.pop(0))
        found.append(replace(place, words=tuple(here), expected_labels=labels))
    return tuple(found)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    capitals = rng.random() < 0.7
    wide, narrow = round(rng.uniform(0.2, 0.36), 3), round(rng.uniform(0.01, 0.03), 3)
    tracking = wide if faulty else narrow

    def headline(block: Block) -> Block:
        return (
            replace(block, text=block.text.upper())
            if capitals and block.kind in ("name", "section")
            else block
        )

    blocks = [headline(block) for block in sheet.blocks]
    style = replace(sheet.style, tracking=tracking, accent=MARK)
    page = printed(replace(sheet, style=style), blocks)
    if typesetter == "reportlab":
        page = edited(page, editing(partial(_spaced, em=tracking)))
    words = [word for block in blocks if block.kind in ("name", "section") for word in block.text.split()]
    labels = _EXPECTED_OF_SPACING if typesetter == "reportlab" else _EXPECTED
    reference = plain_text(column(blocks))
    placed = tuple(
        replace(place, words=unmistakable(place.words, reference))
        for place in (_with_words(marked_places(page), words, labels) if faulty else ())
    )
    pdf = finished(sheet, page, colour=sheet.style.accent)
    return Faulty(pdf=pdf, reference=reference, placed=placed)


FAULT = Fault(
    id="letter-spaced-headings",
    catalogue="W01",
    rule_ids=("ATS121",),
    expect="violation",
    typesetters=PRESSES,
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
