"""Characters that look right and are not what a search finds: marks, joiners, mixed scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from atsharness.facts.fonts import glyph_box
from atsharness.model import Box
from atsharness.model.facts import LineWord, Run
from atsharness.model.text_facts import (
    AccentOverlay,
    AnyTextFact,
    BidiControls,
    DecomposedCharacters,
    Emoji,
    InkedSpace,
    LookAlikeSigns,
    MixedScripts,
    NoBreakSpaces,
    NulCharacters,
    RightToLeftWord,
    SoftHyphen,
    StyledLetters,
    TextFact,
    VisualOrderWord,
    ZeroWidthCharacters,
)
from atsharness.page.page import Page
from atsharness.page.words import is_alphabet
from atsharness.text.graphemes import SPACING_ACCENTS, accented
from atsharness.text.look_alikes import plain_letters, typed_address

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u180e"
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SOFT_HYPHEN = "\u00ad"
_RTL = ("R", "AL")
_TOLERATED_SYMBOLS = set("✓✔→←↑↓★☆●○■□▪▸►•◆◇➢➤✗✕☐☑°©®™§¶†‡^`´¨¯¸˜")
SPACE_INK = 0.15
SURE_INK = 0.6
"""Pixels of ink a square point (at 96 dpi there are 1.8) from which a space may be none, and surely is none:
letters have 1 and more, a neighbour's overhang up to .5."""

FEW_SPACES = 4
"""So many places of a glyph tell a hyphen from a neighbour's overhang."""

_Written = TypeVar("_Written", Run, LineWord)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def character_facts(page: Page) -> list[AnyTextFact]:
    """Odd characters in the visible text of a page, one fact a word."""
    found: list[AnyTextFact] = []
    for line in page.lines:
        for at, word in enumerate(line.words):
            if not word.text.isascii():
                seen = SOFT_HYPHEN in word.text and _shows_soft(page.runs, word)
                last = at == len(line.words) - 1
                found.extend(_in_word(page.number, word, last=last, soft_is_seen=seen))
    for run in page.runs:
        if run.visible and not (run.text.isascii() and run.text.isprintable()):
            found.extend(_in_run(page.number, run))
    found.extend(_overlaid_accents(page))
    found.extend(inked_spaces(page))
    return found


def with_plain_hyphens(pages: Sequence[Page], facts: Iterable[TextFact]) -> list[Page]:
    """Pages with the hyphens that they show, where the document's map calls them soft.

    Soft hyphens show at a line's end only. A document that draws one within a line means all of them as
    plain ones, those at a line's end, too.
    """
    if not any(isinstance(fact, SoftHyphen) and fact.drawn for fact in facts):
        return list(pages)
    return [
        page._replace(
            runs=[_plain(run) for run in page.runs],
            lines=[
                msgspec.structs.replace(line, words=tuple(_plain(word) for word in line.words))
                for line in page.lines
            ],
        )
        for page in pages
    ]


def _plain(item: _Written) -> _Written:
    if SOFT_HYPHEN not in item.text:
        return item
    return msgspec.structs.replace(item, text=item.text.replace(SOFT_HYPHEN, "-"))


def _shows_soft(runs: Sequence[Run], word: LineWord) -> bool:
    """Whether a soft hyphen of the word takes room on the line: it is then drawn as a hyphen."""
    return any(
        runs[part.run].text[at] == SOFT_HYPHEN
        and runs[part.run].x1[at] - runs[part.run].x0[at] > 0.1 * runs[part.run].size
        for part in word.parts
        for at in range(part.start, part.stop)
    )


def _in_word(page: int, word: LineWord, *, last: bool, soft_is_seen: bool) -> Iterator[AnyTextFact]:
    hyphen: str | None = None
    if SOFT_HYPHEN in (word.text[:-1] if last else word.text):
        hyphen = "-" if soft_is_seen else ""
    yield from _odd_marks(page, word, hyphen)
    yield from _odd_letters(page, word)


