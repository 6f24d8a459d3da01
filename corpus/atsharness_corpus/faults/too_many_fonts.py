"""E09: five or more font families on a page. The near-miss has two, each in several weights and sizes."""

from __future__ import annotations

import random
from functools import partial
from importlib import import_module
from pathlib import Path

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import Sheet, drawn_sheet, finished, preamble
from atsharness_corpus.model import Block, DoesNotFitError
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst

_FAMILIES = (
    "Libertinus Serif",
    "New Computer Modern",
    "DejaVu Sans Mono",
    "Bitstream Vera Sans",
    "Source Sans Pro",
    "Source Serif Pro",
)
"""Those inside Typst and ReportLab, and two packages of PyPI."""
_PACKAGES = ("font-source-sans-pro", "font-source-serif-pro")
_MODULES = ("font_source_sans_pro", "font_source_serif_pro")
_LAST = "\u017f"
"""The last letter of Latin Extended-A, which all of them have."""
_KINDS = ("name", "section", "title", "meta", "bullet")


def _families(order: list[str], faulty: bool) -> dict[str, str]:
    """Each kind of block in a family of its own, or headings in one and the rest in another."""
    if faulty:
        return dict(zip(_KINDS, order, strict=True))
    return {kind: order[kind in ("name", "section", "meta")] for kind in _KINDS}


def _source(sheet: Sheet, families: dict[str, str]) -> str:
    def set_in(block: Block) -> str:
        family = families.get(block.kind, families["bullet"])
        return f"#[#set text(font: {typst.quoted(family)})\n{typst.markup([block])}]"

    return "\n".join((preamble(sheet), *map(set_in, sheet.blocks)))


def _compiled(source: str) -> bytes:
    import typst as compiler

    folders = [_folder("reportlab") / "fonts", *(_folder(module) / "files" for module in _MODULES)]
    fonts = compiler.Fonts(include_system_fonts=False, font_paths=folders)
    pdf: bytes = compiler.compile(source.encode(), format="pdf", font_paths=fonts, pdf_tags=False)
    return pdf


def _folder(module: str) -> Path:
    return Path(str(import_module(module).__file__)).parent


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    if any(char.isalpha() and char > _LAST for char in sheet.reference):
        raise DoesNotFitError("not every family has every letter; the fallback's glyphs are another fault")
    order: list[str] = rng.sample(_FAMILIES, len(_KINDS))
    pdf = finished(sheet, _compiled(_source(sheet, _families(order, faulty))))
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="too-many-fonts",
    catalogue="E09",
    rule_ids=("ATS211",),
    expect="information",
    needs=("pikepdf", "reportlab", *_PACKAGES),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
