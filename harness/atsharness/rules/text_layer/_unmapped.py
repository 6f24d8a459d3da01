"""Text whose letters the file does not tell: shared by the rules on missing and broken maps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from atsharness.model import Box, Evidence
from atsharness.model.facts import FontFacts, LayoutFacts
from atsharness.model.text_facts import ControlCodes, GlyphFact, InkedSpace, NulCharacters, UnmappedGlyphs
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import ALTERED
from atsharness.rules.kit.text_facts import MOST_BOXES, counted, facts_of, pages_of
from atsharness.rules.model import Artifacts, Cost, Draft

MOSTLY = 0.5
"""Share of a font's glyphs without a letter from which the map as a whole is missing."""

_JUNK = re.compile(r"\(cid:\d+\)|[\ufffd\ufffe\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
"""What paths return for a glyph without a letter: a number, a sign for it, the raw code."""

LEAST_GLYPHS = 3
"""A font of fewer glyphs holds a bracket or a rule, not text."""

LEAST_INKED = 4
"""Fewer spaces with ink in a whole document are a neighbour's overhang."""

TRACED_BY = "mupdf"
"""The family whose glyph trace the layout facts are made of."""


def is_type3(font: FontFacts) -> bool:
    """Whether a font is one; MuPDF names fonts without a name of their own by their kind."""
    return font.kind == "Type3" or font.name.startswith("Type3 (")


def is_missing(font: FontFacts) -> bool:
    """Whether a font has no map at all, or none that tells most of its letters."""
    lost = font.unmapped + font.controls
    if lost and font.tounicode == "none":
        return True
    return lost > MOSTLY * max(1, font.glyphs)


def drafts(
    artifacts: Artifacts, chosen: Callable[[FontFacts], bool], message: Callable[[FontFacts, int], str]
) -> Iterator[Draft]:
    """One draft for each font chosen and page, from the glyphs without a letter.

    Args:
        artifacts: of the document.
        chosen: which fonts are the rule's.
        message: from a font and the number of its glyphs to the finding's sentence.
    """
    facts = facts_of(artifacts)
    by_font: dict[int, list[GlyphFact]] = {}
    # Where NULs stand between the letters, the other halves of the codes are no letters either (ATS112).
    nuls = {fact.page for fact in facts.of(NulCharacters)}
    for fact in facts.of(UnmappedGlyphs, ControlCodes, InkedSpace):
        if not chosen(facts.fonts[fact.font]) or is_type3(facts.fonts[fact.font]):
            continue
        if fact.page not in nuls:
            by_font.setdefault(fact.font, []).append(fact)
    for index, found in sorted(by_font.items()):
        font = facts.fonts[index]
        if font.glyphs < LEAST_GLYPHS:
            continue
        if len(found) < LEAST_INKED and all(isinstance(fact, InkedSpace) for fact in found):
            continue
        for page, some in pages_of(found):
            count = sum(fact.glyphs for fact in some)
            boxes = tuple(fact.box for fact in some[:MOST_BOXES])
            costs = _of(artifacts, page, boxes, facts)
            if any(isinstance(fact, InkedSpace) for fact in some) and not any(one.any for one in costs):
                # Every path has the map's space there, whatever ink a person sees.
                costs = (*costs, costing.everywhere(artifacts))
            own = Evidence(
                kind="font",
                page=page,
                box=boxes[0],
                observed=font.name,
                note=f"{counted(count, 'unmapped glyph')} on the page; ToUnicode: {font.tounicode}",
            )
            yield Draft(
                message=message(font, count),
                anchor=font.name,
                page=page,
                boxes=boxes,
                costs=costs,
                evidence=(own, *costing.lost_words(artifacts, costs[0])),
            )


def _of(artifacts: Artifacts, page: int, boxes: Sequence[Box], facts: LayoutFacts) -> tuple[Cost, ...]:
    """The loss at the words of the boxes; where nobody could read them, that paths return no letters."""
    measured = artifacts.measured
    cost = costing.content(artifacts, measured.words_touching(page, boxes), ALTERED)
    if cost.any:
        return (cost,)
    # The glyph trace is MuPDF's: what it gives no letter, that engine's text has none for either.
    unread = {
        path
        for path, item in measured.extractions.items()
        if item.family == TRACED_BY or _lacks(item.text or "", facts)
    }
    return cost, Cost(loss="content", hits=measured.hits(unread))


def _lacks(text: str, facts: LayoutFacts) -> bool:
    """Whether a path's text holds signs for unknown letters, or fewer letters than the pages show."""
    if _JUNK.search(text):
        return True
    seen = sum(page.visible_glyphs for page in facts.pages)
    unmapped = sum(font.unmapped + font.controls for font in facts.fonts)
    letters = sum(not char.isspace() for char in text)
    return letters < seen - 0.5 * unmapped
