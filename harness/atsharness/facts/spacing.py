"""Gaps that make or break words: letter-spacing, missing and false spaces; double strikes, small caps."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from atsharness.model import Box
from atsharness.model.facts import Line, Run
from atsharness.model.geometry import union
from atsharness.model.text_facts import (
    AnyTextFact,
    DoubleStrike,
    FauxSmallCaps,
    LetterSpacing,
    MissingSpace,
    NoSpaceCharacters,
    RotatedText,
    SpuriousSpace,
)
from atsharness.page.page import Page
from atsharness.page.stacks import is_stacked
from atsharness.page.words import JOINED, LEAST_TYPED, is_alphabet
from atsharness.text.leaders import is_leader

TRACKED = 0.07
"""A run is letter-spaced where its median gap is more em than this; the first engine splits at .10."""

TRACKED_EACH = 0.05
TRACKED_SHARE = 0.8
LEAST_LETTERS = 4

GLUED_FROM, GLUED_TO = 0.08, 0.19
"""Gaps in em that a person sees and some engine does not take for a space (.20 is safe, .15 is not)."""

PITCHED = 0.02
"""Steps from letter to letter that differ by less em than this are equal."""

PITCHED_SHARE = 0.9
UNLIKE_WIDTHS = 0.15
"""Letters whose widths differ by more em than this are of no monospaced font."""

LONGEST_FRAGMENT = 7
"""Letters; among longer pieces short ones are words of a sentence whose spaces are missing."""

KERNED = 0.05
"""Letters of a word stand closer than so many em."""

OVERPRINT = 0.25
"""A second copy of a glyph nearer than so many em is a double strike; "ll" is farther apart."""

LEAST_STRUCK = 3
SAME_SIZE = 0.7
"""Of the larger of two sizes: a shadow may be drawn a little larger."""
MOST_PAIRS = 200_000


class _Glyph(NamedTuple):
    char: str
    x0: float
    x1: float
    run: int
    at: int
    word: int
    """Of the line, counted from 0."""
    spaced: bool = False
    """Whether a space character stands between it and the glyph before it."""


def spacing_facts(page: Page) -> list[AnyTextFact]:
    """Everything of this theme on a page."""
    found: list[AnyTextFact] = []
    gaps: list[float] = []
    spaces = 0
    for line in page.lines:
        glyphs = _glyphs(page.runs, line)
        if not glyphs:
            continue
        stretches = _stretches(page, glyphs)
        tracked = list(_tracked(page, stretches))
        found.extend(_false_spaces(page, glyphs))
        pitched = list(_fixed_pitch(page, stretches))
        found.extend(pitched or tracked)
        if not tracked and not pitched:
            found.extend(_missing_spaces(page, glyphs))
            for a, b in pairwise(glyphs):
                gap = (b.x0 - a.x1) / page.runs[b.run].size
                if GLUED_TO <= gap < 0.7:
                    gaps.append(gap)
    for run in page.runs:
        spaces += run.text.count(" ") + run.text.count("\xa0")
    if len(gaps) >= 20 and spaces < 0.05 * len(gaps):
        found.append(
            NoSpaceCharacters(
                page=page.number,
                box=union(line.box for line in page.lines),
                gap_em=round(statistics.median(gaps), 3),
            )
        )
    found.extend(_double_strikes(page))
    found.extend(_small_caps(page))
    found.extend(_rotated(page))
    return found


def _glyphs(runs: Sequence[Run], line: Line) -> list[_Glyph]:
    """The horizontal glyphs of a line with ink, left to right."""
    found = []
    for number, word in enumerate(line.words):
        if is_stacked(word, runs) or is_leader(word.text):
            continue
        for part in word.parts:
            run = runs[part.run]
            if not run.horizontal or not run.size:
                return []
            found += [
                _Glyph(run.text[at], run.x0[at], run.x1[at], part.run, at, number)
                for at in range(part.start, part.stop)
                if run.glyphs[at] >= 0
            ]
    found.sort(key=attrgetter("x0"))
    return found[:1] + [b._replace(spaced=True) if _has_space(runs, a, b) else b for a, b in pairwise(found)]


def _has_space(runs: Sequence[Run], a: _Glyph, b: _Glyph) -> bool:
    """Whether a space character stands between two neighbouring glyphs."""
    if a.run == b.run:
        return b.at > a.at + 1 and any(char.isspace() for char in runs[a.run].text[a.at + 1 : b.at])
    run, other = runs[a.run], runs[b.run]
    tail = [run.text[at] for at in range(a.at + 1, len(run.text)) if run.glyphs[at] >= 0]
    head = [other.text[at] for at in range(b.at) if other.glyphs[at] >= 0]
    between = [char for one in runs[a.run + 1 : b.run] for char in one.text if b.run <= a.run + 2]
    return bool(tail or head or between) and all(char.isspace() for char in (*tail, *head, *between))


def _stretches(page: Page, glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Glyphs of one font and size without a gap of an em."""
    stretch: list[_Glyph] = []
    stretches = [stretch]
    for glyph in glyphs:
        before = stretch[-1] if stretch else None
        if before is not None:
            run, other = page.runs[glyph.run], page.runs[before.run]
            if run.font != other.font or abs(run.size - other.size) > 0.1 or glyph.x0 - before.x1 > run.size:
                stretch = []
                stretches.append(stretch)
        stretch.append(glyph)
    return stretches