def _odd_marks(page: int, word: LineWord, hyphen: str | None) -> Iterator[AnyTextFact]:
    """Accents written apart, and characters without width.

    Args:
        page: the word's.
        word: of a line.
        hyphen: what a person sees of soft hyphens inside a line; None where the word has none.
    """
    text, box = word.text, word.box
    composed = unicodedata.normalize("NFC", text)
    if len(composed) < len(text) and any(unicodedata.combining(char) for char in text):
        yield DecomposedCharacters(page=page, box=box, text=text, seen=composed)
    if codes := _code_points(text, ZERO_WIDTH):
        bare = _without(text, ZERO_WIDTH)
        yield ZeroWidthCharacters(page=page, box=box, text=text, seen=bare, code_points=codes)
    elif hyphen is not None:
        seen = text.replace(SOFT_HYPHEN, hyphen)
        yield SoftHyphen(page=page, box=box, text=text, seen=seen, drawn=bool(hyphen))
    if codes := _code_points(text, BIDI):
        yield BidiControls(page=page, box=box, text=text, seen=_without(text, BIDI), code_points=codes)


def _odd_letters(page: int, word: LineWord) -> Iterator[AnyTextFact]:
    """Mixed scripts, right-to-left letters in the order of sight, emoji."""
    text, box = word.text, word.box
    if mixed := mixed_scripts(text):
        scripts = tuple(script.lower() for script in mixed)
        yield MixedScripts(page=page, box=box, text=text, seen=text, scripts=scripts)
    if (plain := plain_letters(text)) != text:
        yield StyledLetters(page=page, box=box, text=text, seen=plain)
    if (typed := typed_address(text)) != text:
        yield LookAlikeSigns(page=page, box=box, text=text, seen=typed)
    if any(unicodedata.bidirectional(char) in _RTL for char in text) and not is_alphabet(text):
        # Drawn from left to right, the letters stand in the file in the order of sight, last one first.
        order = [part.run for part in word.parts]
        visual = len(order) == 1 or order == sorted(order)
        kind = VisualOrderWord if visual else RightToLeftWord
        yield kind(page=page, box=box, text=text, seen=text[::-1])
    if emoji := "".join(filter(_is_emoji, text)):
        yield Emoji(page=page, box=box, text=text, seen=emoji)


def _in_run(page: int, run: Run) -> Iterator[AnyTextFact]:
    text = run.text
    if "\x00" in text:
        yield NulCharacters(
            page=page,
            box=run.box,
            text=text[:200],
            seen=text.replace("\x00", "")[:200],
            count=text.count("\x00"),
        )
    count = sum(text[at - 1].isalnum() for at in range(1, len(text)) if text[at] == "\xa0")
    if count:
        at = text.index("\xa0")
        yield NoBreakSpaces(
            page=page,
            box=glyph_box(run, max(0, at - 1), len(text)),
            text=text[:200],
            seen=text.replace("\xa0", " ")[:200],
            count=count,
        )


def _code_points(text: str, which: str) -> tuple[str, ...]:
    return tuple(f"U+{ord(char):04X}" for char in sorted({char for char in text if char in which}))


def _without(text: str, which: str) -> str:
    return "".join(char for char in text if char not in which)


def mixed_scripts(word: str) -> list[str]:
    """The scripts of a word that mixes Latin with Cyrillic or Greek letters, else nothing.

    Signs that are Greek by name only (micro, ohm) do not count.
    """
    scripts: set[str] = set()
    for part in re.findall(r"[^\W\d_]+", word):
        found: set[str] = set()
        for char in part:
            if char in "µΩ∆πμ":
                continue
            name = unicodedata.name(char, "")
            found.update(script for script in _SCRIPTS if name.startswith(script))
        if len(found) > 1:
            scripts |= found
    return sorted(scripts)


