"""What parser paths certainly make of the words that a fault concerns, declared once a fault.

Only what follows from how a path works is declared, e.g. that it does not look into form fields; where it
depends on a font, a length or on what else stands on the page, nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from atsharness.model import Form, Place
from atsharness_corpus.labels import ExpectedLabel

IN_STREAM_ORDER = ("pymupdf-stream", "pdfium", "pypdf-plain")
KEEPING_ORDER = (*IN_STREAM_ORDER, "pymupdf-sorted", "pypdf-layout", "pdfplumber")
"""Paths that keep the order of a single column; pdfminer may take a date at the right for a column."""
TEXT_PATHS = (*KEEPING_ORDER, "pdfminer-layout", "pdfminer-position")
"""Paths that read the text layer alone."""


def expected(form: Form, *paths: str) -> tuple[ExpectedLabel, ...]:
    """That form on these paths; words that are found are found in their place."""
    place: Place | None = None if form == "missing" else "in_order"
    return tuple(ExpectedLabel(path_id=path, form=form, place=place) for path in paths)


def unmistakable(words: Iterable[str], reference: str) -> tuple[str, ...]:
    """The words that stand in the reference once, in whatever case: no other word can be taken for them."""
    counts = Counter(word.strip(".,;:()").casefold() for word in reference.split())
    return tuple(word for word in words if counts[word.strip(".,;:()").casefold()] == 1)
