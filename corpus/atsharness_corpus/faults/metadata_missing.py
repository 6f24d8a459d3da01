"""E15: a file without language and title, or with a title filled in by a program; the near-miss has both."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, preamble
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst

_MADE_UP = ("Microsoft Word - Document1", "untitled", "Untitled document", "Resume_final(3).docx", "")
_TAG_KEYS = ("/MarkInfo", "/StructTreeRoot")


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    title = rng.choice((None, rng.choice(_MADE_UP)))
    language = rng.choice((None, None, ""))
    untagged = rng.random() < 0.6

    def edit(document: Any) -> None:
        del document.docinfo["/Title"]
        if title is not None:
            document.docinfo["/Title"] = title
        del document.Root.Lang
        if language is not None:
            document.Root.Lang = language
        if untagged:
            for key in _TAG_KEYS:
                if key in document.Root:
                    del document.Root[key]

    printed = typst.compile_pdf(f"{preamble(sheet)}\n{body(sheet.blocks)}", tags=True)
    pdf = finished(sheet, printed, edit if faulty else None)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="metadata-missing",
    catalogue="E15",
    rule_ids=("ATS507",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
