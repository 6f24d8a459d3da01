"""E07: ligature glyphs mapped to U+FB00-FB04; a search for "efficient" then finds nothing."""

from __future__ import annotations

import random

from atsharness_corpus.faults._expected import expected
from atsharness_corpus.faults._mapped import Change, mapped_fault

_LIGATURES = {"ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02", "ffi": "\ufb03", "ffl": "\ufb04"}

_EXPECTED = (
    *expected("ok~compat", "pymupdf-stream", "pymupdf-sorted", "pypdf-plain", "pypdf-layout"),
    *expected("ok", "pdfium", "pdfplumber"),
)
"""PDFium and pdfplumber take ligatures apart."""


def _draw(_reference: str, rng: random.Random) -> Change:
    chosen = {"fi", "ffi", *rng.sample(("ff", "fl", "ffl"), rng.randint(0, 3))}
    return lambda text: _LIGATURES[text] if text in chosen else text


FAULT = mapped_fault("ligature-codepoints", "E07", "ATS109", _draw, ligatures=True, expected=_EXPECTED)
