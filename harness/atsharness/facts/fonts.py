"""Fonts as the pages use them, and the glyphs whose letters are in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from atsharness.facts.font_dictionaries import described_fonts, normalised
from atsharness.facts.guard import Guard
from atsharness.model import Box
from atsharness.model.facts import FontFacts, Run
from atsharness.model.geometry import union
from atsharness.model.text_facts import (
    ControlCodes,
    IconWord,
    LigatureCharacters,
    NamedLetter,
    OddGlyphs,
    PrivateIcons,
    PrivateLetters,
    SymbolBullet,
    UnmappedGlyphs,
)
from atsharness.page.page import Page

SYMBOLIC = re.compile(
    r"wingding|webding|dingbat|zapfd|^symbol|opensymbol|awesome|material(icon|symbol)|icon|marvosym|bbding|fontello"
    r"|glyphicon|pifont|emoji|ionic|typicon|entypo|academicon|ifsym|fourier-?orns|msam|segoe ?mdl",
    re.IGNORECASE,
)
"""Names of fonts that hold pictures instead of letters."""

WORD_GLYPH = 4
"""A glyph that stands for so many letters or more is a picture with a name, no ligature."""

SAME_BULLETS = 3
"""A sign that begins so many lines is a bullet, a contact's icon is not."""

FEW_BULLETS = 2
"""Different glyphs of a font of pictures that draws bullets; one of more draws icons, before dates too."""

_BULLET_FONTS = re.compile(r"wingding|webding|dingbat|^symbol|opensymbol", re.IGNORECASE)
_LIGATURES = range(0xFB00, 0xFB07)


def is_private(char: str) -> bool:
    """Whether a character is of a private-use area."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def is_control(char: str) -> bool:
    """Whether it is a control character that stands for no white space."""
    return (char < " " and char not in "\t\n\r") or "\x7f" <= char <= "\x9f"


# --- fonts as they are used -----------------------------------------------------------------------


def font_facts(document: Any, names: Sequence[str], pages: Sequence[Page], guard: Guard) -> list[FontFacts]:
    """One fact for each font name met on the pages, in that order.

    Args:
        document: PyMuPDF's.
        names: as the text trace gives them, from `glyphs.Fonts`.
        pages: all pages read.
        guard: takes the notes on fonts that cannot be described.
    """
    described = described_fonts(document, pages, guard)
    used = _used(names, pages)
    found = []
    for name, use in zip(names, used, strict=True):
        facts = msgspec.structs.replace(_for_name(name, described), name=name, **use)
        if facts.tounicode == "full" and facts.unmapped:
            facts = msgspec.structs.replace(facts, tounicode="partial")
        found.append(facts)
    return found


def _for_name(name: str, described: Iterable[tuple[str, FontFacts]]) -> FontFacts:
    """The description that fits a trace's font name, which is cut at 24 characters or so."""
    bare = _plain(name)
    found = [
        facts
        for other, facts in described
        if (plain := _plain(other)) and (plain.startswith(bare) or bare.startswith(plain))
    ]
    if not found:
        return FontFacts(name=name)
    worst = {"none": 0, "partial": 1, "not_needed": 2, "full": 3}
    facts = min(found, key=lambda one: (worst[one.tounicode], one.embedded))
    # Fonts of one name cannot be told apart on the page.
    named = {key: value for one in found for key, value in one.named}
    return msgspec.structs.replace(
        facts, embedded=all(one.embedded for one in found), named=tuple(sorted(named.items()))
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"-(Identity-[HV]|UCS2.*)$", "", name).lower())


def _used(names: Sequence[str], pages: Sequence[Page]) -> list[dict[str, Any]]:
    """How each font is used: counts of glyphs, sizes, pages."""
    glyphs: list[set[int]] = [set() for _ in names]
    counts: list[Counter[str]] = [Counter() for _ in names]
    sizes: list[Counter[float]] = [Counter() for _ in names]
    on: list[set[int]] = [set() for _ in names]
    boxes: list[list[Box]] = [[] for _ in names]
    for page in pages:
        for run in page.runs:
            ink = len(run.text) - run.text.count(" ") - run.text.count("\xa0")
            if not ink:
                continue
            index = run.font
            glyphs[index].update(run.glyphs)
            counts[index]["glyphs"] += ink
            if not run.text.isascii() or not run.text.isprintable():
                counts[index]["unmapped"] += run.text.count("\ufffd")
                pairs = zip(run.text, run.glyphs, strict=False)
                counts[index]["absent"] += sum(glyph == 0 and char == "\ufffd" for char, glyph in pairs)
                counts[index]["private"] += sum(map(is_private, run.text))
                counts[index]["controls"] += sum(map(is_control, run.text))
            sizes[index][round(run.size, 1)] += ink
            on[index].add(page.number)
            if page.number == min(on[index]):
                boxes[index].append(run.box)
    return [
        {
            "pages": tuple(sorted(on[index])),
            "distinct": len(glyphs[index] - {-1}),
            "sizes": tuple(sizes[index].most_common(12)),
            "symbolic": bool(SYMBOLIC.search(name)),
            "box": union(boxes[index]) if boxes[index] else None,
            "glyphs": counts[index]["glyphs"],
            "unmapped": counts[index]["unmapped"],
            "absent": counts[index]["absent"],
            "private": counts[index]["private"],
            "controls": counts[index]["controls"],
        }
        for index, name in enumerate(names)
    ]


