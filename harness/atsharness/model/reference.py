"""Known text: words with their places, values of a structured source."""

from __future__ import annotations

from typing import Literal

from atsharness.model.geometry import Box
from atsharness.model.value import Value

ReadBy = Literal["glyphs", "ocr", "xml", "markup", "characters"]
"""Glyphs of a PDF, a picture by OCR, the parts of a DOCX or ODT, what an RTF or HTML file marks up, the
characters of a plain text."""

LeafKind = Literal["text", "date", "url", "email", "phone", "heading"]


class Word(Value, frozen=True, kw_only=True):
    """A maximal run of non-whitespace; `box`, `line` and `font` where the engine gives them.

    `page` counts from 1; it is 0 in a document without pages (`atsharness.model.flow_facts.SHEET`).
    """

    text: str
    page: int
    box: Box
    line: int | None = None
    font: str | None = None


class Leaf(Value, frozen=True, kw_only=True):
    """One value of a structured source. `pointer` is a JSON Resume pointer (``work.0.startDate``)."""

    pointer: str
    text: str
    """As a person reads it: markup taken off; a date as the source has it."""
    kind: LeafKind = "text"
    forms: tuple[str, ...] = ()
    """Ways in which it may be printed, the likeliest first; the text alone where empty."""
    words: tuple[int, ...] = ()
    """Which words of the reference it is, once its places on the page are known."""


class Reference(Value, frozen=True, kw_only=True):
    """Known text in page order.

    `words`, only where places on the page are known, are the words of `text` one by one; one that the page's
    reader did not find has no place.
    """

    text: str
    origin: Literal["source", "visual"] = "source"
    source_path: str | None = None
    words: tuple[Word | None, ...] | None = None
    items: tuple[int, ...] = ()
    """Words with which items of lists begin whose signs are no words of the text, as in Word and HTML."""
    leaves: tuple[Leaf, ...] = ()
    """Of a structured source, in its own order."""
    not_on_page: tuple[str, ...] = ()
    """Words of the source that the page does not show: outside every denominator."""
    read_by: ReadBy | None = None
    """How the page was read that gave order and places."""
    complete: bool = True
    """False where ink that looks like text was not read."""
    matches_page: bool = True
    """False for a source of which the page, read whole, shows less than half: another document's."""
    confidence: float = 1.0
    """Estimated word F1 of the words against what the page shows."""
    order_known: bool = True
    """False where the page's order is too uncertain to hold paths against."""
    overruled: int = 0
    """Places of a visual reference at which other readers agree against it, and are taken to be right."""
    warnings: tuple[str, ...] = ()


class ReferenceSummary(Value, frozen=True, kw_only=True):
    """What a report says of the reference. `not_on_page` counts words of the source that the page lacks."""

    origin: Literal["source", "visual"]
    source_path: str | None
    word_count: int
    reason: str | None = None
    """Why there is none, and nothing is measured."""
    read_by: ReadBy | None = None
    complete: bool = True
    matches_page: bool = True
    """False for a source that is another document's."""
    confidence: float = 1.0
    agreement: float | None = None
    """Share of the page's words that another code base reads too; its own engine agrees by construction."""
    order_known: bool = True
    overruled: int = 0
    """Places at which the page's first reading was put right by what other readers agree on."""
    not_on_page: int = 0
    not_on_page_words: tuple[str, ...] = ()
    """Personal data, like texts: kept only where they are."""
    warnings: tuple[str, ...] = ()
