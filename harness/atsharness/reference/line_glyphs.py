"""A line's glyphs one by one, for the lines that are not what their text layer says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from atsharness.model import Box
from atsharness.model.facts import Line, LineWord, PageFacts, Run
from atsharness.text.look_alikes import plain_letters
from atsharness.text.tokens import nfc

LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
SOFT_HYPHEN = "\u00ad"
UNKNOWN = "\ufffd"
WORD_GAP = 0.13
"""Room between words beside a letter that the text layer calls a space, in em; spaces have .2 and more."""


GlyphKey = tuple[int, int]
"""What a glyph is told by wherever it stands: the index of its font and its number in it."""


class LineGlyph(NamedTuple):
    """One glyph on a line; the further letters of a ligature follow without width, with number -1."""

    text: str
    font: int
    number: int
    """In its font."""
    run: int
    x0: float
    x1: float
    size: float
    y0: float
    y1: float
    starts: bool
    """First glyph of a word of the facts."""
    spaced: bool
    """The file itself holds a space before it."""

    @property
    def key(self) -> GlyphKey:
        """What it is told by wherever it stands."""
        return self.font, self.number


class Seen(msgspec.Struct, kw_only=True):
    """A word as a person sees it, with its row on the page."""

    text: str
    box: Box
    font: str | None = None
    by_ocr: bool = False
    """Its letters are OCR's, not the text layer's."""


class Row(msgspec.Struct, kw_only=True):
    """Words of one line. `block` is the index in the page's blocks, -1 for what is in none."""

    words: list[Seen]
    box: Box
    size: float
    block: int = -1

    @property
    def middle(self) -> float:
        """Half its height, from the top of the page."""
        return (self.box[1] + self.box[3]) / 2


def is_private(char: str) -> bool:
    """A private-use character: it means what its font makes of it."""
    code = ord(char)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def is_unknown(char: str) -> bool:
    """A character that tells no letter: U+FFFD, a control, or private use."""
    return char == UNKNOWN or char < " " or "\x7f" <= char < "\xa0" or is_private(char)


def glyphs_of(page: PageFacts, line: Line) -> list[LineGlyph]:
    """The glyphs of a line, left to right word by word."""
    found: list[LineGlyph] = []
    last: tuple[int, int] | None = None
    for word in line.words:
        found += glyphs_of_word(page, word, last)
        if word.parts:
            last = (word.parts[-1].run, word.parts[-1].stop)
    return found


def glyphs_of_word(page: PageFacts, word: LineWord, last: tuple[int, int] | None = None) -> list[LineGlyph]:
    """The glyphs of a word; `last` is the run of the word before and where in it that ended."""
    found: list[LineGlyph] = []
    for part in word.parts:
        run = page.runs[part.run]
        spaced = not found and last is not None and _is_spaced(page.runs, last, part.run, part.start)
        for index in range(part.start, part.stop):
            found.append(
                LineGlyph(
                    text=run.text[index],
                    font=run.font,
                    number=run.glyphs[index],
                    run=part.run,
                    x0=run.x0[index],
                    x1=run.x1[index],
                    size=run.size,
                    y0=word.box[1],
                    y1=word.box[3],
                    starts=not found,
                    spaced=spaced and not found,
                )
            )
    return found


def _is_spaced(runs: Sequence[Run], last: tuple[int, int], index: int, start: int) -> bool:
    """Whether the file has a space between a word's end (a run, and where in it) and the next one's start."""
    if last[0] == index:
        return start > last[1]
    tail, head = runs[last[0]].text[last[1] :], runs[index].text[:start]
    alone = index == last[0] + 2 and runs[last[0] + 1].text.isspace()
    return alone or head.endswith(" ") or (tail.startswith(" ") and tail.isspace())


def with_inked_spaces(
    page: PageFacts, line: Line, glyphs: Sequence[LineGlyph], boxes: Sequence[Box], *, codes: bool
) -> list[LineGlyph]:
    """Glyphs with the letters that the text layer calls a space: unknown ones, which part words only by room.

    Args:
        page: the line's.
        line: with at least one word.
        glyphs: its own.
        boxes: of such letters.
        codes: whether every white-space control (tab, form feed, …) is one too: where a font has no map, its
            codes come up as they are.
    """
    if not glyphs:
        return []
    first, last = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    added = [
        glyph for glyph in _inked_spaces(page, line, boxes, codes) if glyph.x1 >= first and glyph.x0 <= last
    ]
    found = by_place(glyphs, added)
    new = set(map(id, added))
    parted = [found[0]._replace(starts=True)]
    for before, glyph in pairwise(found):
        by_room = id(before) in new or id(glyph) in new
        starts = glyph.x0 - before.x1 > WORD_GAP * glyph.size if by_room else glyph.starts
        parted.append(glyph._replace(starts=starts))
    return parted


