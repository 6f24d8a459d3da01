"""E02: some glyphs mapped to U+FFFD, as seen in the wild.

Ligatures, so that a search for "efficient" finds nothing, and often rare letters that an encoding left out.
"""

from __future__ import annotations

import random
import string

from atsharness_corpus.faults._expected import expected
from atsharness_corpus.faults._mapped import Change, mapped_fault

_EXPECTED = expected("substituted", "pdfium", "pypdf-plain", "pypdf-layout", "pdfplumber")
"""MuPDF falls back on a simple font's encoding."""


def _draw(reference: str, rng: random.Random) -> Change:
    broken = {"fi", "ffi", *rng.sample(("ff", "fl", "ffl"), rng.randint(0, 3))}
    rarest = sorted(sorted(set(string.ascii_lowercase) & set(reference)), key=reference.count)
    broken |= set(rng.sample(rarest[:10], rng.randint(0, 3)))
    return lambda text: "\ufffd" if text in broken else text


FAULT = mapped_fault("partial-tounicode", "E02", "ATS104", _draw, ligatures=True, expected=_EXPECTED)
