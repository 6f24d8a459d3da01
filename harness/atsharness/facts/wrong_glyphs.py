"""Glyphs of which the text layer says what cannot be: no word spells "logisƟcs", "So昀琀ware", "long-‐term".

A map that lies of a few glyphs looks honest by the rest. What it says of these is told by the words that
they stand in, and, where it is a ligature with a known wrong letter, by how wide they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from atsharness.model.facts import FontFacts, LineWord, Run, WrongGlyph
from atsharness.model.geometry import contains
from atsharness.model.text_facts import WrongLetters
from atsharness.page.page import Page

UNMAPPED = "\ufffd"
MOST_LACKING = 200
"""Words of a page with such glyphs that are looked at: they tell all of its glyphs."""
NOTDEF = 0
"""The glyph of characters that a font lacks (OpenType, "Recommendations for glyph 0")."""
HYPHENS = frozenset("-\u00ad\u2010\u2011\u2212\ufe63\uff0d")
KNOWN = {
    "\u019f": ("ti",),
    "\u01a9": ("tt",),
    "\u014c": ("ft",),
    "\u01a1": ("tf", "ft"),
    "\u01ab": ("tti", "tt"),
}
"""Letters that Word writes for ligatures of Calibri, Carlito and others, which have no code of their own."""
_NEVER_IN_WORDS = frozenset("\u019b\u019e\u01aa\u01ab\u01ad\u01be\u01bf\u0221\u0234\u0235\u0236")
"""Small letters of phonetics: in no language's spelling."""
DINGBATS = re.compile("[\u2701-\u27be]")
"""Most of what ZapfDingbats names `a1` to `a206`. Ghostscript names glyphs of bitmap fonts so, by number, and
then maps them by these names (pdf2ps and ps2pdf, 10.00)."""
LEAST_DINGBATS = 12
"""Different ones from which they are no icons."""
MEASURED = 40
"""Letters of a run that are measured."""
_WIDTH_OFF = 0.1
"""A ligature is as wide as its letters, but for this share."""
_NEIGHBOURS = ("LATIN", "GREEK", "CYRILLIC", "MICRO", "OHM", "COMBINING", "MODIFIER", "FEMININE", "MASCULINE")
"""Scripts whose letters stand within Latin words (`MixedScripts`), and signs that count as letters."""


class _Use(NamedTuple):
    """One place of a glyph: what the text layer says, its width in em, whether no word spells it so."""

    text: str
    width: float
    odd: bool


def with_wrong_glyphs(pages: Sequence[Page], fonts: Sequence[FontFacts]) -> list[FontFacts]:
    """The fonts with the glyphs that the text layer gives letters which cannot be theirs."""
    uses: dict[tuple[int, int], list[_Use]] = defaultdict(list)
    widths: dict[tuple[int, str], float] = {}
    for page in pages:
        for run in page.runs:
            if fonts[run.font].symbolic or not run.visible:
                continue
            if run.text.isascii():
                _measure(run, widths)
            else:
                _collect(run, uses, widths)
    wrong: dict[int, list[WrongGlyph]] = defaultdict(list)
    for (font, glyph), given in sorted(_replaced(pages).items()):
        wrong[font].append(WrongGlyph(glyph=glyph, text=UNMAPPED, letters=given))
    for font, glyphs in _numbered(pages, fonts).items():
        wrong[font] += [WrongGlyph(glyph=glyph, text=text, letters=None) for glyph, text in sorted(glyphs)]
    foreign = _foreign_words(pages)
    for (font, glyph), found in sorted(uses.items()):
        text = found[0].text
        if any(use.odd for use in found) and not foreign & set(text):
            seen = _letters(
                text, found[0].width, {char: width for (of, char), width in widths.items() if of == font}
            )
            wrong[font].append(WrongGlyph(glyph=glyph, text=text, letters=seen))
    return [
        msgspec.structs.replace(font, wrong=tuple(wrong[index])) if index in wrong else font
        for index, font in enumerate(fonts)
    ]


def _numbered(pages: Sequence[Page], fonts: Sequence[FontFacts]) -> dict[int, set[tuple[int, str]]]:
    """All glyphs of Type 3 fonts whose numbers are taken for dingbats' names: no text has so many of them."""
    drawn: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for page in pages:
        for run in page.runs:
            if fonts[run.font].kind == "Type3" and run.visible:
                pairs = zip(run.glyphs, run.text, strict=True)
                drawn[run.font].update((glyph, text) for glyph, text in pairs if not text.isspace())
    dingbats = {font: {text for _, text in own if DINGBATS.match(text)} for font, own in drawn.items()}
    return {
        font: own
        for font, own in drawn.items()
        if len(dingbats[font]) >= LEAST_DINGBATS and 2 * len(dingbats[font]) > len({text for _, text in own})
    }


def _measure(run: Run, widths: dict[tuple[int, str], float]) -> None:
    """How wide a plain run's letters are, by those at its start."""
    for at, stop in _glyphs(run):
        if at > MEASURED:
            return
        if stop == at + 1:
            widths.setdefault((run.font, run.text[at]), (run.x1[at] - run.x0[at]) / (run.size or 1.0))


