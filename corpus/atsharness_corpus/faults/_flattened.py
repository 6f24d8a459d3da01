"""Contact data as an object over the page (a form field, an annotation) or, in a near-miss, flattened.

Phone and e-mail are first printed as a line of the page, so that their place is known; a positive then
has an object with the same text at that place instead.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from atsharness.model import Box
from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._expected import expected, unmistakable
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    PRESSES,
    column,
    drawn_sheet,
    editing,
    finished,
    marked_places,
    printed,
)
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

Put = Callable[[Any, Box, str, float], None]
"""Puts a text at a box of a PyMuPDF page, in that size."""


def flattened_fault(fault_id: str, catalogue: str, rule_id: str, put: Put) -> Fault:
    """A fault whose positive has one object for the phone and one for the e-mail."""

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        import pymupdf

        opened: Any = pymupdf.open
        sheet = drawn_sheet(person, rng, typesetter)
        items = [person.basics.phone, person.basics.email]
        others = " | ".join(item for item in arrange.contact_items(person) if item not in items)
        rng.shuffle(items)
        head = [block for block in sheet.blocks if block.kind in ("name", "label")]
        rest = [block for block in sheet.blocks if block.kind not in ("name", "label", "contact")]
        lines = [Block(kind="contact", text=text) for text in items]
        blocks = [*head, Block(kind="contact", text=others), *lines, *rest]
        # A field's frame needs more room than a line of text.
        room = Setting(size=sheet.style.size, space=round(0.7 * sheet.style.size, 1))
        page = printed(sheet, blocks, range(len(head) + 1, len(head) + 3), room)
        reference = plain_text(column(blocks))
        if not faulty:
            return Faulty(pdf=finished(sheet, page), reference=reference)
        placed = marked_places(page)
        stripped = finished(sheet, page, editing(lambda _: []))
        out = BytesIO()
        with opened(stream=stripped, filetype="pdf") as document:
            for box, text in zip(placed[0].boxes or (), items, strict=True):
                put(document[0], box, text, sheet.style.size)
            document.save(out, no_new_id=True)
        certain = tuple(replace(place, words=unmistakable(place.words, reference)) for place in placed)
        return Faulty(pdf=finished(sheet, out.getvalue(), _unnamed), reference=reference, placed=certain)

    # MuPDF and PDFium may draw objects with the page; the others read its content alone.
    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect="violation",
        typesetters=PRESSES,
        expected=expected("missing", "pypdf-plain", "pypdf-layout", "pdfminer-layout", "pdfplumber"),
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _unnamed(document: Any) -> None:
    """Removes the names that PyMuPDF gives annotations: they would tell who made the file."""
    for page in document.pages:
        for annotation in page.get("/Annots", ()):
            for key in ("/NM", "/M", "/CreationDate"):
                if key in annotation:
                    del annotation[key]
