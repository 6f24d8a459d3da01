"""V05: skill levels as dots, bars or stars. The near-miss writes them as words, with bullets or a rule."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import draw, rounded
from atsharness_corpus.faults._marks import circle, colour, star
from atsharness_corpus.faults._sheet import (
    PRESSES,
    column,
    drawn_sheet,
    finished,
    indices,
    marked_lines,
    printed,
)
from atsharness_corpus.model import Block, Kind
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_HEIGHT = 792.0
_STEPS = 5
_LEVELS = {
    "en": ("basic", "fair", "good", "very good", "expert"),
    "de": ("Grundkenntnisse", "solide", "gut", "sehr gut", "Experte"),
    "fr": ("notions", "correct", "bon", "très bon", "expert"),
    "es": ("básico", "medio", "bueno", "muy bueno", "experto"),
}

_Mark = tuple[int, Box, str]
"""A level's page, its box, and what draws it."""


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    known = [name for group in person.skills for name in group.keywords]
    names = rng.sample(known, min(len(known), rng.randint(5, 8)))
    levels = [rng.randint(1, _STEPS) for _ in names]
    shape = rng.choice(("dots", "bars", "stars"))
    away, bulleted = rng.uniform(12, 90), rng.random() < 0.5
    at = indices(sheet.blocks, "skill")
    words = _LEVELS[person.language]
    kind: Kind = "text" if faulty or not bulleted else "bullet"
    texts = [
        name if faulty else f"{name}: {words[level - 1]}" for name, level in zip(names, levels, strict=True)
    ]
    rows = [Block(kind="bullet" if kind == "bullet" else "text", text=text) for text in texts]
    blocks = [*sheet.blocks[: at[0]], *rows, *sheet.blocks[at[-1] + 1 :]]
    draft = printed(sheet, blocks, range(at[0], at[0] + len(rows)))
    reference = plain_text(column(blocks))
    lines = [line for line in marked_lines(draft) if faulty or kind == "text"]
    column_at = max((box[2] for _, box, _ in lines), default=0.0) + away
    marks: list[_Mark] = []
    for (page, line, _), level in zip(lines, levels, strict=bool(lines)):
        unit = 0.62 * (line[3] - line[1])
        operators, box = _marks(shape, level, column_at, (line[1] + line[3]) / 2, unit, sheet.style.accent)
        marks.append((page, box, operators))

    def edit(document: Any) -> None:
        for page, box, operators in marks:
            if faulty:
                draw(document, page - 1, operators)
            else:
                draw(document, page - 1, _rule(line_left=sheet.style.margin, box=box))

    placed = _places(marks, names) if faulty else ()
    return Faulty(pdf=finished(sheet, draft, edit), reference=reference, placed=placed)


def _places(marks: Sequence[_Mark], names: Sequence[str]) -> tuple[Placed, ...]:
    """Where the levels of each page are, and of what."""
    return tuple(
        Placed(
            page=number,
            boxes=tuple(box for page, box, _ in marks if page == number),
            words=tuple(
                word
                for (page, *_), name in zip(marks, names, strict=True)
                if page == number
                for word in name.split()
            ),
        )
        for number in sorted({page for page, *_ in marks})
    )


def _marks(shape: str, level: int, x: float, middle: float, unit: float, accent: str) -> tuple[str, Box]:
    """Level marks from `x` on around a height from the top, in a colour and its shade."""
    y = _HEIGHT - middle
    full, faint = colour(accent), colour("d5d8dd")
    if shape == "bars":
        width, high = 12 * unit, 0.7 * unit
        bars = [(faint, width), (full, width * level / _STEPS)]
        parts = [f"{look} {x:.2f} {y - high / 2:.2f} {wide:.2f} {high:.2f} re f" for look, wide in bars]
    else:
        width, high = _STEPS * 1.4 * unit, unit
        path = circle if shape == "dots" else star
        parts = [
            f"{full if step < level else faint} {path(x + (1.4 * step + 0.5) * unit, y, unit / 2)} f"
            for step in range(_STEPS)
        ]
    box = (x, middle - high / 2, x + width, middle + high / 2)
    return "\n".join(parts), rounded(box)


def _rule(line_left: float, box: Box) -> str:
    """A hairline under a row."""
    y = _HEIGHT - box[3] - 0.5 * (box[3] - box[1])
    return f"0.4 w 0.8 G {line_left:.2f} {y:.2f} m {box[2]:.2f} {y:.2f} l S"


FAULT = Fault(
    id="skill-graphics",
    catalogue="V05",
    rule_ids=("ATS133",),
    expect="information",
    typesetters=PRESSES,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