def _is_emoji(char: str) -> bool:
    """Pictographs and odd symbols; arrows, stars, ticks and bullets are tolerable."""
    code = ord(char)
    if 0x1F000 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF or code in (0x2B50, 0x2B55):
        return char not in _TOLERATED_SYMBOLS
    return False


def inked_spaces(page: Page) -> Iterator[InkedSpace]:
    """Glyphs that are a space in the text layer and ink on the page: a letter with a wrong map."""
    import numpy as np

    places = [
        (index, at)
        for index, run in enumerate(page.runs)
        if run.visible and run.horizontal and run.mode != 7
        for at, char in enumerate(run.text)
        if char in " \xa0\x00" and run.glyphs[at] >= 0 and run.x1[at] - run.x0[at] > 0.1 * run.size
    ]
    if not places or page.bare is page.page:  # there is no rendering without text to compare with
        return
    x0, y0, x1, y1 = (
        np.array(values, dtype=float)
        for values in zip(*(_inner(page.runs[index], at) for index, at in places), strict=True)
    )
    ink = page.renderings.ink_in(x0, y0, x1, y1) / np.maximum(1, (x1 - x0) * (y1 - y0))
    amounts: dict[tuple[int, int], list[float]] = {}
    for (index, at), amount in zip(places, ink.tolist(), strict=True):
        run = page.runs[index]
        amounts.setdefault((run.font, run.glyphs[at]), []).append(amount)
    inked = {glyph for glyph, its in amounts.items() if _is_inked(its)}
    for (index, at), amount in zip(places, ink.tolist(), strict=True):
        run = page.runs[index]
        if amount > SPACE_INK and (run.font, run.glyphs[at]) in inked:
            yield InkedSpace(
                page=page.number, box=glyph_box(run, at, at + 1), text=run.text[at], font=run.font
            )


def _is_inked(amounts: Sequence[float]) -> bool:
    """Whether a glyph has ink, by that of all its places; a slanted neighbour reaches into some of them."""
    sure, some = sum(one > SURE_INK for one in amounts), sum(one > SPACE_INK for one in amounts)
    return sure > 0.6 * len(amounts) or (len(amounts) >= FEW_SPACES and some > 0.9 * len(amounts))


def _inner(run: Run, at: int) -> Box:
    """The middle of a glyph's place, clear of its neighbours."""
    width = run.x1[at] - run.x0[at]
    return (
        run.x0[at] + 0.3 * width,
        run.baseline - 0.7 * run.size,
        run.x1[at] - 0.3 * width,
        run.baseline - 0.05 * run.size,
    )


# --- accents set over letters --------------------------------------------------------------------------


def _overlaid_accents(page: Page) -> Iterator[AccentOverlay]:
    """A spacing accent whose middle lies over a letter: the two are two characters in the text layer."""
    accents: list[tuple[str, Box, float]] = []
    for run in page.runs:
        if run.visible and run.horizontal and any(char in SPACING_ACCENTS for char in run.text):
            for at, char in enumerate(run.text):
                if char in SPACING_ACCENTS and run.glyphs[at] >= 0:
                    accents.append((char, glyph_box(run, at, at + 1), run.baseline))
    if not accents:
        return
    for run in page.runs:
        if not run.visible or not run.horizontal:
            continue
        for char, box, baseline in accents:
            if abs(baseline - run.baseline) > 0.6 * run.size or box[2] < run.box[0] or box[0] > run.box[2]:
                continue
            middle = (box[0] + box[2]) / 2
            for at, letter in enumerate(run.text):
                inset = 0.15 * (run.x1[at] - run.x0[at])
                if letter.isalpha() and run.x0[at] + inset < middle < run.x1[at] - inset:
                    found = glyph_box(run, at, at + 1)
                    yield AccentOverlay(
                        page=page.number,
                        box=found,
                        text=char + letter,
                        seen=accented(letter, char),
                    )
                    break
