"""W02: words kept apart by narrow gaps alone, .08 to .11 em wide, without space characters.

The near-miss has no space characters either, but gaps of .24 to .3 em, as TeX writes them.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults import Fault, Faulty
from atsharness.corpus.faults._cmap import read_map
from atsharness.corpus.faults._sheet import (
    body,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_places,
    typeset,
)
from atsharness.corpus.person import Person


def _without_spaces(group: list[Any], spaces_of: dict[str, bytes], gap: float) -> list[Any]:
    """Shows the group's strings with every space glyph replaced by an adjustment of `gap` em."""
    import pikepdf

    steps: list[Any] = []
    space: bytes | None = None
    for step in group:
        operator = str(step.operator)
        if operator == "Tf":
            space = spaces_of.get(str(step.operands[0]))
        if operator not in ("Tj", "TJ"):
            steps.append(step)
            continue
        parts: list[Any] = []
        for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
            if not isinstance(item, pikepdf.String):
                parts.append(item)
                continue
            codes = bytes(item)
            run = b""
            for code in (codes[i : i + 2] for i in range(0, len(codes), 2)):
                if code == space:
                    parts += [pikepdf.String(run), -round(gap * 1000)] if run else [-round(gap * 1000)]
                    run = b""
                else:
                    run += code
            if run:
                parts.append(pikepdf.String(run))
        steps.append(([pikepdf.Array(parts)], pikepdf.Operator("TJ")))
    return steps


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    bullets = indices(sheet.blocks, "bullet", "text")
    chosen = rng.sample(bullets, max(2, len(bullets) // rng.choice((1, 2, 3))))
    narrow, normal = round(rng.uniform(0.08, 0.11), 3), round(rng.uniform(0.24, 0.3), 3)
    printed = typeset(sheet, body(sheet.blocks, chosen))

    def edit(document: Any) -> None:
        for number, page in enumerate(document.pages):
            spaces = {
                name: code.to_bytes(2, "big")
                for name, font in page.Resources.Font.items()
                for code, text in read_map(font).items()
                if text == " "
            }
            change = partial(_without_spaces, spaces_of=spaces, gap=narrow if faulty else normal)
            edit_marked(document, change, number)

    pdf = finished(sheet, printed, edit)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed) if faulty else ())


FAULT = Fault(
    id="missing-spaces",
    catalogue="W02",
    rule_ids=("ATS122",),
    expect="violation",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
