"""W03: headings placed glyph by glyph on a fixed pitch: ``ENGI NEERI NG``.

The near-miss is placed glyph by glyph too, each where the one before it ends.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import Any

from msgspec.structs import replace

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import code_bytes, widths
from atsharness_corpus.faults._hidden import around
from atsharness_corpus.faults._press import MARK
from atsharness_corpus.faults._sheet import (
    column,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_chars,
    printed,
)
from atsharness_corpus.faults._simple import codes_of
from atsharness_corpus.faults._stream import instruction
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_SEEN_AS_SPACE = 0.1
"""Em; Poppler takes wider gaps for spaces, other engines those from .15 on."""


def _placed_singly(
    group: list[Any], advances: dict[str, tuple[int, dict[int, float]]], wide: float | None
) -> list[Any]:
    """Shows every glyph with an operator of its own.

    Args:
        group: a text object.
        advances: bytes of a code and its advances in em, by the font's name.
        wide: the share of the line's glyphs that are no wider than the pitch; None sets them at their
            own advances.
    """
    import pikepdf

    steps: list[Any] = []
    size, code_size, widths_now = 0.0, 1, dict[int, float]()
    for step in group:
        operator = str(step.operator)
        if operator == "Tf":
            (code_size, widths_now), size = advances[str(step.operands[0])], float(step.operands[1])
        if operator not in ("Tj", "TJ"):
            steps.append(step)
            continue
        items = list(step.operands[0]) if operator == "TJ" else [step.operands[0]]
        strings = [codes_of(item, code_size) for item in items if isinstance(item, pikepdf.String)]
        lengths = sorted(widths_now.get(code, 0.0) for codes in strings for code in codes)
        pitch = lengths[int(wide * (len(lengths) - 1))] if wide is not None and lengths else None
        moved = 0.0
        for item in items:
            if not isinstance(item, pikepdf.String):
                if pitch is None:
                    steps.append(_step(-float(item) / 1000 * size))
                    moved -= float(item) / 1000 * size
                continue
            for code in codes_of(item, code_size):
                steps.append(instruction("Tj", pikepdf.String(code.to_bytes(code_size, "big"))))
                advance = (widths_now.get(code, 0.0) if pitch is None else pitch) * size
                steps.append(_step(advance))
                moved += advance
        # Td moves the line's start as well: what follows counts from there.
        steps.append(_step(-moved))
    return steps


def _step(across: float) -> Any:
    return instruction("Td", round(across, 4), 0)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    wide = round(rng.uniform(0.55, 0.85), 3)
    kinds = rng.choice((("section",), ("name", "section"), ("label", "section")))

    def headline(block: Block) -> Block:
        return replace(block, text=block.text.upper()) if block.kind in kinds else block

    blocks = [headline(block) for block in sheet.blocks]
    marked = replace(sheet, style=replace(sheet.style, accent=MARK))
    plain = printed(marked, blocks, indices(blocks, "name", "section", *kinds))

    def edit(document: Any) -> None:
        for number, page in enumerate(document.pages):
            advances = {name: (code_bytes(font), widths(font)) for name, font in page.Resources.Font.items()}
            change = partial(_placed_singly, advances=advances, wide=wide if faulty else None)
            edit_marked(document, change, number)

    marks = finished(sheet, plain, edit, MARK)
    pdf = finished(sheet, plain, edit, sheet.style.accent)
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=_placed(marks) if faulty else ())


def _placed(pdf: bytes) -> tuple[Placed, ...]:
    """The marked words with a gap between two letters that some engine takes for a space."""
    placed = []
    for page, group in groupby(marked_chars(pdf), key=lambda line: line[0]):
        found: list[tuple[Box, str]] = []
        for _, size, chars in group:
            found += [
                (around(tuple(box for box, _ in word), 0.0), "".join(text for _, text in word))
                for word in _words(chars)
                if any(b[0] - a[2] > _SEEN_AS_SPACE * size for (a, _), (b, _) in pairwise(word))
            ]
        if found:
            boxes, words = zip(*found, strict=True)
            placed.append(Placed(page=page, boxes=boxes, words=words))
    return tuple(placed)


def _words(chars: Sequence[tuple[Box, str]]) -> Iterator[list[tuple[Box, str]]]:
    word: list[tuple[Box, str]] = []
    for char in chars:
        if char[1].isspace():
            if word:
                yield word
            word = []
        else:
            word.append(char)
    if word:
        yield word


FAULT = Fault(
    id="spurious-spaces",
    catalogue="W03",
    rule_ids=("ATS123",),
    expect="violation",
    typesetters=("typst", "reportlab", "weasyprint"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
