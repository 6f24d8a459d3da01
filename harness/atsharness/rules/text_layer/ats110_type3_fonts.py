"""Type 3 fonts, whose glyphs are drawing procedures.

What it looks for:
    Fonts of subtype Type3 in which some glyphs have no known character.

Why parsers lose it:
    The glyphs of a Type 3 font are drawings. Without a Unicode map nothing in the font identifies the
    characters except glyph names, and engines disagree on those. Their widths are in a scale of their own,
    so that some paths put blanks between the figures of a number.

Evidence:
    The font, how many of its glyphs have no character, and words that paths return altered or not at all.

How to fix:
    Use outline fonts (Type 1, TrueType, OpenType).

Limits:
    Type 3 fonts whose text all paths return are not reported: LaTeX writes them with a map.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from atsharness.model import Box, Evidence
from atsharness.model.facts import FontFacts, PageFacts
from atsharness.model.text_facts import WrongLetters
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import ALTERED
from atsharness.rules.kit.text_facts import MOST_BOXES, counted, facts_of
from atsharness.rules.kit.unread import unread
from atsharness.rules.model import Artifacts, Cost, Draft, Rule
from atsharness.rules.text_layer._unmapped import is_type3

_WIDE = re.compile(" {3,}")
"""White space within a value that no text has there."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    for index, font in enumerate(facts.fonts):
        if not is_type3(font) or font.symbolic or not font.glyphs:
            continue
        unknown = font.unmapped + font.controls
        lies = any(fact.font == index for fact in facts.of(WrongLetters))
        for page in facts.pages:
            boxes = _boxes(page, index)
            if not boxes or not (unknown or lies or font.tounicode == "none"):
                continue
            words = artifacts.measured.words_touching(page.number, boxes)
            cost = costing.content(artifacts, words, ALTERED)
            found = tuple(one for one in (cost, _spread(artifacts, words)) if one.any)
            if not (found or unknown or lies):
                continue
            # Codes that stand for no letter, or for wrong ones, are all that any path has.
            costs = found if cost.any or not (unknown or lies) else (*found, costing.everywhere(artifacts))
            what = "mapped to other letters than they show" if lies else f"{unknown} without a character"
            note = f"{font.glyphs} glyphs, {what}; ToUnicode: {font.tounicode}"
            own = Evidence(kind="font", page=page.number, box=boxes[0], observed=font.name, note=note)
            yield Draft(
                message=_message(font, unknown, lies=lies),
                anchor=font.name,
                page=page.number,
                boxes=tuple(boxes[:MOST_BOXES]),
                costs=costs,
                evidence=(own, *costing.lost_words(artifacts, cost)),
            )


def _boxes(page: PageFacts, font: int) -> list[Box]:
    return [run.box for run in page.runs if run.font == font and run.visible and run.text.strip()]


def _spread(artifacts: Artifacts, words: Collection[int]) -> Cost:
    """What is not read for blanks in it: the widths of such glyphs are in a scale of their own."""
    measured = artifacts.measured
    spread = {path: set(words).intersection(unread(artifacts, path, _WIDE)) for path in measured.alignments}
    lost = {path: tuple(sorted(found)) for path, found in spread.items() if found}
    return Cost(loss="content", hits=measured.hits(lost), words=lost)


def _message(font: FontFacts, unknown: int, *, lies: bool) -> str:
    if unknown:
        glyphs = counted(font.glyphs, "glyph")
        return f"the Type 3 font {font.name} gives no letter for {unknown} of its {glyphs}"
    if lies:
        return f"the Type 3 font {font.name} maps glyphs to other letters than they show"
    return f"the Type 3 font {font.name} has no Unicode map, only names of its glyphs"


RULE = Rule(
    id="ATS110",
    name="type3-fonts",
    depth=7,
    find=_find,
    advice={
        "": "Use an outline font (OpenType, TrueType, Type 1) instead of a bitmap or drawn one.",
        "latex": r"Load \usepackage{lmodern} or install cm-super, so that no bitmap fonts are used.",
    },
)
