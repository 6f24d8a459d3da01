"""Letters that are no text: shared by the rules on pictures and on outlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from atsharness.model import Evidence
from atsharness.model.facts import InkText
from atsharness.rules.kit import costs as _costs
from atsharness.rules.kit.spots import MOST_BOXES, facts_of
from atsharness.rules.model import Artifacts, Draft

_MISSING = frozenset({"missing", "substituted"})
LEAST_LETTERS = 3
"""Letters that OCR must read for ink to be text."""


def drafts(artifacts: Artifacts, kind: Literal["image", "outlines"], what: str) -> Iterator[Draft]:
    """One draft a page, for ink of a kind that looks like letters and that no text lies on.

    Args:
        artifacts: of the document.
        kind: of ink.
        what: ``a picture``, ``outlines``.
    """
    facts = facts_of(artifacts)
    scans = {page.number for page in facts.pages if page.scan or page.ocr_layer}
    pages: dict[int, list[InkText]] = {}
    for one in facts.ink:
        if one.kind == kind and not one.covered_by_text and one.page not in scans and _is_text(one):
            pages.setdefault(one.page, []).append(one)
    for page, some in sorted(pages.items()):
        yield _draft(artifacts, page, some, what)


def _is_text(ink: InkText) -> bool:
    """What OCR read nothing in is a drawing; what it has not looked at is text until it has."""
    return ink.text is None or sum(char.isalnum() for char in ink.text) >= LEAST_LETTERS


def _draft(artifacts: Artifacts, page: int, ink: Sequence[InkText], what: str) -> Draft:
    boxes = tuple(one.box for one in ink[:MOST_BOXES])
    read = [one.text.strip() for one in ink if one.text]
    words = artifacts.measured.words_in(page, boxes) if read else []
    cost = _costs.content(artifacts, words, _MISSING)
    shapes = sum(one.glyphs for one in ink)
    own = Evidence(
        kind="drawn",
        page=page,
        box=boxes[0],
        expected=" ".join(read)[:200] or None,
        note=f"{shapes} shapes like letters and no text" if not read else "read by OCR; no text lies there",
    )
    shown = f": “{' '.join(read)[:60]}”" if read else ""
    return Draft(
        message=f"text in {what}{shown}" if read else f"what looks like text in {what}, unread without OCR",
        anchor=" ".join(read) or f"{what} on page {page}",
        page=page,
        boxes=boxes,
        costs=(cost,) if words else (_costs.everywhere(artifacts),),
        evidence=(own, *_costs.lost_words(artifacts, cost)),
        confidence="high" if read else "medium",
    )