# --- glyphs in doubt ---------------------------------------------------------------------------------


def glyph_facts(page: Page, fonts: Sequence[FontFacts]) -> list[OddGlyphs | NamedLetter]:
    """Glyphs without a letter, with a private one, with a name instead of a letter, with a ligature's code.

    One fact for each unbroken stretch of one kind in a run.
    """
    found: list[OddGlyphs | NamedLetter] = []
    bullets = _bullets(page, fonts)
    for index, run in enumerate(page.runs):
        font = fonts[run.font]
        plain = run.text.isascii() and run.text.isprintable() and -1 not in run.glyphs
        if plain and not font.symbolic and not font.named:
            continue
        for kind, start, stop in _stretches(run, font, index in bullets):
            found.append(
                kind(
                    page=page.number,
                    box=glyph_box(run, start, stop),
                    text=run.text[start:stop],
                    font=run.font,
                    font_name=font.name,
                    glyphs=stop - start,
                )
            )
        found += _named_letters(page, run, dict(font.named))
    return found


def _named_letters(page: Page, run: Run, named: dict[str, str]) -> Iterator[NamedLetter]:
    """Letters that their glyph's name alone tells."""
    for at, char in enumerate(run.text) if named else ():
        if run.glyphs[at] < 0:
            continue
        stop = at + 1 + _further(run, at)
        letters = normalised(run.text[at:stop] if stop > at + 1 else char)
        if letters in named:
            yield NamedLetter(
                page=page.number,
                box=glyph_box(run, at, stop),
                text=letters,
                font=run.font,
                glyph_name=named[letters],
            )


def _bullets(page: Page, fonts: Sequence[FontFacts]) -> set[int]:
    """Runs that are bullets: one glyph that begins a line, in a font of bullets or on many lines."""
    begins: dict[tuple[int, int], list[int]] = {}
    for line in page.lines:
        first = line.words[0]
        if len(line.words) > 1 and len(first.text) == 1 and len(first.parts) == 1:
            run, at = first.parts[0].run, first.parts[0].start
            # By glyph: all pictures without a letter have the same text.
            begins.setdefault((page.runs[run].font, page.runs[run].glyphs[at]), []).append(run)
    return {
        run
        for (font, _), found in begins.items()
        for run in found
        if (len(found) >= SAME_BULLETS and not (fonts[font].symbolic and fonts[font].distinct > FEW_BULLETS))
        or _BULLET_FONTS.search(fonts[font].name)
    }


def glyph_box(run: Run, start: int, stop: int) -> Box:
    """The box of glyphs ``[start, stop)`` of a run."""
    if not run.horizontal:
        return run.box
    return min(run.x0[start:stop]), run.box[1], max(run.x1[start:stop]), run.box[3]


def _stretches(run: Run, font: FontFacts, bullet: bool) -> list[tuple[type[OddGlyphs], int, int]]:
    found: list[tuple[type[OddGlyphs], int, int]] = []
    text = run.text
    for at, char in enumerate(text):
        kind = _kind(run, at, char, font, bullet)
        if kind is None:
            continue
        if found and found[-1][0] is kind and found[-1][2] == at and kind is not IconWord:
            found[-1] = (kind, found[-1][1], at + 1)
        elif kind is IconWord:
            found.append((kind, at, at + 1 + _further(run, at)))
        else:
            found.append((kind, at, at + 1))
    return found


def _kind(run: Run, at: int, char: str, font: FontFacts, bullet: bool) -> type[OddGlyphs] | None:
    if char == "\ufffd":
        # A picture without a letter is one that paths name as they please: "/linkedin", "(cid:128)", "Æ".
        return UnmappedGlyphs if not font.symbolic else SymbolBullet if bullet else PrivateIcons
    if char == "\x00":
        return None  # `characters` looks at these
    if is_control(char):
        return ControlCodes
    if is_private(char):
        if bullet:
            return SymbolBullet
        letters = font.glyphs - font.private - font.unmapped
        return PrivateIcons if font.symbolic or letters < font.private else PrivateLetters
    if ord(char) in _LIGATURES:
        return LigatureCharacters
    if run.glyphs[at] >= 0 and _further(run, at) >= WORD_GLYPH - 1 and _names(run, at):
        return IconWord
    if font.symbolic and char.isalnum() and run.glyphs[at] >= 0:
        if bullet:
            return SymbolBullet
        return PrivateIcons if unicodedata.category(char) in ("Lo", "So") else IconWord
    return None


def _names(run: Run, at: int) -> bool:
    """Whether what a glyph stands for has a letter: several blanks are one space, told in many ways."""
    return any(map(str.isalnum, run.text[at : at + 1 + _further(run, at)]))


def _further(run: Run, at: int) -> int:
    """How many more letters the glyph stands for."""
    count = 0
    while at + count + 1 < len(run.glyphs) and run.glyphs[at + count + 1] < 0:
        count += 1
    return count
