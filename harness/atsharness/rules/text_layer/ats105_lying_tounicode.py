"""A font whose Unicode map gives other letters than its glyphs show.

What it looks for:
    Lines in fonts whose glyphs, compared by shape, are not the letters that the map claims, and which OCR
    (where it ran) does not read as the map has them either. Words that no language spells so: a letter of a
    script that nothing else on the page is written in, a capital of another alphabet amid small letters, one
    hyphen told as several. Letters that every path has otherwise than a source says, always alike.

Why parsers lose it:
    Every path repeats what the map says. The page shows "Python", the text reads "Qzuipm"; or it is right but
    for one ligature, and "logistics" reads "logisƟcs" or "logis琀椀cs".

Evidence:
    The share of glyphs whose shape fits their letter, glyphs that look like another letter, and words as a
    person, or OCR, reads them beside what paths return.

How to fix:
    Export without "copy protection", and use a font that is embedded unchanged. Switch ligatures off. Do not
    send the file through Ghostscript 10.00, as some "compress PDF" tools do: it swaps the bytes of ligatures.

Limits:
    Shapes are compared for letters and digits of text fonts only. Without OCR the words themselves are
    unknown but for common ligatures: the loss is then that every path repeats the wrong map, with medium
    confidence.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from atsharness.model import Confusion, Evidence
from atsharness.model.facts import FontFacts
from atsharness.model.text_facts import WrongLetters
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of, pages_of
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._unmapped import is_missing, is_type3
from atsharness.text.tokens import fold_key


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    by_font: dict[int, list[WrongLetters]] = {}
    for line in facts.of(WrongLetters):
        if line.font is None or is_type3(font := facts.fonts[line.font]) or is_missing(font):
            continue  # a font without a map says nothing (ATS103)
        by_font.setdefault(line.font, []).append(line)
    told: set[int] = set()
    for index, lines in sorted(by_font.items()):
        for page, some in pages_of(lines):
            draft = _draft(artifacts, facts.fonts[index], page, some)
            told |= costing.all_words(draft.costs)
            yield draft
    yield from _constant(artifacts, told)


def _constant(artifacts: Artifacts, told: Collection[int]) -> Iterator[Draft]:
    """Letters that most code bases always have for the same others, but for words that are `told` already."""
    alignments = artifacts.measured.alignments.values()
    pairs = Counter(
        (one.expected, one.observed)
        for alignment in alignments
        for one in alignment.confusions
        if one.systematic and one.cause in ("bad_map", "ligature_lost") and _are_letters(one)
    )
    always = [pair for pair, count in pairs.most_common() if 2 * count > len(alignments)]
    words = sorted(
        {
            index
            for alignment in alignments
            for index, label in enumerate(alignment.words)
            if label.form == "substituted"
            and label.observed
            and index not in told
            and any(label.text.replace(*pair) != label.text and pair[1] in label.observed for pair in always)
        }
    )
    cost = costing.content(artifacts, words)
    if not cost.hits.majority:
        return
    shown = ", ".join(f"“{expected}” as “{observed}”" for expected, observed in always[:4])
    page, box = artifacts.measured.box_of(words[0])
    yield Draft(
        message=f"the text layer always has other letters than the page: {shown}",
        anchor=shown,
        page=page,
        boxes=(box,) if box is not None else (),
        costs=(cost,),
        evidence=costing.lost_words(artifacts, cost),
    )


def _are_letters(one: Confusion) -> bool:
    """Whether letters stand for letters, none of which looks like the other (that is ATS112's)."""
    return (
        one.expected.isalpha()
        and one.observed.isalpha()
        and not unicodedata.name(one.observed[0], "").startswith(("CYRILLIC", "GREEK"))
        and fold_key(one.expected)[0] != fold_key(one.observed)[0]
    )


def _draft(artifacts: Artifacts, font: FontFacts, page: int, lines: Sequence[WrongLetters]) -> Draft:
    boxes = tuple(line.box for line in lines[:MOST_BOXES])
    words = artifacts.measured.words_in(page, boxes)
    cost = costing.content(artifacts, words)
    suspects = ", ".join(
        (
            *(f"{one.text!r} looks like {one.looks_like!r}" for one in font.suspects[:5]),
            *(f"{one.text!r} shows {one.letters or 'something else'!r}" for one in font.wrong[:5]),
        )
    )
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
        "": (
            "Export the PDF again without copy protection, with ligatures switched off, and do not send it"
            " through Ghostscript 10.00 (“compress PDF” tools)."
        ),
        "word": "Switch ligatures off (Format > Font > Advanced), or use another font.",
    },
)