def _fixed_pitch(page: Page, stretches: Sequence[list[_Glyph]]) -> Iterator[SpuriousSpace]:
    """Words whose letters of unlike widths are set at equal steps: the narrow ones leave gaps."""
    for part in stretches:
        run = page.runs[part[0].run]
        steps = [b.x0 - a.x0 for a, b in pairwise(part) if not b.spaced]
        widths = [glyph.x1 - glyph.x0 for glyph in part if glyph.char.isalpha()]
        if len(steps) < LEAST_LETTERS or max(widths, default=0.0) - min(widths, default=0.0) < (
            UNLIKE_WIDTHS * run.size
        ):
            continue
        pitch = statistics.median(steps)
        if sum(abs(step - pitch) < PITCHED * run.size for step in steps) < PITCHED_SHARE * len(steps):
            continue
        for word in _words(part):
            gaps = [(b.x0 - a.x1) / run.size for a, b in pairwise(word)]
            cuts = [at + 1 for at, gap in enumerate(gaps) if gap >= GLUED_FROM]
            pieces = [_chars(word[a:b]) for a, b in pairwise([0, *cuts, len(word)])]
            if cuts:
                yield _spurious(page, word, pieces, max(gaps), "fixed_pitch")


def _spurious(
    page: Page,
    word: Sequence[_Glyph],
    pieces: Sequence[str],
    gap: float,
    cause: Literal["fixed_pitch", "single_letters"],
) -> SpuriousSpace:
    """A word that gaps within it part for engines, with the widest of them in em."""
    return SpuriousSpace(
        page=page.number,
        box=_box(page.runs, word),
        text=" ".join(pieces),
        seen="".join(pieces),
        gap_em=round(gap, 3),
        font=page.runs[word[0].run].font,
        cause=cause,
    )


def _tracked(page: Page, stretches: Sequence[list[_Glyph]]) -> Iterator[LetterSpacing]:
    """Stretches of one font and size whose letters stand apart."""
    for part in stretches:
        if len(part) < LEAST_LETTERS or sum(glyph.char.isalnum() for glyph in part) < LEAST_LETTERS:
            continue
        size = page.runs[part[0].run].size
        typed = _is_typed_apart(part)
        gaps = [(b.x0 - a.x1) / size for a, b in pairwise(part) if typed or not b.spaced]
        if len(gaps) < LEAST_LETTERS - 1:
            continue
        median = statistics.median(gaps)
        apart = median > TRACKED and sum(gap > TRACKED_EACH for gap in gaps) > TRACKED_SHARE * len(gaps)
        if apart and not is_alphabet(_chars(part)):
            yield LetterSpacing(
                page=page.number,
                box=_box(page.runs, part),
                text=_text(part),
                seen=_seen(page.runs, part, median * size),
                gap_em=round(median, 3),
                font=page.runs[part[0].run].font,
            )


