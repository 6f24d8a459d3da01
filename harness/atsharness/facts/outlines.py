"""Text drawn as paths: rows of many different small shapes on one baseline, close together."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

from atsharness.model import Box
from atsharness.model.facts import InkText
from atsharness.model.geometry import contains, union
from atsharness.page.page import Page, Shape

HEIGHTS = (1.2, 70.0)
LEAST_GLYPHS = 4
DISTINCT = 0.35
ENOUGH_DISTINCT = 10
"""Different shapes that are letters however long the line is: 60 letters of a sentence have 13 to 16."""
ON_BASELINE = 0.5
GAP = 0.45
WIDTH = 1.0
WIDEST = 4.0
"""A shape so many times wider than high is a rule or a band, even if its box is as high as a letter."""

MOST_SEGMENTS = 60
MOST_SHAPES = 12_000
"""Shapes looked at on a page: a page wholly in outlines has some 9,000."""

WORD_GAP = 1.6
"""Shapes farther apart than so many heights belong to different runs."""


class _Glyph:
    """Shapes one above another (a letter and its dot, its counters), taken as one."""

    def __init__(self, shape: Shape) -> None:
        self.box = shape.box
        self.segments = shape.segments
        self.curves = shape.curves

    def add(self, shape: Shape) -> None:
        self.box = union((self.box, shape.box))
        self.segments += shape.segments
        self.curves += shape.curves

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def outlined_text(page: Page) -> list[InkText]:
    """Runs of letter-like paths on a page, line by line."""
    shapes = [
        shape
        for shape in page.shapes[:MOST_SHAPES]
        if HEIGHTS[0] <= shape.box[3] - shape.box[1] <= HEIGHTS[1]
        and shape.segments <= 3 * MOST_SEGMENTS
        and shape.box[2] - shape.box[0] <= WIDEST * (shape.box[3] - shape.box[1])
    ]
    if len(page.shapes) > MOST_SHAPES:
        page.truncated.append(f"more than {MOST_SHAPES:,} shapes: the rest was not looked at for letters")
    found = []
    for row in _rows(shapes):
        for run in _runs(_merged(row)):
            if _is_text(run) and not _frame_text(page, run):
                box = union(glyph.box for glyph in run)
                found.append(
                    InkText(
                        kind="outlines",
                        page=page.number,
                        box=_rounded(box),
                        glyphs=len(run),
                        covered_by_text=_has_text(page, box, len(run)),
                    )
                )
    return found


def _rows(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Shapes grouped by overlapping heights, the tallest of a row first met wins."""
    rows: list[tuple[float, float, list[Shape]]] = []
    for shape in sorted(shapes, key=lambda one: (-(one.box[3] - one.box[1]), one.box[0])):
        top, bottom = shape.box[1], shape.box[3]
        for at, (low, high, members) in enumerate(rows):
            if low - 0.35 * (high - low) <= (top + bottom) / 2 <= high + 0.1 * (high - low) and (
                bottom <= high + 0.45 * (high - low)
            ):
                members.append(shape)
                rows[at] = (low, high, members)
                break
        else:
            rows.append((top, bottom, [shape]))
    return [members for _, _, members in rows]


def _merged(row: Sequence[Shape]) -> list[_Glyph]:
    glyphs: list[_Glyph] = []
    for shape in sorted(row, key=lambda one: (one.box[0], -one.box[2])):
        last = glyphs[-1] if glyphs else None
        if last is not None:
            overlap = min(last.box[2], shape.box[2]) - max(last.box[0], shape.box[0])
            if overlap > 0.5 * min(last.width, shape.box[2] - shape.box[0]):
                last.add(shape)
                continue
        glyphs.append(_Glyph(shape))
    return glyphs


def _runs(glyphs: Sequence[_Glyph]) -> list[list[_Glyph]]:
    runs: list[list[_Glyph]] = []
    for glyph in glyphs:
        if runs:
            last = runs[-1][-1]
            height = max(one.height for one in runs[-1][-4:])
            if glyph.box[0] - last.box[2] <= WORD_GAP * height:
                runs[-1].append(glyph)
                continue
        runs.append([glyph])
    return runs


def _is_text(run: Sequence[_Glyph]) -> bool:
    if len(run) < LEAST_GLYPHS:
        return False
    # The height of capitals and ascenders: most letters of a word may be of x-height.
    height = sorted(glyph.height for glyph in run)[math.ceil(0.8 * (len(run) - 1))]
    signatures = {
        (round(glyph.width / height, 1), glyph.segments, glyph.curves)
        for glyph in run
        if glyph.segments <= MOST_SEGMENTS
    }
    if len(signatures) < max(3, min(DISTINCT * len(run), ENOUGH_DISTINCT)):
        return False
    baseline = statistics.median(glyph.box[3] for glyph in run)
    if sum(abs(glyph.box[3] - baseline) <= 0.12 * height for glyph in run) < ON_BASELINE * len(run):
        return False
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(run)]
    if statistics.median(gaps) >= GAP * height:
        return False
    return (
        statistics.median(glyph.width for glyph in run) < WIDTH * height
        and statistics.median(glyph.segments for glyph in run) > 4
    )


def _frame_text(page: Page, run: Sequence[_Glyph]) -> bool:
    """Whether most shapes have text in them: the frames of labels, no letters."""
    texts = [one.box for one in page.runs if one.visible and one.text.strip()]
    framed = sum(any(contains(glyph.box, box) for box in texts) for glyph in run)
    return 2 * framed > len(run)


def _has_text(page: Page, box: Box, glyphs: int) -> bool:
    """Whether hidden text of as many letters lies on the shapes."""
    count = 0
    for run in page.runs:
        if run.hidden is None or run.seen_as != "outlines":
            continue
        x0, y0, x1, y1 = run.box
        if x0 < box[2] and x1 > box[0] and y0 < box[3] and y1 > box[1]:
            count += len(run.text.replace(" ", ""))
    return count >= 0.5 * glyphs


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