def _inked_spaces(page: PageFacts, line: Line, boxes: Sequence[Box], codes: bool) -> Iterator[LineGlyph]:
    """The letters of a line's runs that the text layer calls a space, wherever in the runs they are."""
    for number in dict.fromkeys(part.run for word in line.words for part in word.parts):
        run = page.runs[number]
        for index, char in enumerate(run.text):
            if not char.isspace() or run.glyphs[index] < 0:
                continue
            x0, x1 = run.x0[index], run.x1[index]
            if (codes and char not in " \u00a0") or any(
                abs(box[0] - x0) < 0.3 and box[1] < run.baseline < box[3] + 1 for box in boxes
            ):
                place = (x0, x1, run.size, run.box[1], run.box[3])
                yield LineGlyph(UNKNOWN, run.font, run.glyphs[index], number, *place, False, False)


def by_place(glyphs: Sequence[LineGlyph], added: Sequence[LineGlyph] = ()) -> list[LineGlyph]:
    """Glyphs from left to right; the further letters of a ligature, placed at its end, stay behind its first.

    Args:
        glyphs: of one line, those of a run in the run's order.
        added: further ones, in any order.
    """
    keyed: list[tuple[float, LineGlyph]] = []
    for glyph in glyphs:
        keyed.append((keyed[-1][0] if glyph.number < 0 and keyed else glyph.x0, glyph))
    keyed += [(glyph.x0, glyph) for glyph in added]
    return [glyph for _, glyph in sorted(keyed, key=lambda item: item[0])]


def unpadded(page: PageFacts, line: Line) -> list[LineGlyph]:
    """The glyphs of a line whose text layer gives each letter a NUL before it, as UTF-16 read byte by byte.

    The glyph itself is mapped to the NUL, its letter follows as if it were a ligature's second. Letters past
    U+00FF have another byte for the NUL.
    """
    found: list[LineGlyph] = []
    for number in dict.fromkeys(part.run for word in line.words for part in word.parts):
        run = page.runs[number]
        starts = True
        for index, text in _unpadded(run):
            if not text:
                continue
            if text.isspace():
                starts = True
                continue
            found.append(
                LineGlyph(
                    text=text,
                    font=run.font,
                    number=max(run.glyphs[index], 0),
                    run=number,
                    x0=run.x0[index],
                    x1=run.x1[index],
                    size=run.size,
                    y0=run.box[1],
                    y1=run.box[3],
                    starts=starts,
                    spaced=starts,
                )
            )
            starts = False
    return found


def _unpadded(run: Run) -> Iterator[tuple[int, str]]:
    """The glyphs of a run, by their first index in it, with the letters that they are."""
    starts = [index for index, glyph in enumerate(run.glyphs) if glyph >= 0 or index == 0]
    texts = [run.text[start:stop] for start, stop in pairwise((*starts, len(run.text)))]
    if all(len(text) % 2 == 0 and max(text) < "\u0100" for text in texts):
        texts = [text.encode("latin-1").decode("utf-16-be", "replace") for text in texts]
    return zip(starts, (text.replace("\0", "") for text in texts), strict=True)


def clean(text: str) -> str:
    """Letters of a word as a person reads them: ligatures apart, styled ones plain, invisible ones dropped.

    A letter and its accents are one. A soft hyphen stays at the end, where it shows.
    """
    if text.isascii() and text.isprintable():
        return text
    if len(text) > 1 and text[-1] == SOFT_HYPHEN:
        return clean(text[:-1]) + SOFT_HYPHEN
    shown = []
    for char in text:
        code = ord(char)
        if code in LIGATURES:
            shown.append(LIGATURES[code])
        elif not (char.isspace() or code in _INVISIBLE or is_unknown(char)):
            shown.append(char)
    return nfc(plain_letters("".join(shown)))


_INVISIBLE = {
    0xAD,
    0x61C,
    0xFEFF,
    0xFFFE,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
}


def words_of(glyphs: Sequence[LineGlyph], fonts: Sequence[str]) -> list[Seen]:
    """Words from glyphs, cut where `starts` says so."""
    words: list[Seen] = []
    begin = 0
    for index in range(1, len(glyphs) + 1):
        if index < len(glyphs) and not glyphs[index].starts:
            continue
        group = glyphs[begin:index]
        begin = index
        text = clean("".join(glyph.text for glyph in group))
        if text:
            words.append(
                Seen(
                    text=text,
                    box=(
                        min(glyph.x0 for glyph in group),
                        min(glyph.y0 for glyph in group),
                        max(glyph.x1 for glyph in group),
                        max(glyph.y1 for glyph in group),
                    ),
                    font=fonts[group[0].font] if group[0].font < len(fonts) else None,
                )
            )
    return words


def font_of(page: PageFacts, word: LineWord, fonts: Sequence[str]) -> str | None:
    """The font of a word's first glyph."""
    if not word.parts:
        return None
    index = page.runs[word.parts[0].run].font
    return fonts[index] if index < len(fonts) else None
