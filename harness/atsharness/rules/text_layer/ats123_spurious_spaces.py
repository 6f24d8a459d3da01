"""Space characters inside words where the page shows no gap.

What it looks for:
    A space character between two letters that stand as close as the letters of one word, and pieces of one
    word that the file places separately.

Why parsers lose it:
    The space is in the file, so every path returns it: ENGI NEERI NG.

Evidence:
    The word, and the pieces that a path returns.

How to fix:
    Export with a program that does not place glyphs on a fixed pitch.

Limits:
    Only gaps that no person sees count. Where the page separates its other words by equally narrow gaps,
    short pieces are taken for words (ATS122).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from atsharness.model.text_facts import (
    IconWord,
    MissingSpace,
    NoSpaceCharacters,
    PrivateIcons,
    SpuriousSpace,
)
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of, touch
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._gaps import false_spaces


def _message(spaces: Sequence[SpuriousSpace]) -> str:
    return f"{counted(len(spaces), 'space')} inside words where the page shows none"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    others = facts.of(IconWord, PrivateIcons, MissingSpace, NoSpaceCharacters)
    spaces = [space for space in false_spaces(facts) if not any(touch(other, space) for other in others)]
    for draft in fact_drafts(artifacts, spaces, _message):
        if any(cost.any for cost in draft.costs):  # a space that no path returns is none
            places = [artifacts.measured.box_of(index)[1] for index in sorted(costing.all_words(draft.costs))]
            boxes = tuple(box for box in places if box is not None)
            yield msgspec.structs.replace(draft, boxes=boxes or draft.boxes)


RULE = Rule(
    id="ATS123",
    name="spurious-spaces",
    depth=7,
    find=_find,
    advice={
        "": "Export the PDF again from the original document; do not print it through a PDF printer driver.",
    },
)