def _is_typed_apart(part: Sequence[_Glyph]) -> bool:
    """Whether spaces are typed between the letters of words: ``S K I L L S``."""
    words = [_chars(word) for word in _words(part)]
    letters = [word for word in words if len(word) == 1 and word.isalpha()]
    alike = "".join(letters).isupper() or "".join(letters).islower()
    return alike and len(set(letters)) >= LEAST_LETTERS and len(letters) > TRACKED_SHARE * len(words)


def _words(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs between spaces."""
    word: list[_Glyph] = []
    for glyph in glyphs:
        if word and glyph.spaced:
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _chars(glyphs: Sequence[_Glyph]) -> str:
    return "".join(glyph.char for glyph in glyphs)


def _box(runs: Sequence[Run], glyphs: Sequence[_Glyph]) -> Box:
    run = runs[glyphs[0].run]
    return glyphs[0].x0, run.box[1], max(glyph.x1 for glyph in glyphs), run.box[3]


def _text(glyphs: Sequence[_Glyph]) -> str:
    return glyphs[0].char + "".join(f" {one.char}" if one.spaced else one.char for one in glyphs[1:])


def _seen(runs: Sequence[Run], glyphs: Sequence[_Glyph], usual: float) -> str:
    """The words as a person reads them: gaps much wider than the usual one part them."""
    size = runs[glyphs[0].run].size
    parts = [glyphs[0].char]
    for a, b in pairwise(glyphs):
        parts.append(" " + b.char if b.x0 - a.x1 > usual + 0.15 * size else b.char)
    return "".join(parts)


def _missing_spaces(page: Page, glyphs: list[_Glyph]) -> Iterator[MissingSpace | SpuriousSpace]:
    """Gaps without a space character that part words for the eye and not for every engine, or the reverse.

    Letters set one by one with uneven gaps leave pieces too short for words: engines part them, eyes do not.
    Where the line types its spaces, so narrow a gap between two letters, or two figures, is kerning.
    """
    typed = sum(glyph.spaced for glyph in glyphs) >= LEAST_TYPED
    for token in _tokens(page, glyphs):
        size = page.runs[token[0].run].size
        gaps = [(b.x0 - a.x1) / size for a, b in pairwise(token)]
        if max(gaps, default=0.0) < GLUED_FROM:
            continue
        cuts = [
            at + 1
            for at, gap in enumerate(gaps)
            if gap >= GLUED_FROM and _may_part(page.runs, token[at], token[at + 1], typed=typed)
        ]
        close = sorted(gap for gap in gaps if gap < GLUED_FROM)
        if not cuts or len(close) < 2 or close[int(0.8 * (len(close) - 1))] > KERNED:
            continue
        edges = [0, *cuts, len(token)]
        pieces = [_chars(token[a:b]) for a, b in pairwise(edges)]
        if _are_fragments(pieces):
            yield _spurious(page, token, pieces, max(gaps), "single_letters")
            continue
        for at, cut in enumerate(cuts):
            part = token[edges[at] : edges[at + 2]]
            yield MissingSpace(
                page=page.number,
                box=_box(page.runs, part),
                text=pieces[at] + pieces[at + 1],
                seen=f"{pieces[at]} {pieces[at + 1]}",
                gap_em=round(gaps[cut - 1], 3),
                font=page.runs[token[0].run].font,
            )


def _may_part(runs: Sequence[Run], a: _Glyph, b: _Glyph, *, typed: bool) -> bool:
    """Whether a narrow gap between two glyphs may part words; `typed` where the line has typed spaces."""
    if not (a.char.isalnum() and b.char.isalnum()):
        return False
    if a.run != b.run and a.word == b.word and b.x0 - a.x1 > JOINED * runs[b.run].size:
        return (
            False  # the page's words were joined over so wide a gap because something tells that they are one
        )
    return not typed or runs[a.run].font != runs[b.run].font or a.char.isdigit() != b.char.isdigit()


def _tokens(page: Page, glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs of one size without a space or a safe gap between them."""
    token: list[_Glyph] = []
    for glyph in glyphs:
        if token:
            before = token[-1]
            size = page.runs[glyph.run].size
            if (
                glyph.x0 - before.x1 >= GLUED_TO * size
                or abs(size - page.runs[before.run].size) > 0.1
                or glyph.spaced
            ):
                yield token
                token = []
        token.append(glyph)
    if token:
        yield token


def _are_fragments(pieces: Sequence[str]) -> bool:
    """Whether the pieces of a token are parts of a word rather than words."""
    lengths = [len(piece) for piece in pieces]
    if len(pieces) == 2:
        short = min(pieces, key=len)
        return len(short) == 1 and short.isalpha() and short.lower() not in "aiyeou"
    return statistics.median(lengths) <= 3 and max(lengths) <= LONGEST_FRAGMENT


def _false_spaces(page: Page, glyphs: list[_Glyph]) -> Iterator[SpuriousSpace]:
    """A space character between two letters that stand as close as letters of a word."""
    for a, b in pairwise(glyphs):
        if not (b.spaced and a.char.isalpha() and b.char.isalpha()):
            continue
        run = page.runs[b.run]
        if not -0.2 * run.size <= b.x0 - a.x1 <= KERNED * run.size:
            continue
        box = (a.x0, run.box[1], b.x1, run.box[3])
        yield SpuriousSpace(
            page=page.number,
            box=box,
            text=f"{a.char} {b.char}",
            seen=a.char + b.char,
            gap_em=round((b.x0 - a.x1) / run.size, 3),
        )


# --- drawn twice -----------------------------------------------------------------------------------------


def _double_strikes(page: Page) -> Iterator[DoubleStrike]:
    """The same letters drawn twice, a little apart: fake bold or a shadow."""
    runs = sorted(
        (run for run in page.runs if run.horizontal and run.hidden != "off_page" and run.text.strip()),
        key=lambda run: (run.baseline, run.box[0]),
    )
    pairs = 0
    for at, run in enumerate(runs):
        for other in runs[at + 1 :]:
            if other.baseline - run.baseline > OVERPRINT * run.size:
                break
            pairs += 1
            if pairs > MOST_PAIRS:
                return
            if other.box[0] > run.box[2] or other.box[2] < run.box[0]:
                continue
            if min(run.size, other.size) < SAME_SIZE * max(run.size, other.size):
                continue  # tiny hidden text over a line
            struck = _struck(run, other)
            if len(struck) >= LEAST_STRUCK:
                yield DoubleStrike(
                    page=page.number,
                    box=union((run.box, other.box)),
                    text=run.text.strip(),
                    seen=run.text.strip(),
                    shift_pt=round(statistics.median(shift for _, shift in struck), 2),
                    one_hidden=not (run.visible and other.visible),
                )


def _struck(a: Run, b: Run) -> list[tuple[str, float]]:
    """The letters of run `a` that run `b` draws again, with how far apart they are."""
    found = []
    at = 0
    for i, char in enumerate(a.text):
        if char.isspace() or a.glyphs[i] < 0:
            continue
        while at < len(b.text) and b.x0[at] < a.x0[i] - OVERPRINT * a.size:
            at += 1
        near = at
        while near < len(b.text) and b.x0[near] <= a.x0[i] + OVERPRINT * a.size:
            if b.text[near] == char and b.glyphs[near] >= 0:
                found.append((char, abs(b.x0[near] - a.x0[i])))
                break
            near += 1
    return found


# --- lines ------------------------------------------------------------------------------------------


def _small_caps(page: Page) -> Iterator[FauxSmallCaps]:
    """Capitals of two sizes in one word."""
    for line in page.lines:
        for word in line.words:
            if len(word.parts) < 2 or not word.text.isupper() or sum(map(str.isalpha, word.text)) < 3:
                continue
            sizes = [page.runs[part.run].size for part in word.parts]
            if 0.6 <= min(sizes) / max(sizes) <= 0.9 and page.runs[word.parts[0].run].size == max(sizes):
                yield FauxSmallCaps(
                    page=page.number,
                    box=word.box,
                    text=word.text,
                    seen=word.text,
                    size_ratio=round(min(sizes) / max(sizes), 2),
                )


def _rotated(page: Page) -> Iterator[RotatedText]:
    for run in page.runs:
        if run.visible and abs(run.direction[0]) < 0.99 and len(run.text.strip()) >= 3:
            degrees = math.degrees(math.atan2(run.direction[1], run.direction[0]))
            yield RotatedText(
                page=page.number,
                box=run.box,
                text=run.text.strip(),
                degrees=round(degrees),
            )
