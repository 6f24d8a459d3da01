"""H06: keywords in a box of no height that cuts off what overflows. The near-miss's box is high enough."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._hidden import Look, around, hidden_fault
from atsharness_corpus.faults._sheet import Sheet, edit_marked
from atsharness_corpus.faults._stream import TextObject, in_page_space, instruction, within


def _clipped(text: TextObject, box: Box) -> list[Any]:
    return within(text, [*in_page_space(text, box), instruction("W"), instruction("n")])


def _clip(document: Any, page: int, boxes: tuple[Box, ...], hidden: bool) -> None:
    height = float(document.pages[page].MediaBox[3])
    x0, y0, x1, y1 = around(boxes, 3)
    y1 = y0 if hidden else y1
    edit_marked(document, partial(_clipped, box=(x0, height - y1, x1, height - y0)), page)


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    gap = round(rng.uniform(0.4, 0.9), 2)
    height = "0pt" if hidden else "auto"

    def wrap(line: str) -> str:
        return f"#block(height: {height}, width: 100%, above: {gap}em, clip: true)[{line}]"

    if sheet.typesetter == "typst":
        return Look(wrap=wrap)
    return Look(edit_at=partial(_clip, hidden=hidden))


FAULT = hidden_fault("clipped-text", "H06", "ATS146", _look)
