"""Bullets that are letters of a symbol font.

What it looks for:
    Characters of a symbol font (Wingdings, Webdings, Zapf Dingbats) at the start of lines, or an icon that
    stands before several lines; and letters at the start of lines in a font that is used for nothing else.

Why parsers lose it:
    Such fonts draw a bullet where other fonts have a letter. Paths that do not know the font return the
    letter: each line begins with 'l' or 'G'.

Evidence:
    What paths return at the start of the lines.

How to fix:
    Use the plain bullet (U+2022).

Limits:
    The bullet of the Symbol font is no problem: all measured paths know it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import SymbolBullet
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._bullets import PLAIN, strays

FEW = 2
"""Different glyphs of a font that draws bullets and nothing else."""

LEAST_LINES = 3
ICONS = re.compile(r"awesome|icon|glyph|material", re.IGNORECASE)
"""Names of fonts that hold pictures."""


def _message(bullets: Sequence[SymbolBullet]) -> str:
    name = bullets[0].font_name
    if ICONS.search(name):
        return f"{counted(len(bullets), 'icon')} of the font {name} at the start of lines"
    return f"{counted(len(bullets), 'bullet')} drawn with the symbol font {name}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    # What OCR made of a picture's bullets is no font's doing (ATS102).
    scans = {page.number for page in facts.pages if page.ocr_layer}
    found = [*facts.of(SymbolBullet), *_letters_as_bullets(facts)]
    bullets = [bullet for bullet in found if bullet.page not in scans]
    yield from fact_drafts(
        artifacts, bullets, _message, forms=LOST, also=lambda some: [strays(artifacts, some)]
    )


def _letters_as_bullets(facts: LayoutFacts) -> Iterator[SymbolBullet]:
    """Letters that begin lines in a font that has no other use: what they show is no letter."""
    lone = {
        index
        for index, font in enumerate(facts.fonts)
        if not font.symbolic and font.distinct <= FEW and font.glyphs >= LEAST_LINES
    }
    for page in facts.pages if lone else ():
        first = {line.words[0].parts[0].run for line in page.lines if len(line.words) > 1}
        for index, run in enumerate(page.runs):
            text = run.text.strip()
            if run.font in lone and run.visible and index in first and _is_no_bullet(text):
                name = facts.fonts[run.font].name
                yield SymbolBullet(page=page.number, box=run.box, text=text, font=run.font, font_name=name)


def _is_no_bullet(text: str) -> bool:
    """Whether a sign is a letter, a digit, or a punctuation mark that begins no item ("§")."""
    return len(text) == 1 and (text.isalnum() or (unicodedata.category(text) == "Po" and text not in PLAIN))


RULE = Rule(
    id="ATS108",
    name="symbol-bullets",
    depth=7,
    find=_find,
    advice={
        "": "Use the plain bullet • of the text font; leave icons out, or put a word in their place.",
        "word": "Define New Bullet > Symbol > (normal text) > •, instead of Wingdings or Symbol.",
        "libreoffice": "Format > Bullets: choose • of the text font, instead of OpenSymbol or Wingdings.",
        "rendercv": "design.highlights.bullet: •",
    },
)