def _collect(run: Run, uses: dict[tuple[int, int], list[_Use]], widths: dict[tuple[int, str], float]) -> None:
    """What a run uses its glyphs for."""
    for at, stop in _glyphs(run):
        text = run.text[at:stop]
        width = (run.x1[at] - run.x0[at]) / (run.size or 1.0)
        if text.isascii():
            widths[run.font, text] = width
            continue
        odd = set(text) <= HYPHENS and len(text) > 1
        odd = odd or _is_odd(text, run.text[at - 1 : at] if at else "", run.text[stop : stop + 1])
        if odd or (run.font, run.glyphs[at]) in uses:
            uses[run.font, run.glyphs[at]].append(_Use(text, width, odd))


def _glyphs(run: Run) -> Iterator[tuple[int, int]]:
    """Where each glyph's characters begin and end."""
    starts = [at for at, glyph in enumerate(run.glyphs) if glyph >= 0 or at == 0]
    yield from zip(starts, (*starts[1:], len(run.text)), strict=True)


def _is_odd(text: str, before: str, after: str) -> bool:
    """Whether no word spells its letters so between these two characters."""
    beside = _is_latin(before) or _is_latin(after)
    if not beside or not all(map(str.isalpha, text)):
        return False
    if all(map(_is_foreign, text)):
        return True
    small = _is_latin(before) and before.islower() and _is_latin(after) and after.islower()
    return len(text) == 1 and (
        (text in _NEVER_IN_WORDS and beside) or (small and "\u0100" <= text < "\u0250" and text.isupper())
    )


def _is_latin(char: str) -> bool:
    """Whether a character is a letter of Western European words; lists of rarer ones are no words."""
    return char < "\u0100" and char.isalpha()


def _is_foreign(char: str) -> bool:
    """Whether a letter is of a script that is not mixed with Latin letters in one word."""
    return char > "\u024f" and char.isalpha() and not unicodedata.name(char, "").startswith(_NEIGHBOURS)


def _foreign_words(pages: Sequence[Page]) -> set[str]:
    """Foreign letters that the document also has apart from Latin ones: it is written in their script."""
    found: set[str] = set()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if not word.text.isascii() and not any(map(_is_latin, word.text)):
                    found.update(filter(_is_foreign, word.text))
    return found


def _letters(text: str, width: float, widths: Mapping[str, float]) -> str | None:
    """What a glyph shows, where that can be told without looking at it."""
    if set(text) <= HYPHENS:
        return "-"
    swapped = [_unswapped(char) for char in text]
    if None not in swapped:
        return "".join(letters or "" for letters in swapped)
    for letters in KNOWN.get(text, ()):
        sum_ = sum(widths.get(letter, 9.0) for letter in letters)
        if abs(width - sum_) < _WIDTH_OFF * sum_:
            return letters
    return None


def _unswapped(char: str) -> str | None:
    """The letter whose two bytes Ghostscript 10.00 swapped, or the two after an f that it added up."""
    high, low = divmod(ord(char), 256)
    if low or high > 0xFF:
        return None
    if chr(high).isascii():
        return chr(high) if chr(high).isalpha() else None
    second = chr(high - ord("f"))
    return f"f{second}" if second in "filt" else None


def _replaced(pages: Sequence[Page]) -> dict[tuple[int, int], str]:
    """What /ActualText has for glyphs without a letter of their own, but for a font's box of nothing."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for page in pages:
        lacking = [word for line in page.lines for word in line.words if UNMAPPED in word.text]
        if not lacking or not any(b"ActualText" in stream for stream in page.contents):
            continue
        given = page.page.get_text("words", flags=0)
        for word in lacking[:MOST_LACKING]:
            keys = [
                (page.runs[part.run].font, page.runs[part.run].glyphs[at])
                for part in word.parts
                for at in range(part.start, part.stop)
                if page.runs[part.run].text[at] == UNMAPPED
            ]
            pattern = re.escape(word.text).replace(UNMAPPED, "([^\\W\\d_]{1,3})")
            for x0, y0, x1, y1, text, *_ in given:
                if contains((x0, y0, x1, y1), word.box) and (match := re.fullmatch(pattern, text)):
                    for key, letters in zip(keys, match.groups(), strict=True):
                        found[key].add(letters)
    return {key: letters.pop() for key, letters in found.items() if key[1] != NOTDEF and len(letters) == 1}


def wrong_words(pages: Sequence[Page], fonts: Sequence[FontFacts]) -> Iterator[WrongLetters]:
    """The words that hold such glyphs, with what they show where every one is known.

    Those that the text layer gives no letter at all are facts of their own (`UnmappedGlyphs`).
    """
    of = {
        index: {glyph.glyph: glyph for glyph in font.wrong if glyph.text != UNMAPPED}
        for index, font in enumerate(fonts)
        if font.wrong
    }
    for page in pages if of else ():
        for line in page.lines:
            for word in line.words:
                if not word.text.isascii():
                    yield from _in_word(page, word, of)


def _in_word(
    page: Page, word: LineWord, of: Mapping[int, Mapping[int, WrongGlyph]]
) -> Iterator[WrongLetters]:
    shown: list[str | None] = []
    font = None
    for part in word.parts:
        run = page.runs[part.run]
        for at, stop in _glyphs(run):
            if part.start <= at < part.stop:
                glyph = of.get(run.font, {}).get(run.glyphs[at])
                font = run.font if glyph is not None else font
                shown.append(run.text[at:stop] if glyph is None else glyph.letters)
    if font is not None:
        seen = None if None in shown else "".join(letters or "" for letters in shown)
        yield WrongLetters(page=page.number, box=word.box, text=word.text, seen=seen, font=font)
