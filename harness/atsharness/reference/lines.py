"""A page's own lines as a person reads them: letters, spacing and doubles put right, icons dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from atsharness.model import Box
from atsharness.model.facts import LayoutFacts, Line, PageFacts
from atsharness.model.geometry import union
from atsharness.model.text_facts import (
    AccentOverlay,
    DoubleStrike,
    DrawnUnderscore,
    IconWord,
    InkedSpace,
    LetterSpacing,
    MissingSpace,
    NulCharacters,
    PrivateIcons,
    SymbolBullet,
    TextFact,
)
from atsharness.reference import diacritics, spacing
from atsharness.reference.letters import Letters, counts
from atsharness.reference.line_glyphs import (
    LineGlyph,
    Row,
    Seen,
    clean,
    font_of,
    glyphs_of,
    glyphs_of_word,
    unpadded,
    with_inked_spaces,
    words_of,
)
from atsharness.text.leaders import is_leader

_FEWEST_LETTERS = 3
"""So many words of one letter in a line are worth a look at its spacing."""
_FEWEST_BULLETS = 3
_BAND = 24.0
_MOST_BANDS = 100
"""Words are looked for in bands of so many points, each in so many at most."""
_SAME_PLACE = 0.6
_CLOSE = 0.06
"""Letters of one word stand nearer than so many em."""
_ICONS = (PrivateIcons, IconWord, SymbolBullet)
_ODD = (NulCharacters, DoubleStrike, LetterSpacing, AccentOverlay, MissingSpace, InkedSpace)


def rows_of(
    page: PageFacts, facts: LayoutFacts, letters: Letters, fonts: Sequence[str], bullets: Collection[str]
) -> tuple[list[Row], int]:
    """The visible lines of a page as rows, and how many words nobody could tell."""
    icons = [icon.box for icon in facts.of(*_ICONS) if icon.page == page.number]
    odd = [
        fact
        for fact in facts.of(*_ODD)
        if fact.page == page.number and (fact.seen is not None or isinstance(fact, InkedSpace))
    ]
    drawn = [fact.box for fact in facts.of(DrawnUnderscore) if fact.page == page.number]
    rows: list[Row] = []
    lost = 0
    for index, line in enumerate(page.lines):
        words, unread = _words(page, index, line, letters, fonts, odd)
        lost += unread
        if words and words[0].font in bullets:
            del words[0]
        words = [word for word in _without_icons(words, icons) if not is_leader(word.text)]
        words = _underscored(_closed(words, line.size), [box for box in drawn if _meet(box, line.box)])
        diacritics.latinise(words)
        rows.append(Row(words=words, box=line.box, size=line.size, block=line.block))
    _drop_twins(rows)
    return rows, lost


def _without_icons(words: list[Seen], icons: Sequence[Box]) -> list[Seen]:
    """The words of a line that are no icon."""
    if not icons or not words:
        return words
    around = union(word.box for word in words)
    near = [icon for icon in icons if _meet(icon, around)]
    return [word for word in words if not any(_covered(word.box, icon) for icon in near)]


def bullet_fonts(facts: LayoutFacts) -> Iterable[int]:
    """Fonts that draw nothing but one glyph before lines: a bullet, whatever letter the text layer has."""
    seen: Counter[int] = Counter()
    leading: Counter[int] = Counter()
    texts: dict[int, set[str]] = {}
    for page in facts.pages:
        for line in page.lines:
            for place, word in enumerate(line.words):
                if word.parts:
                    font = page.runs[word.parts[0].run].font
                    seen[font] += 1
                    if place == 0 and len(word.text) == 1 and len(line.words) > 1:
                        leading[font] += 1
                        texts.setdefault(font, set()).add(word.text)
    for font, count in leading.items():
        if count == seen[font] and count >= _FEWEST_BULLETS and len(texts[font]) == 1:
            yield font


def _words(
    page: PageFacts, index: int, line: Line, letters: Letters, fonts: Sequence[str], odd: Sequence[TextFact]
) -> tuple[list[Seen], int]:
    reading = letters.reading(page.number, index)
    kinds = _kinds_in(line, odd)
    if NulCharacters in kinds:
        return words_of(unpadded(page, line), fonts), 0
    pitched = _is_pitched(page, line)
    if reading is None and not kinds and not pitched and not _lies(page, line, letters):
        return _plain_words(page, line, letters, fonts)
    glyphs: Sequence[LineGlyph] = letters.told(glyphs_of(page, line))
    codes = reading is not None and bool(reading.words) and letters.is_mostly_doubted(glyphs)
    if codes or InkedSpace in kinds:
        inked = [fact.box for fact in odd if isinstance(fact, InkedSpace)]
        glyphs = with_inked_spaces(page, line, glyphs, inked, codes=codes)
    if all(page.runs[part.run].horizontal for word in line.words for part in word.parts):
        glyphs = _respaced(glyphs, kinds, pitched=pitched)
    return letters.corrected(glyphs, reading, fonts)


def _kinds_in(line: Line, odd: Sequence[TextFact]) -> set[type[TextFact]]:
    """What is odd about a line: the kinds of the facts in it, and letter-spacing where it looks like that."""
    x0, y0, x1, y1 = line.box
    # The last letter of a line may be one that the text layer calls a space: then the line ends before it.
    wide = (x0 - line.size, y0, x1 + line.size, y1)
    kinds: set[type[TextFact]] = {
        type(fact) for fact in odd if _meet(fact.box, wide if isinstance(fact, InkedSpace) else line.box)
    }
    if sum(len(word.text) == 1 for word in line.words) >= _FEWEST_LETTERS:
        kinds.add(LetterSpacing)
    return kinds


def _lies(page: PageFacts, line: Line, letters: Letters) -> bool:
    """Whether a font of the line has a letter that is known for a wrong one."""
    return bool(letters.lying_fonts) and any(
        page.runs[part.run].font in letters.lying_fonts for word in line.words for part in word.parts
    )


def _respaced(
    glyphs: Sequence[LineGlyph], odd: Collection[type[TextFact]], *, pitched: bool
) -> Sequence[LineGlyph]:
    """The glyphs of a line without those that stand there twice, in the words that a person sees."""
    if DoubleStrike in odd:
        glyphs = spacing.once(glyphs)
    if AccentOverlay in odd:
        glyphs = diacritics.composed(glyphs)
    if pitched:
        return spacing.pitched(glyphs)
    if MissingSpace in odd:
        glyphs = spacing.parted(glyphs)
    return spacing.joined(glyphs) if LetterSpacing in odd else glyphs


def _is_pitched(page: PageFacts, line: Line) -> bool:
    """Whether a line is set at a fixed pitch, whatever its letters' widths."""
    run = page.runs[line.words[0].parts[0].run] if line.words and line.words[0].parts else None
    if run is None or not run.horizontal:
        return False
    steps = [run.x0[at + 1] - run.x0[at] for at in range(min(4, len(run.x0) - 1))]
    if len(steps) < 2 or max(steps[:2]) - min(steps[:2]) > 0.05 * run.size:
        return False  # nearly all lines end here
    inked = [at for at, char in enumerate(run.text) if not char.isspace()]
    if not spacing.is_pitched([run.x0[at] for at in inked], [run.x1[at] for at in inked], run.size):
        return False
    # A line that begins with figures, all of one width, goes on in letters: the whole line tells.
    glyphs = glyphs_of(page, line)
    return spacing.is_pitched([one.x0 for one in glyphs], [one.x1 for one in glyphs], run.size)


