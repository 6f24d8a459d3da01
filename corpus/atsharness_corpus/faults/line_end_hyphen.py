"""W05: justified text between wide margins, words hyphenated at line ends as Word and TeX do.

Typst's own hyphens are soft (U+00AD); the map gives them as hyphen-minus here. The near-miss is the same
page without hyphenation.
"""

from __future__ import annotations

import random
from functools import partial
from itertools import groupby, pairwise

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import remap
from atsharness_corpus.faults._expected import expected, unmistakable
from atsharness_corpus.faults._sheet import (
    Sheet,
    body,
    drawn_sheet,
    finished,
    indices,
    marked_lines,
    typeset,
)
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.person import Person

_FEWEST = 3
"""Divided words that a positive has at least."""


def _printed(sheet: Sheet, margin: float, divide: bool) -> bytes:
    sheet = replace(sheet, style=replace(sheet.style, margin=margin))
    yes = str(divide).lower()
    source = (
        f"#set par(justify: {yes})\n#set text(hyphenate: {yes}, costs: (hyphenation: 2%))\n"
        "#set page(margin: (y: 54pt))\n"
    )
    return typeset(sheet, source + body(sheet.blocks, indices(sheet.blocks, "bullet", "text", "skill")))


def _placed(printed: bytes, reference: str) -> tuple[Placed, ...]:
    """The lines that end in a hyphen of their own, with the words that they divide.

    A compound broken at its hyphen ("two-day") is no word of the reference without it.
    """
    words_there = set(reference.split())
    lines = marked_lines(printed)
    divided = [
        (page, box, text.split()[-1].rstrip("-\u00ad") + after.split()[0])
        for (page, box, text), (_, _, after) in pairwise(lines)
        if text.endswith(("-", "\u00ad"))
    ]
    divided = [line for line in divided if line[2] in words_there]
    placed = []
    for page, group in groupby(divided, key=lambda line: line[0]):
        kept = tuple(group)
        words = unmistakable((word for _, _, word in kept), reference)
        placed.append(Placed(page=page, boxes=tuple(box for _, box, _ in kept), words=words))
    return tuple(placed)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    first = rng.randint(120, 150)
    for margin in range(first, 200, 3):
        divided = _printed(sheet, margin, divide=True)
        placed = _placed(divided, sheet.reference)
        if sum(len(part.words) for part in placed) >= _FEWEST:
            break
    else:
        raise DoesNotFitError(f"{person.id} has no words that Typst divides")
    printed = divided if faulty else _printed(sheet, margin, divide=False)
    pdf = finished(
        sheet, printed, lambda document: remap(document, lambda text: "-" if text == "\u00ad" else text)
    )
    return Faulty(pdf=pdf, reference=sheet.reference, placed=placed if faulty else ())


FAULT = Fault(
    id="line-end-hyphen",
    catalogue="W05",
    rule_ids=("ATS125",),
    expect="violation",
    expected=expected(
        "hyphenated", "pymupdf-stream", "pymupdf-sorted", "pypdf-plain", "pypdf-layout", "pdfplumber"
    ),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
