"""E14: lines whose replacement text (``ActualText``) names other skills than the glyphs show.

The near-miss has replacement text too, saying what is shown, as Word and Typst write for ligatures.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._cmap import code_bytes, read_map
from atsharness_corpus.faults._hidden import KEYWORDS
from atsharness_corpus.faults._sheet import (
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_places,
    printed,
)
from atsharness_corpus.faults._simple import codes_of
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.person import Person


def _shown(step: Any, size: int, texts: dict[int, str]) -> str:
    """The text of a showing operator by the font's map, whose codes have `size` bytes."""
    import pikepdf

    items = step.operands[0] if str(step.operator) == "TJ" else [step.operands[0]]
    codes = [code for item in items if isinstance(item, pikepdf.String) for code in codes_of(item, size)]
    return "".join(texts.get(code, "") for code in codes)


def _replaced(
    group: list[Any], maps: dict[str, tuple[int, dict[int, str]]], change: Callable[[str], str]
) -> list[Any]:
    """The group with every showing operator in a span with replacement text."""
    import pikepdf

    steps: list[Any] = []
    font: tuple[int, dict[int, str]] = (1, {})
    for step in group:
        if str(step.operator) == "Tf":
            font = maps[str(step.operands[0])]
        if str(step.operator) not in ("Tj", "TJ"):
            steps.append(step)
            continue
        said = pikepdf.Dictionary(ActualText=pikepdf.String(change(_shown(step, *font))))
        steps += [instruction("BDC", pikepdf.Name.Span, said), step, instruction("EMC")]
    return steps


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    lines = indices(sheet.blocks, "bullet", "text", "skill")
    chosen = rng.sample(lines, max(3, len(lines) // rng.choice((2, 3, 4))))
    plain = printed(sheet, sheet.blocks, chosen)

    def other(text: str) -> str:
        return re.sub(r"\w{5,}", lambda _: rng.choice(KEYWORDS), text)

    def edit(document: Any) -> None:
        for number, page in enumerate(document.pages):
            maps = {
                name: (code_bytes(font), read_map(font))
                for name, font in page.Resources.Font.items()
                if "/ToUnicode" in font
            }
            edit_marked(document, partial(_replaced, maps=maps, change=other if faulty else str), number)

    pdf = finished(sheet, plain, edit)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(plain) if faulty else ())


FAULT = Fault(
    id="actualtext-differs",
    catalogue="E14",
    rule_ids=("ATS116",),
    expect="violation",
    typesetters=("typst", "reportlab", "weasyprint"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
