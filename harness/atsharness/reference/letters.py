"""Letters that the text layer does not tell, or tells wrong, as OCR read them.

A glyph looks the same wherever it stands. So OCR's readings of all lines that were doubted vote on every
glyph of a font; a word's letters are those that its glyphs were elected to be, which is surer than
OCR's reading of that one word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from atsharness.alignment.ocr_spelling import is_same
from atsharness.model import Box, Word
from atsharness.model.facts import FontFacts, LayoutFacts, OcrLine
from atsharness.model.text_facts import InkedSpace
from atsharness.reference.line_glyphs import (
    UNKNOWN,
    WORD_GAP,
    GlyphKey,
    LineGlyph,
    Seen,
    by_place,
    clean,
    glyphs_of,
    is_unknown,
    with_inked_spaces,
)

_HONEST = 0.6
"""Shape agreement below which a font's letters are doubted (layout-faults, section 5)."""
_UNSURE = 0.8
"""Below this single letters of a font may be wrong: honest fonts of odd design have .72 and more."""
_SIGN = 2
"""Glyphs of what is too short to be a word."""
_MAJORITY = 0.55
_SURE_MAJORITY = 0.75
_SURE_VOTES = 2
"""What it takes to say that a letter is not the one claimed, in a font that is not doubted as a whole."""
_LONGEST_LIGATURE = 3
_REACH = 0.5
"""Share of its width by which an OCR word must cover a word to be its reading."""
_MOSTLY_DOUBTED = 0.3
"""From this share of doubted letters on, OCR also tells where a line's words end."""
_ALIKE = (
    "Il1|!ij¡",
    "O0oQ°",
    "-–—−",
    "'’‘`´",
    '"“”„«»',
    ".,·•:;",
    "S5s",
    "cC",
    "vV",
    "wW",
    "xX",
    "zZ2",
    "uU",
    "kK",
)
"""Letters that OCR takes for one another: such a vote contradicts nothing."""


