"""Space characters inside words where the page shows no gap.

What it looks for:
    A space character between two letters that stand as close as the letters of one word, and pieces of one
    word that the file places separately. Words that a path cuts where their font or its size changes: one
    font lacks some letters, some are raised, or the first is a drop capital.

Why parsers lose it:
    The space is in the file, so every path returns it: ENGI NEERI NG. Where the font changes, some
    paths begin a new word: "Nguyễn" reads "Nguy ễ n".

Evidence:
    The word, and the pieces that a path returns.

How to fix:
    Export with a program that does not place glyphs on a fixed pitch, and in a font that has all letters of
    your language.

Limits:
    Only gaps that no person sees count. Where the page separates its other words by equally narrow gaps,
    short pieces are taken for words (ATS122).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from atsharness.model.facts import LayoutFacts
from atsharness.model.geometry import iou
from atsharness.model.text_facts import (
    FauxSmallCaps,
    IconWord,
    MissingSpace,
    NoSpaceCharacters,
    PrivateIcons,
    SpuriousSpace,
    TextFact,
)
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, counted, fact_drafts, facts_of, some_texts, touch
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._gaps import false_spaces

SAME = 0.5
"""Overlap of two boxes of one word."""


class _TwoFonts(TextFact, frozen=True, kw_only=True):
    """A word with letters of several fonts or sizes."""

    sizes: bool


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
    yield from _cut_at_fonts(artifacts, facts)


def _cut_at_fonts(artifacts: Artifacts, facts: LayoutFacts) -> Iterator[Draft]:
    """Words of several fonts or sizes that some path cuts."""
    capitals = facts.of(FauxSmallCaps)  # ATS126's
    words = [word for word in _of_two_fonts(facts) if not any(touch(other, word) for other in capitals)]
    words = words[:MOST_BOXES]
    measured = artifacts.measured
    spoilt = measured.spoilt(
        {index for word in words for index in measured.words_touching(word.page, [word.box])}, ("split",)
    )
    split = {measured.box_of(index) for indices in spoilt.values() for index in indices}
    cut = [
        word
        for word in words
        if any(page == word.page and box and iou(box, word.box) > SAME for page, box in split)
    ]
    for by_size in (False, True):
        some = [word for word in cut if word.sizes == by_size]
        yield from fact_drafts(artifacts, some, _font_message, forms=("split",))


def _of_two_fonts(facts: LayoutFacts) -> Iterator[_TwoFonts]:
    """Words whose parts differ in font or size."""
    for page in facts.pages:
        for word in (word for line in page.lines for word in line.words if len(word.parts) > 1):
            runs = [page.runs[part.run] for part in word.parts]
            sizes = {run.size for run in runs}
            if len(sizes) > 1 or len({run.font for run in runs}) > 1:
                yield _TwoFonts(page=page.number, box=word.box, text=word.text, sizes=len(sizes) > 1)


def _font_message(words: Sequence[_TwoFonts]) -> str:
    where = "a letter is larger or smaller than the next" if words[0].sizes else "the font changes within"
    return f"{counted(len(words), 'word')} cut where {where}: {some_texts(words)}"


RULE = Rule(
    id="ATS123",
    name="spurious-spaces",
    depth=7,
    find=_find,
    advice={
        "": (
            "Set each word in one size (no drop capitals), in a font that has all its letters, and export the"
            " PDF anew; do not print it through a PDF printer driver."
        ),
        "chromium": (
            "Put a font that has all letters of your language first in font-family (Noto Sans), and set each"
            " word in one size (no ::first-letter)."
        ),
        "latex": r"Set each word in one font and one size: no \lettrine, and C++ without smaller signs.",
    },
)
