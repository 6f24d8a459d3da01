"""W02: words separated by narrow gaps alone, .08 to .11 em wide, without space characters.

The near-miss has no space characters either, but gaps of .24 to .3 em, as TeX writes them.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import code_bytes, read_map
from atsharness_corpus.faults._expected import expected, unmistakable
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    PRESSES,
    drawn_sheet,
    edit_marked,
    finished,
    indices,
    marked_lines,
    marked_places,
    printed,
)
from atsharness_corpus.faults._stream import TextObject, instruction
from atsharness_corpus.model import BULLET
from atsharness_corpus.person import Person

_SPACE = {"Liberation Sans": 0.278, "Liberation Serif": 0.25}
"""Width of the space in em, in the fonts of the browser, which places every piece of a line on its own."""


def _without_spaces(text: TextObject, spaces_of: dict[str, bytes], gap: float) -> list[Any]:
    """Shows the text's strings with every space glyph replaced by an adjustment of `gap` em."""
    import pikepdf

    steps: list[Any] = []
    space = b""
    for step in text:
        operator = str(step.operator)
        if operator == "Tf":
            space = spaces_of.get(str(step.operands[0]), b"")
        if operator not in ("Tj", "TJ") or not space:
            steps.append(step)
            continue
        parts: list[Any] = []
        for item in step.operands[0] if operator == "TJ" else [step.operands[0]]:
            if not isinstance(item, pikepdf.String):
                parts.append(item)
                continue
            codes, run = bytes(item), b""
            for code in (codes[i : i + len(space)] for i in range(0, len(codes), len(space))):
                if code == space:
                    parts += [pikepdf.String(run), -round(gap * 1000)] if run else [-round(gap * 1000)]
                    run = b""
                else:
                    run += code
            if run:
                parts.append(pikepdf.String(run))
        steps.append(instruction("TJ", pikepdf.Array(parts)))
    return steps


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    bullets = indices(sheet.blocks, "bullet", "text")
    chosen = rng.sample(bullets, max(2, len(bullets) // rng.choice((1, 2, 3))))
    narrow, normal = round(rng.uniform(0.08, 0.11), 3), round(rng.uniform(0.24, 0.3), 3)
    gap = narrow if faulty else normal
    setting = Setting()
    if typesetter == "chromium":
        own = _SPACE[sheet.style.font]
        setting, gap = Setting(word_spacing=round(gap - own, 3)), own
    page = printed(sheet, blocks=sheet.blocks, marked=chosen, setting=setting)

    def edit(document: Any) -> None:
        for number, target in enumerate(document.pages):
            spaces = {
                name: code.to_bytes(code_bytes(font), "big")
                for name, font in target.Resources.Font.items()
                if "/ToUnicode" in font
                for code, text in read_map(font).items()
                if text == " "
            }
            edit_marked(document, partial(_without_spaces, spaces_of=spaces, gap=gap), number)

    pdf = finished(sheet, page, edit)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=_placed(page, sheet.reference) if faulty else ())


def _placed(page: bytes, reference: str) -> tuple[Placed, ...]:
    """The marked lines; of their words those that have a neighbour to be glued to and stand nowhere else."""
    lines = [text.split() for _, _, text in marked_lines(page)]
    glued = {word for line in lines for word in line if len(set(line) - {BULLET}) > 1}
    there = set(unmistakable(sorted(glued), reference))
    return tuple(
        replace(place, words=tuple(word for word in place.words if word in there))
        for place in marked_places(page)
    )


FAULT = Fault(
    id="missing-spaces",
    catalogue="W02",
    rule_ids=("ATS122",),
    expect="violation",
    typesetters=PRESSES,
    expected=expected("glued", "pymupdf-stream", "pymupdf-sorted", "pdfplumber"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