class Letters:
    """What the glyphs of doubted fonts are, by vote."""

    def __init__(self, facts: LayoutFacts) -> None:
        """Counts the votes of every doubted line that OCR has read."""
        self._fonts = facts.fonts
        lies = any(line.reason == "shape" for line in facts.ocr_lines)
        self._doubted = [_doubted_glyphs(font, lies) for font in facts.fonts]
        self._wrong = {
            (index, one.glyph): one.letters or UNKNOWN
            for index, font in enumerate(facts.fonts)
            for one in font.wrong
        }
        self._blank = {(index, glyph) for index, font in enumerate(facts.fonts) for glyph in font.blank}
        self._lines = {(line.page, line.line): line for line in facts.ocr_lines}
        self.lies: set[GlyphKey] = set()
        votes, claims = self._votes(facts)
        winners = {key: _winner(count, _MAJORITY) for key, count in votes.items()}
        self.elected = {
            key: claims[key] if is_same(claims[key], char) else char
            for key, char in winners.items()
            if char is not None
        }
        self.lies = {
            key
            for key, count in votes.items()
            if self._may_lie(key) and is_plain(claims[key]) and _contradicts(claims[key], count)
        }
        self.lying_fonts = {font for font, _ in (*self.lies, *self._wrong)}

    def _votes(self, facts: LayoutFacts) -> tuple[dict[GlyphKey, Counter[str]], dict[GlyphKey, str]]:
        """How often OCR read what for each glyph, and what the text layer has for it."""
        votes: dict[GlyphKey, Counter[str]] = {}
        claims: dict[GlyphKey, str] = {}
        pages = {page.number: page for page in facts.pages}
        inked: dict[int, list[Box]] = {}
        for space in facts.of(InkedSpace):
            inked.setdefault(space.page, []).append(space.box)
        for reading in facts.ocr_lines:
            page = pages.get(reading.page)
            if page is None or not reading.words or reading.line >= len(page.lines):
                continue
            line = self.told(glyphs_of(page, page.lines[reading.line]))
            codes = self.is_mostly_doubted(line)
            if codes or reading.page in inked:
                boxes = inked.get(reading.page, ())
                line = with_inked_spaces(page, page.lines[reading.line], line, boxes, codes=codes)
            line = [glyph for glyph in line if not self._is_blank(glyph)]
            for glyph, text in _pairs(line, reading.words, self._is_unknown):
                votes.setdefault(glyph.key, Counter())[text] += 1
                claims[glyph.key] = glyph.text
        return votes, claims

    def told(self, glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
        """The glyphs with those that the text layer surely tells wrong put right, or as unknown ones."""
        if not self._wrong:
            return list(glyphs)
        result: list[LineGlyph] = []
        within = False
        for glyph in glyphs:
            letters = self._wrong.get(glyph.key)
            within = letters is not None or (within and glyph.number < 0)
            if letters is not None:
                result.append(glyph._replace(text=letters[0]))
                after = glyph._replace(number=-1, x0=glyph.x1, starts=False, spaced=False)
                result += [after._replace(text=letter) for letter in letters[1:]]
            elif not within:
                result.append(glyph)
        return result

    def reading(self, page: int, line: int) -> OcrLine | None:
        """OCR's reading of a doubted line, or the doubt alone."""
        return self._lines.get((page, line))

    def is_doubted(self, glyph: LineGlyph) -> bool:
        """Whether the text layer's letter for this glyph is none, or not to be trusted."""
        if is_unknown(glyph.text):
            return not self._is_icon(glyph.font)
        doubted = self._doubted[glyph.font] if glyph.font < len(self._doubted) else frozenset()
        return doubted is None or glyph.number in doubted or glyph.key in self.lies

    def _may_lie(self, key: GlyphKey) -> bool:
        """Whether the shapes of a font, or of this glyph, cast doubt on its letters."""
        font_index, glyph_id = key
        if font_index >= len(self._fonts):
            return False
        font = self._fonts[font_index]
        suspected = any(suspect.glyph == glyph_id for suspect in font.suspects)
        return suspected or (font.agree is not None and font.agree < _UNSURE)

    def is_mostly_doubted(self, glyphs: Sequence[LineGlyph]) -> bool:
        """Whether OCR is the better judge even of where a line's words end."""
        return sum(map(self.is_doubted, glyphs)) > _MOSTLY_DOUBTED * len(glyphs)

    def _is_unknown(self, glyph: LineGlyph) -> bool:
        return is_unknown(glyph.text) and not self._is_icon(glyph.font)

    def is_lost(self, glyph: LineGlyph) -> bool:
        """Whether a glyph that shows has no letter in the text layer, or is known for a wrong one."""
        shows = glyph.x1 > glyph.x0 and glyph.number >= 0
        return (shows and self._is_unknown(glyph)) or glyph.key in self.lies

    def _is_icon(self, font: int) -> bool:
        return font < len(self._fonts) and self._fonts[font].symbolic

    def corrected(
        self, glyphs: Sequence[LineGlyph], reading: OcrLine | None, fonts: Sequence[str]
    ) -> tuple[list[Seen], int]:
        """The words of a line; only those of a doubted one may have letters but no right ones.

        Returns:
            Its words, and how many of them nobody could tell.
        """
        words: list[Seen] = []
        lost = 0
        read = reading.words if reading is not None else ()
        is_doubted = self.is_doubted if reading is not None else self.is_lost
        if any(map(self._is_blank, glyphs)):
            groups = self._parted(glyphs)
        elif read and self.is_mostly_doubted(glyphs):
            groups = _regrouped(glyphs, read)
        else:
            groups = _words(glyphs)
        for group in groups:
            text, by_ocr = self._text(group, read, [glyph for glyph in group if is_doubted(glyph)])
            if text is None:
                lost += counts(group)
            elif shown := clean(text):
                box = (
                    min(glyph.x0 for glyph in group),
                    min(glyph.y0 for glyph in group),
                    max(glyph.x1 for glyph in group),
                    max(glyph.y1 for glyph in group),
                )
                font = fonts[group[0].font] if group[0].font < len(fonts) else None
                words.append(Seen(text=shown, box=box, font=font, by_ocr=by_ocr))
        return words, lost

    def _is_blank(self, glyph: LineGlyph) -> bool:
        return glyph.key in self._blank

    def _parted(self, glyphs: Sequence[LineGlyph]) -> list[list[LineGlyph]]:
        """A line's words, parted by the glyphs that draw nothing and by room."""
        groups: list[list[LineGlyph]] = [[]]
        for glyph in by_place(glyphs):
            last = groups[-1][-1] if groups[-1] else None
            if self._is_blank(glyph):
                groups.append([])
            elif last is not None and glyph.x0 - last.x1 > WORD_GAP * glyph.size:
                groups.append([glyph])
            else:
                groups[-1].append(glyph)
        return [group for group in groups if group]

    def _text(
        self, group: Sequence[LineGlyph], read: Sequence[Word], doubted: Sequence[LineGlyph]
    ) -> tuple[str | None, bool]:
        """A word's letters, and whether OCR had to tell them; None where nobody can."""
        if not doubted:
            return "".join(glyph.text for glyph in group), False
        letters = [self.elected.get(glyph.key) if glyph in doubted else glyph.text for glyph in group]
        if None not in letters:
            return "".join(letter or "" for letter in letters), True
        here = "".join(word.text for word in read if _covers(word, group))
        if here:
            layer = "".join(glyph.text for glyph in group)
            return layer if is_same(layer, here) else here, True
        return (None if any(glyph.x1 > glyph.x0 for glyph in doubted) else ""), True


def counts(group: Sequence[LineGlyph]) -> bool:
    """Whether glyphs that nobody can tell are a word: a sign or a formula's bracket is none."""
    return len(group) > _SIGN


def _doubted_glyphs(font: FontFacts, lies: bool) -> frozenset[int] | None:
    """Glyphs of a font whose letters are doubted; None stands for all of them.

    Where a font of the document lies, one that is no more than fair, or has too few letters to tell, is too.
    """
    if font.agree is not None and font.agree < (_UNSURE if lies else _HONEST):
        return None
    if font.agree is None and lies and not font.symbolic:
        return None
    return frozenset(suspect.glyph for suspect in font.suspects)


def _winner(count: Counter[str], majority: float) -> str | None:
    (char, most), *_ = count.most_common(1)
    return char if most >= majority * count.total() else None


def _contradicts(claimed: str, count: Counter[str]) -> bool:
    """Whether OCR reads another letter, surely and more than once."""
    sure = _winner(count, _SURE_MAJORITY)
    return sure is not None and count[sure] >= _SURE_VOTES and not alike(claimed, sure)


def alike(claimed: str, read: str) -> bool:
    """Whether OCR takes two letters for one another: case, and those of one look."""
    return claimed.casefold() == read.casefold() or any(claimed in set_ and read in set_ for set_ in _ALIKE)


def is_plain(char: str) -> bool:
    """A letter that OCR of any Latin language can read: accents depend on the one it was told."""
    return char.isascii() and not is_unknown(char)


def _words(glyphs: Sequence[LineGlyph]) -> list[list[LineGlyph]]:
    groups: list[list[LineGlyph]] = []
    for glyph in glyphs:
        if glyph.starts or not groups:
            groups.append([])
        groups[-1].append(glyph)
    return groups


def _pairs(
    glyphs: Sequence[LineGlyph], read: Sequence[Word], unknown: Callable[[LineGlyph], bool]
) -> Iterator[tuple[LineGlyph, str]]:
    """Glyphs with what OCR read there: word by word where there are as many characters as glyphs.

    Where one unknown glyph stands among known letters, it is what OCR read between those: a ligature.
    """
    inked = [glyph for glyph in glyphs if glyph.number >= 0]
    for word in read:
        group = [glyph for glyph in inked if _holds(word, glyph)]
        if group and len(group) == len(word.text):
            yield from zip(group, word.text, strict=True)
            continue
        odd = [index for index, glyph in enumerate(group) if unknown(glyph)]
        if len(odd) == 1 and len(group) > 1:
            before = "".join(glyph.text for glyph in group[: odd[0]])
            after = "".join(glyph.text for glyph in group[odd[0] + 1 :])
            middle = word.text[len(before) : len(word.text) - len(after)]
            if middle and len(middle) <= _LONGEST_LIGATURE and before + middle + after == word.text:
                yield group[odd[0]], middle


def _regrouped(glyphs: Sequence[LineGlyph], read: Sequence[Word]) -> list[list[LineGlyph]]:
    """A line's glyphs in the words that OCR saw; what stands between those is space, or a known letter."""
    groups: list[list[LineGlyph]] = []
    last: int | None = None
    for glyph in by_place(glyphs):
        owner = next((number for number, word in enumerate(read) if _holds(word, glyph)), None)
        if owner is None and (is_unknown(glyph.text) or not any(map(str.isalnum, glyph.text))):
            last = None if glyph.x1 > glyph.x0 else last
            continue
        if not groups or owner is None or owner != last:
            groups.append([])
        groups[-1].append(glyph)
        last = owner
    return groups


def _holds(word: Word, glyph: LineGlyph) -> bool:
    """Whether a glyph's middle lies in an OCR word."""
    return word.box[0] <= (glyph.x0 + glyph.x1) / 2 <= word.box[2]


def _covers(word: Word, group: Sequence[LineGlyph]) -> bool:
    """Whether an OCR word and a word of glyphs share most of the narrower one's width."""
    x0, x1 = min(glyph.x0 for glyph in group), max(glyph.x1 for glyph in group)
    shared = min(word.box[2], x1) - max(word.box[0], x0)
    return shared > _REACH * max(min(word.box[2] - word.box[0], x1 - x0), 0.1)
