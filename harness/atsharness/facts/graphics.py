"""Drawings that carry meaning without text: skill levels as bars, dots or stars; ruled tables of text."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.model import Box
from atsharness.model.facts import Line, LineWord
from atsharness.model.geometry import intersection, union
from atsharness.model.text_facts import (
    AnyTextFact,
    DrawnUnderscore,
    LayoutTable,
    SkillBar,
    SkillDots,
    SkillSigns,
)
from atsharness.page.page import Page, Shape

DOT_SIZES = (2.0, 16.0)
DOT_SHAPES = (0.75, 1.35)
"""Width by height of a dot or star."""
BLOCK_SHAPES = (0.4, 3.0)
"""Likewise of a rectangle."""
RECTANGLE = 4
"""Segments."""
DOTS = (3, 10)
NEAR_LABEL = 220.0
"""A level stands within so many points of the words that it is the level of."""

BAR_HEIGHTS = (1.5, 14.0)
BAR_WIDTHS = (18.0, 320.0)
MOST_SHAPES = 6_000
LEVEL_CHARS = set("●○•◦★☆⋆■□▪▫◼◻◆◇⬤◯⚫⚪✦✧")
TABLE_ROWS = 3
TABLE_TEXT_WORDS = 4
"""A table lays out text where its fuller cells hold more words than this."""

MOST_UNDERSCORES = 200
"""Short lines of a page that may be underscores; more are a drawing."""
THIN = 1.5
"""Height in points of a line that may be an underscore."""
UNDERSCORE_ROOM = 0.2
"""Room around an underscore, in em: TeX leaves .06 before it."""

_Rule = tuple[float, float, float]
"""Where a straight line stands (y of a horizontal, x of a vertical one), and where it begins and ends."""

_Grid = tuple[Box, list[float], list[float]]
"""A table's box, and where its rows and its columns are parted, with its edges."""


def graphic_facts(page: Page) -> list[AnyTextFact]:
    """Skill graphics and layout tables of a page."""
    shapes = page.shapes[:MOST_SHAPES]
    return [
        *_dots(page, shapes),
        *_char_levels(page),
        *_bars(page, shapes),
        *_tables(page, shapes),
        *_underscores(page, shapes),
    ]


# --- underscores -----------------------------------------------------------------------------------------


def _underscores(page: Page, shapes: Sequence[Shape]) -> Iterator[DrawnUnderscore]:
    """Short lines on the baseline between two words: so TeX draws underscores in its old encoding (OT1)."""
    thin = [
        shape.box
        for shape in shapes
        if shape.box[3] - shape.box[1] < THIN and shape.box[2] - shape.box[0] < 20
    ]
    for line in page.lines if 0 < len(thin) <= MOST_UNDERSCORES else ():
        low, high = line.baseline - 0.1 * line.size, line.baseline + 0.25 * line.size
        near = [box for box in thin if low < (box[1] + box[3]) / 2 < high]
        for one, two in pairwise(line.words) if near else ():
            gap = two.box[0] - one.box[2]
            for box in near:
                width = box[2] - box[0]
                inside = one.box[2] - 0.5 <= box[0] and box[2] <= two.box[0] + 0.5
                if inside and 0.2 * line.size < width and gap < width + UNDERSCORE_ROOM * line.size:
                    seen = f"{one.text}_{two.text}"
                    place = (box[0], line.box[1], box[2], line.box[3])
                    yield DrawnUnderscore(
                        page=page.number, box=place, text=f"{one.text} {two.text}", seen=seen
                    )


# --- levels ----------------------------------------------------------------------------------------------


def _dots(page: Page, shapes: Sequence[Shape]) -> Iterator[SkillDots]:
    """Rows of equal small shapes beside a word."""
    rows: dict[tuple[int, int], list[Shape]] = {}
    for shape in shapes:
        x0, y0, x1, y1 = shape.box
        width, height = x1 - x0, y1 - y0
        least, most = DOT_SHAPES if shape.curves or shape.segments > RECTANGLE else BLOCK_SHAPES
        if DOT_SIZES[0] <= height <= DOT_SIZES[1] and least <= width / height <= most:
            rows.setdefault((round(y1), round(height)), []).append(shape)
    levels = []
    for members in rows.values():
        for row in _evenly(members):
            box = union(shape.box for shape in row)
            label = _label(page.lines, box)
            if label is not None:
                mixed = len({shape.fill for shape in row}) > 1
                levels.append((row, box, label, mixed))
    # Ornaments repeat; levels differ: filled and empty signs in a row, or rows of different lengths.
    if any(mixed for *_, mixed in levels) or len({len(row) for row, *_ in levels}) > 1:
        for row, box, label, mixed in levels:
            yield SkillDots(page=page.number, box=box, text=label, dots=len(row), partly_filled=mixed)


