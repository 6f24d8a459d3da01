"""Letters that are no text: shared by the rules on pictures and on outlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from atsharness.model import Evidence
from atsharness.model.facts import InkText, LinkFacts
from atsharness.model.geometry import contains
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of
from atsharness.rules.model import Artifacts, Draft

_MISSING = frozenset({"missing", "substituted"})
_PLACES = {"image": "in a picture", "outlines": "drawn as outlines"}
_UNREAD = {"image": "a picture", "outlines": "outlines"}
"""Names a finding whose letters nobody read."""

LEAST_LINKS = 2
"""Links that drawings hold in whole which are no letters, but icons."""

LEAST_LETTERS = 3
"""Letters that OCR must read for ink to be text."""


def drafts(artifacts: Artifacts, kind: Literal["image", "outlines"]) -> Iterator[Draft]:
    """One draft a page, for ink of a kind that looks like letters and that no text lies on.

    Args:
        artifacts: of the document.
        kind: of ink.
    """
    facts = facts_of(artifacts)
    scans = {page.number for page in facts.pages if page.scan or page.ocr_layer}
    pages: dict[int, list[InkText]] = {}
    for one in facts.ink:
        unread = not one.covered_by_text and one.page not in scans and not _are_icons(one, facts.links)
        if one.kind == kind and unread and _is_text(one):
            pages.setdefault(one.page, []).append(one)
    for page, some in sorted(pages.items()):
        yield _draft(artifacts, page, some)


def _is_text(ink: InkText) -> bool:
    """What OCR read nothing in is a drawing; what it has not looked at is text until it has."""
    return ink.text is None or sum(char.isalnum() for char in ink.text) >= LEAST_LETTERS


def _are_icons(ink: InkText, links: Sequence[LinkFacts]) -> bool:
    """Whether drawings are links one by one: letters of a word have one in common."""
    x0, y0, x1, y1 = ink.box
    own = [
        link
        for link in links
        if link.page == ink.page and link.icon_only and contains((x0 - 3, y0 - 3, x1 + 3, y1 + 3), link.box)
    ]
    return ink.kind == "outlines" and len({link.uri for link in own}) >= LEAST_LINKS


def _draft(artifacts: Artifacts, page: int, ink: Sequence[InkText]) -> Draft:
    kind = ink[0].kind
    boxes = tuple(one.box for one in ink[:MOST_BOXES])
    read = [one.text.strip() for one in ink if one.text]
    words = artifacts.measured.words_in(page, boxes) if read else []
    cost = costing.content(artifacts, words, _MISSING)
    shapes = sum(one.glyphs for one in ink)
    own = Evidence(
        kind="drawn",
        page=page,
        box=boxes[0],
        expected=" ".join(read)[:200] or None,
        note="read by OCR; no text layer there" if read else f"{shapes} letter-like shapes and no text",
    )
    said = f"text {_PLACES[kind]}: “{' '.join(read)[:60]}”"
    return Draft(
        message=said if read else f"likely text {_PLACES[kind]}, unread because OCR did not run",
        anchor=" ".join(read) or f"{_UNREAD[kind]} on page {page}",
        page=page,
        boxes=boxes,
        costs=(cost,) if words else (costing.everywhere(artifacts),),
        evidence=(own, *costing.lost_words(artifacts, cost)),
        confidence="high" if read else "medium",
    )
