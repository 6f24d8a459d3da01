"""E13: accents printed over letters, as TeX does with its oldest encoding: ``R´esum´e``.

The near-miss uses the accented letters of the font.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._mapped import with_accents
from atsharness_corpus.faults._sheet import Sheet, body, drawn_sheet, finished, typeset
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import latex, pdflatex, typst

_SPACING = {
    "\u0300": "`",
    "\u0301": "\xb4",
    "\u0302": "\u02c6",
    "\u0303": "\u02dc",
    "\u0308": "\xa8",
    "\u030c": "\u02c7",
    "\u030a": "\u02da",
}
"""The mark that stands alone for each combining one that is put over a letter."""

_NOT_IN_OT1 = str.maketrans(
    {"Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "„": "“", "«": "“", "»": "”", "|": "·", "<": "‹", ">": "›"}
)
"""Letters that TeX's oldest encoding has no letter for, and what is printed instead."""

_OVERLAY = """
#let parts = {parts}
#show regex("[" + parts.keys().join() + "]"): it => box(context {{
  let (letter, mark, up) = parts.at(it.text)
  place(dx: (measure(letter).width - measure(mark).width) / 2, dy: -up * 1em, text(mark))
  letter
}})
"""


def _parts(text: str) -> dict[str, tuple[str, str]]:
    """Letters of the text that are a letter under one mark: both of them."""
    found = {}
    for letter in sorted(set(text)):
        split = unicodedata.normalize("NFD", letter)
        if len(split) == 2 and split[1] in _SPACING and split[0].isascii():
            found[letter] = split[0], _SPACING[split[1]]
    return found


def _rules(parts: Mapping[str, tuple[str, str]]) -> str:
    rows = ", ".join(
        f"{typst.quoted(letter)}: ({typst.quoted({'i': 'ı'}.get(base, base))}, {typst.quoted(mark)},"
        f" {0.2 if base.isupper() else 0.0})"
        for letter, (base, mark) in parts.items()
    )
    return _OVERLAY.format(parts=f"({rows},)")


def _plainer(text: str) -> str:
    """Text without the marks that cannot be set this way (a letter's second one, a dot below)."""
    kept = []
    for letter in text.translate(_NOT_IN_OT1):
        split = unicodedata.normalize("NFD", letter)
        one = unicodedata.normalize("NFC", split[:2])
        kept.append(
            one if len(split) > 1 and split[1] in _SPACING else split[0] if len(split) > 1 else letter
        )
    return "".join(kept)


def _print(sheet: Sheet, blocks: tuple[Block, ...], faulty: bool) -> bytes:
    if sheet.typesetter == "pdflatex":
        style = replace(sheet.style, font="lmodern")
        old = rf"{pdflatex.STAMPS}\usepackage[OT1]{{fontenc}}\usepackage{{lmodern}}"
        fonts = old if faulty else pdflatex.fonts(style)
        return pdflatex.print_latex(latex.article(style, fonts, latex.markup(map(latex.printed, blocks))))
    text = "".join(block.line for block in blocks)
    return typeset(sheet, (_rules(_parts(text)) if faulty else "") + body(blocks))


def _places(pdf: bytes) -> tuple[Placed, ...]:
    """Where marks are printed that stand alone: all of them are over letters."""
    import pymupdf

    opened: Any = pymupdf.open
    marks = {ord(mark) for mark in _SPACING.values()}
    placed = []
    with opened(stream=BytesIO(pdf), filetype="pdf") as document:
        for number, page in enumerate(document, start=1):
            chars = [char for span in page.get_texttrace() for char in span["chars"] if char[0] in marks]
            boxes = tuple(tuple(round(value, 2) for value in char[3]) for char in chars)
            if boxes:
                placed.append(Placed(page=number, boxes=boxes))
    return tuple(placed)


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(with_accents(person, rng), rng, typesetter)
    change = sheet.arrangement.mapped(
        lambda block: replace(
            block, text=_plainer(block.text), lead=_plainer(block.lead), right=_plainer(block.right)
        )
    )
    blocks = (
        tuple(latex.printed(block) for block in change.blocks) if typesetter == "pdflatex" else change.blocks
    )
    printed = _print(sheet, blocks, faulty)
    pdf = finished(sheet, printed)
    reference = plain_text(replace(change, header=(), columns=(blocks,)))
    return Faulty(pdf=pdf, reference=reference, placed=_places(pdf) if faulty else ())


FAULT = Fault(
    id="accent-overlay",
    catalogue="E13",
    rule_ids=("ATS115",),
    expect="violation",
    typesetters=("typst", "pdflatex"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