def _evenly(members: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Runs of shapes of one size at one distance; shapes drawn twice at one place count once."""
    ordered: list[Shape] = []
    for shape in sorted(members, key=lambda one: one.box[0]):
        if not ordered or shape.box[0] - ordered[-1].box[0] > 0.5:
            ordered.append(shape)
        else:
            ordered[-1] = shape  # painted later: what a person sees
    run: list[Shape] = []
    for shape in ordered:
        size = shape.box[2] - shape.box[0]
        if run:
            step = shape.box[0] - run[-1].box[0]
            usual = run[1].box[0] - run[0].box[0] if len(run) > 1 else step
            same = abs(size - (run[-1].box[2] - run[-1].box[0])) < 0.12 * size
            if not same or step > 4 * size or abs(step - usual) > 0.15 * usual:
                if DOTS[0] <= len(run) <= DOTS[1]:
                    yield run
                run = []
        run.append(shape)
    if DOTS[0] <= len(run) <= DOTS[1]:
        yield run


def _char_levels(page: Page) -> Iterator[SkillSigns]:
    """Levels written as rows of dots or stars, beside a word or, two and more on a page, below one."""
    below: list[SkillSigns] = []
    for line in page.lines:
        for signs in _sign_runs(line):
            text = "".join(word.text for word in signs)
            if not DOTS[0] <= len(text) <= DOTS[1]:
                continue
            box = union(word.box for word in signs)
            alone = len(signs) == len(line.words)
            label = (
                _label(page.lines, box)
                if alone
                else " ".join(word.text for word in line.words if word not in signs)
            )
            if label is None:
                continue
            level = SkillSigns(page=page.number, box=box, text=label, seen=text, signs=len(text))
            if alone:
                below.append(level)
            else:
                yield level
    # One row alone may be an ornament.
    if len(below) > 1:
        yield from below


def _sign_runs(line: Line) -> list[list[LineWord]]:
    """Neighbouring words of a line that are signs only."""
    runs: list[list[LineWord]] = []
    before = False
    for word in line.words:
        sign = bool(word.text) and set(word.text) <= LEVEL_CHARS
        if sign and before:
            runs[-1].append(word)
        elif sign:
            runs.append([word])
        before = sign
    return runs


def _bars(page: Page, shapes: Sequence[Shape]) -> Iterator[SkillBar]:
    """A bar within a longer one that begins at the same place; or bars of many lengths beside labels."""
    bars = [
        shape
        for shape in shapes
        if shape.fill is not None
        and BAR_HEIGHTS[0] <= shape.box[3] - shape.box[1] <= BAR_HEIGHTS[1]
        and BAR_WIDTHS[0] * 0.1 <= shape.box[2] - shape.box[0] <= BAR_WIDTHS[1]
    ]
    found: list[tuple[Box, float, str]] = []
    rows: dict[int, list[Shape]] = {}
    for bar in bars:
        rows.setdefault(round(bar.box[1] / 1.5), []).append(bar)
    for row in rows.values():
        for outer in row:
            width = outer.box[2] - outer.box[0]
            if width < BAR_WIDTHS[0]:
                continue
            for inner in row:
                if inner is outer or inner.fill == outer.fill:
                    continue
                share = (inner.box[2] - inner.box[0]) / width
                if (
                    0.03 < share < 0.99
                    and abs(inner.box[0] - outer.box[0]) < 1
                    and abs(inner.box[1] - outer.box[1]) < 1.5
                    and abs(inner.box[3] - outer.box[3]) < 1.5
                ):
                    label = _label(page.lines, outer.box)
                    if label is not None:
                        found.append((outer.box, share, label))
    if len(found) < 2:
        return
    for box, share, label in found:
        yield SkillBar(page=page.number, box=box, text=label, share=round(share, 2))


def _label(lines: Sequence[Line], box: Box) -> str | None:
    """The words beside a graphic, or right above it; None where there are none within reach."""
    middle = (box[1] + box[3]) / 2
    best: tuple[float, str] | None = None
    for line in lines:
        beside = line.box[1] - 1 <= middle <= line.box[3] + 1
        above = (
            0 <= box[1] - line.baseline <= 1.6 * line.size and line.box[0] < box[2] and line.box[2] > box[0]
        )
        if not beside and not above:
            continue
        for word in line.words:
            if not any(char.isalnum() for char in word.text):
                continue
            away = max(0.0, word.box[0] - box[2], box[0] - word.box[2]) + (0 if beside else 5)
            if away <= NEAR_LABEL and (best is None or away < best[0]):
                best = away, line.text
    return best[1] if best else None


# --- tables -----------------------------------------------------------------------------------------------


def _tables(page: Page, shapes: Sequence[Shape]) -> Iterator[LayoutTable]:
    """Ruled grids with text in their cells: two vertical rules or more across three horizontal ones."""
    horizontal: list[_Rule] = []
    vertical: list[_Rule] = []
    for shape in shapes:
        x0, y0, x1, y1 = shape.box
        if shape.segments > 8:
            continue
        if y1 - y0 <= 2 and x1 - x0 >= 40:
            horizontal.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= 2 and y1 - y0 >= 8:
            vertical.append(((x0 + x1) / 2, y0, y1))
        elif x1 - x0 >= 40 and y1 - y0 >= 8 and (shape.stroke is not None or shape.fill is not None):
            if shape.stroke is None and x1 - x0 > 0.95 * page.width:
                continue
            horizontal += [(y0, x0, x1), (y1, x0, x1)]
            vertical += [(x0, y0, y1), (x1, y0, y1)]
    for box, ys, xs in _grids(horizontal, vertical):
        cells = _cells(page.lines, ys, xs)
        columns = {column for _, column in cells}
        words = sorted((len(text.split()) for text in cells.values()), reverse=True)
        if len(columns) < 2 or len(cells) < 4:
            continue
        fuller = words[: max(1, len(words) // 2)]
        if statistics.median(fuller) > TABLE_TEXT_WORDS:
            yield LayoutTable(
                page=page.number,
                box=box,
                text=" | ".join(cells[key] for key in sorted(cells)[:2])[:200],
                rows=len(ys) - 1,
                columns=len(xs) - 1,
                filled_cells=len(cells),
            )


def _grids(horizontal: Sequence[_Rule], vertical: Sequence[_Rule]) -> Iterator[_Grid]:
    """Groups of horizontal rules of one extent with the vertical ones that cross at least two of them."""
    done: list[Box] = []
    for (low, high), ys in sorted(_stacks(horizontal).items(), key=lambda item: item[0][0] - item[0][1]):
        grid = _grid(low, high, ys, vertical)
        if grid is not None and not any(intersection(grid[0], other) for other in done):
            done.append(grid[0])
            yield grid


def _stacks(horizontal: Sequence[_Rule]) -> dict[tuple[int, int], list[float]]:
    """The heights of three rules and more over one stretch, by its ends, which are set a little apart."""
    stacks: dict[tuple[int, int], list[float]] = {}
    for x0, x1 in {(round(x0 / 4), round(x1 / 4)) for _, x0, x1 in horizontal}:
        ys = _distinct([y for y, a, b in horizontal if a <= x0 * 4 + 6 and b >= x1 * 4 - 6])
        if len(ys) >= TABLE_ROWS:
            stacks[x0 * 4 - 3, x1 * 4 + 3] = ys
    return stacks


def _grid(low: int, high: int, ys: Sequence[float], vertical: Sequence[_Rule]) -> _Grid | None:
    """The table of a stack of horizontal rules: three and more that some inner vertical rule touches."""
    xs = _distinct(
        [x for x, a, b in vertical if low <= x <= high and sum(a - 2 <= y <= b + 2 for y in ys) >= 2]
    )
    inner = [x for x in xs if low + 12 < x < high - 12]
    # Rules of the same extent that no inner rule touches underline headings.
    held = [(top - 3, bottom + 3) for x, top, bottom in vertical if any(abs(x - one) < 5 for one in inner)]
    rows = [y for y in ys if any(top <= y <= bottom for top, bottom in held)]
    if len(rows) < TABLE_ROWS:
        return None
    return (float(low), rows[0], float(high), rows[-1]), rows, [float(low), *inner, float(high)]


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 5:
            kept.append(value)
    return kept


def _cells(lines: Sequence[Line], ys: list[float], xs: list[float]) -> dict[tuple[int, int], str]:
    """The text of each cell, by row and column."""
    cells: dict[tuple[int, int], str] = {}
    for line in lines:
        row = sum(line.baseline > y for y in ys) - 1
        if not 0 <= row < len(ys) - 1:
            continue
        for word in line.words:
            column = sum((word.box[0] + word.box[2]) / 2 > x for x in xs) - 1
            if 0 <= column < len(xs) - 1:
                key = (row, column)
                cells[key] = f"{cells[key]} {word.text}" if key in cells else word.text
    return cells
