"""Words as a person sees them in lines whose glyphs stand apart, or stand there twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from atsharness.reference.line_glyphs import LineGlyph, by_place

TRACKED = 0.07
"""Letters stand apart where half of all gaps are wider than this, in em (layout-faults rule W01)."""
_APART = 0.05
_MOSTLY = 0.8
_WORD_GAP = 0.12
"""A word ends where a gap is wider than the letters' by this much, in em: a narrow space has .2."""
_FEWEST = 4
_TYPED_SPACE = 6
"""So many single letters with a typed space after each are one word: fewer may be a list (A B C)."""
_VISIBLE_GAP = 0.06
"""A gap in em that parts words where letters else stand close: .08 (rule W02) less the kerning."""
_PITCH_GLYPHS = 5
_PITCH_SHARE = 0.8
_STEP_OUT = 1.5
_PITCH_OFF = 0.02
"""Letters stand at a fixed pitch where most steps are equal to within this, in em."""
_STRUCK_TWICE = 0.25
"""Two equal letters nearer than this, in em, are one letter printed twice (rule W04)."""


def once(glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
    """Glyphs without those that print a letter again over itself, to look bold or shaded."""
    kept: list[LineGlyph] = []
    for glyph in by_place(glyphs):
        reach = _STRUCK_TWICE * glyph.size
        twin = any(
            other.text == glyph.text and other.run != glyph.run and abs(glyph.x0 - other.x0) < reach
            for other in kept[-3:]
        )
        if not twin:
            kept.append(glyph)
    if len(kept) == len(glyphs):
        return list(glyphs)
    # The doubled letters stood in words of their own: cut anew at gaps.
    return [
        glyph._replace(starts=index == 0 or glyph.x0 - kept[index - 1].x1 > 0.15 * glyph.size)
        for index, glyph in enumerate(kept)
    ]


def parted(glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
    """Glyphs of a line whose words stand apart by less than engines want: cut at every gap that shows."""
    result = list(glyphs[:1])
    for before, glyph in pairwise(glyphs):
        wide = glyph.x0 - before.x1 >= _VISIBLE_GAP * glyph.size
        result.append(glyph._replace(starts=glyph.starts or (wide and glyph.number >= 0)))
    return result


def joined(glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
    """Glyphs with letter-spaced words joined: `starts` says anew where words begin.

    A stretch of one font and size is letter-spaced if nearly all its letters stand apart evenly; words end
    where a gap is clearly wider than that. A capital of another size before it (small capitals) is of it.
    """
    result: list[LineGlyph] = []
    begin = 0
    for index in range(1, len(glyphs) + 1):
        if index < len(glyphs) and _together(glyphs[index - 1], glyphs[index]):
            continue
        result += _rejoined(glyphs[begin:index], glyphs[begin - 1] if begin else None)
        begin = index
    return result


def is_pitched(starts: Sequence[float], ends: Sequence[float], size: float) -> bool:
    """Whether letters of unequal width are set at equal steps, as some programs place them one by one."""
    if len(starts) < _PITCH_GLYPHS:
        return False
    steps = [two - one for one, two in pairwise(starts)]
    pitch = median(steps)
    even = sum(abs(step - pitch) < _PITCH_OFF * size for step in steps)
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    return even >= _PITCH_SHARE * len(steps) and max(widths) - min(widths) > 0.15 * size


def pitched(glyphs: Sequence[LineGlyph]) -> list[LineGlyph]:
    """Glyphs set at a fixed pitch: a word ends at a typed space, or where a step is left out."""
    pitch = median([two.x0 - one.x0 for one, two in pairwise(glyphs)])
    result = list(glyphs[:1])
    for before, glyph in pairwise(glyphs):
        result.append(glyph._replace(starts=glyph.spaced or glyph.x0 - before.x0 > _STEP_OUT * pitch))
    return result


def _together(one: LineGlyph, two: LineGlyph) -> bool:
    """Whether two neighbours may be of one stretch: one size, and no gap as between columns."""
    return one.font == two.font and abs(one.size - two.size) < 0.05 and two.x0 - one.x1 < 3 * one.size


def _rejoined(stretch: Sequence[LineGlyph], before: LineGlyph | None) -> Sequence[LineGlyph]:
    inked = [glyph for glyph in stretch if glyph.number >= 0]
    if len(inked) < _FEWEST:
        return stretch
    size = stretch[0].size or 1.0
    gaps = [(two.x0 - one.x1) / size for one, two in pairwise(inked)]
    if not _is_tracked(inked, gaps):
        return stretch
    if before is not None and _are_letters(before, inked[0]):
        ends = _ends([before, *inked], [(inked[0].x0 - before.x1) / size, *gaps])
    else:
        ends = [True, *_ends(inked, gaps)]
    first = {id(glyph) for glyph, end in zip(inked, ends, strict=True) if end}
    return [glyph._replace(starts=id(glyph) in first) for glyph in stretch]


def _are_letters(one: LineGlyph, two: LineGlyph) -> bool:
    """Whether two neighbours are letters of one font."""
    return one.font == two.font and one.text.isalpha() and two.text.isalpha()


def _is_tracked(inked: Sequence[LineGlyph], gaps: Sequence[float]) -> bool:
    """Whether letters stand apart, and are no list of single ones; `gaps` between them are in em."""
    if median(gaps) <= TRACKED or sum(gap > _APART for gap in gaps) < _MOSTLY * len(gaps):
        return False
    single = sum(glyph.starts for glyph in inked) >= _MOSTLY * len(inked)
    return not (single and _are_typed(inked) and len(inked) < _TYPED_SPACE)


def _are_typed(inked: Sequence[LineGlyph]) -> bool:
    """Whether the file has a space before most letters."""
    return sum(glyph.spaced for glyph in inked[1:]) > 0.5 * (len(inked) - 1)


def _ends(inked: Sequence[LineGlyph], gaps: Sequence[float]) -> list[bool]:
    """For each letter's gap to the next one whether a word ends there."""
    letters = sorted(gaps)[: max(1, round(len(gaps) * 0.75))]
    limit = median(letters) + _WORD_GAP
    if _are_typed(inked) or not any(glyph.spaced for glyph in inked[1:]):
        return [gap > limit for gap in gaps]
    # The file says where words end: a typed space, and a gap that shows it.
    return [two.spaced or gap > limit + 0.1 for two, gap in zip(inked[1:], gaps, strict=True)]
