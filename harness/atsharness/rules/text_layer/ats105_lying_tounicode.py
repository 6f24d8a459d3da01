"""A font whose Unicode map gives other letters than its glyphs show.

What it looks for:
    Lines in fonts whose glyphs, compared by shape, are not the letters that the map claims, and which OCR
    (where it ran) does not read as the map has them either.

Why parsers lose it:
    Every path repeats what the map says. The page shows "Python", the text reads "Qzuipm".

Evidence:
    The share of glyphs whose shape fits their letter, glyphs that look like another letter, and words as OCR
    reads them beside what paths return.

How to fix:
    Export without "copy protection", and use a font that is embedded unchanged.

Limits:
    Shapes are compared for letters and digits of text fonts only. Without OCR the words themselves are
    unknown: the loss is then that every path repeats the wrong map, with medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import Evidence
from atsharness.model.facts import FontFacts
from atsharness.model.text_facts import WrongLetters
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of, pages_of
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._unmapped import is_missing, is_type3


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    by_font: dict[int, list[WrongLetters]] = {}
    for line in facts.of(WrongLetters):
        if line.font is None or is_type3(font := facts.fonts[line.font]) or is_missing(font):
            continue  # a font without a map says nothing (ATS103)
        by_font.setdefault(line.font, []).append(line)
    for index, lines in sorted(by_font.items()):
        for page, some in pages_of(lines):
            yield _draft(artifacts, facts.fonts[index], page, some)


def _draft(artifacts: Artifacts, font: FontFacts, page: int, lines: Sequence[WrongLetters]) -> Draft:
    boxes = tuple(line.box for line in lines[:MOST_BOXES])
    words = artifacts.measured.words_in(page, boxes)
    cost = costing.content(artifacts, words)
    suspects = ", ".join(f"{one.text!r} looks like {one.looks_like!r}" for one in font.suspects[:5])
    share = "" if font.agree is None else f"{100 * font.agree:.0f} % of {font.voted} glyphs fit their letter"
    vote = Evidence(
        kind="font",
        page=page,
        box=boxes[0],
        observed=font.name,
        note="; ".join(part for part in (share, suspects) if part),
    )
    return Draft(
        message=f"the Unicode map of the font {font.name} gives other letters than its glyphs show",
        anchor=font.name,
        page=page,
        boxes=boxes,
        costs=(cost,) if cost.any else (cost, costing.everywhere(artifacts)),
        evidence=(vote, *costing.lost_words(artifacts, cost)),
        confidence="high" if cost.any else "medium",
    )


RULE = Rule(
    id="ATS105",
    name="lying-tounicode",
    depth=5,
    find=_find,
    advice={
        "": "Export the PDF again without copy protection or font obfuscation.",
        "word": "Use a font whose licence lets it be embedded.",
    },
)