def _plain_words(
    page: PageFacts, line: Line, letters: Letters, fonts: Sequence[str]
) -> tuple[list[Seen], int]:
    """The words of a line of which nothing is odd, and how many hold a letter that nobody can tell."""
    words: list[Seen] = []
    lost = 0
    for word in line.words:
        text = clean(word.text)
        if len(text) < len(word.text) and any(map(letters.is_lost, glyphs := glyphs_of_word(page, word))):
            lost += counts(glyphs)
            continue
        if text:
            words.append(Seen(text=text, box=word.box, font=font_of(page, word, fonts)))
    return words, lost


def _closed(words: list[Seen], size: float) -> list[Seen]:
    """Words between which the file holds a space that nobody sees are one."""
    kept = words[:1]
    for word in words[1:]:
        last = kept[-1]
        gap = word.box[0] - last.box[2]
        if (
            -_CLOSE < gap / max(size, 0.1) < _CLOSE
            and (last.text[-1:].isalnum() or word.text[:1].isalnum())
            and abs(word.box[3] - last.box[3]) < 0.3 * size
        ):
            last.text += word.text
            last.box = union((last.box, word.box))
        else:
            kept.append(word)
    return kept


def _underscored(words: list[Seen], drawn: Sequence[Box]) -> list[Seen]:
    """Words joined by the underscores that are drawn between them."""
    kept = words[:1]
    for word in words[1:]:
        last = kept[-1]
        if any(last.box[2] - 1 < (box[0] + box[2]) / 2 < word.box[0] + 1 for box in drawn):
            last.text += "_" + word.text
            last.box = union((last.box, word.box))
        else:
            kept.append(word)
    return kept


def _drop_twins(rows: Sequence[Row]) -> None:
    """Takes away words that stand over an equal one: print made bold or shaded by a second strike."""
    seen: dict[tuple[str, int], list[Seen]] = {}
    for row in rows:
        kept = []
        for word in row.words:
            _, top, _, bottom = word.box
            # Its middle lies within the word that covers it.
            twins = seen.get((word.text, int((top + bottom) / 2 // _BAND)), ())
            if not any(_covered(word.box, twin.box) for twin in twins):
                first = int(top // _BAND)
                for band in range(first, min(int(bottom // _BAND), first + _MOST_BANDS) + 1):
                    seen.setdefault((word.text, band), []).append(word)
                kept.append(word)
        row.words = kept


def _covered(one: Box, two: Box) -> bool:
    """Whether most of the first box lies in the second."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    area = max((one[2] - one[0]) * (one[3] - one[1]), 0.01)
    return width > 0 and height > 0 and width * height > _SAME_PLACE * area


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
