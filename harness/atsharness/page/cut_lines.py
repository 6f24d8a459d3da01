"""Lines that a page's end cuts through: the upper half stands on one page, the lower half on the next.

Browsers draw such a line on both pages, on one of them only the glyphs of which something shows. A person
reads one line; here the copy with more glyphs stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from atsharness.page.page import Page, arranged

LEAST_GLYPHS = 3
"""Fewer glyphs in the same places on two pages tell nothing."""
SAME_PLACE = 0.5
SAME_LINE = 1.0
"""Points."""
FOOT = 0.12
"""Share of the size, above the baseline, that no line of letters leaves blank unless it is cut."""
HEAD = (0.8, 0.4)
"""Likewise from the height of capitals down into small letters."""


class _Edge(NamedTuple):
    """The lowest or the highest line of a page: indices of its runs, and their glyphs with their places."""

    at: tuple[int, ...]
    glyphs: list[tuple[str, float]]


def with_whole_lines(pages: Sequence[Page]) -> list[Page]:
    """The pages, with the lesser half of each cut line no longer visible."""
    found = list(pages)
    for index in range(len(found) - 1):
        upper, lower = found[index], found[index + 1]
        foot, head = _edge(upper, lowest=True), _edge(lower, lowest=False)
        if foot is None or head is None or not (_lacks(upper, foot, FOOT, 0.0) or _lacks(lower, head, *HEAD)):
            continue
        if _is_part(foot, head):
            found[index], found[index + 1] = _without(upper, foot), _with(lower, head)
        elif _is_part(head, foot):
            found[index], found[index + 1] = _with(upper, foot), _without(lower, head)
    return found


def _edge(page: Page, *, lowest: bool) -> _Edge | None:
    """The lowest or the highest line of what is visible or clipped."""
    runs = [
        (number, run)
        for number, run in enumerate(page.runs)
        if run.horizontal and run.text.strip() and (run.visible or run.hidden == "clipped")
    ]
    if not runs:
        return None
    levels = [run.baseline for _, run in runs]
    level = max(levels) if lowest else min(levels)
    at = tuple(number for number, run in runs if abs(run.baseline - level) < SAME_LINE)
    glyphs = [
        (char, page.runs[number].x0[place])
        for number in at
        for place, char in enumerate(page.runs[number].text)
        if not char.isspace()
    ]
    return _Edge(at, sorted(glyphs, key=lambda one: one[1]))


def _lacks(page: Page, edge: _Edge, above: float, below: float) -> bool:
    """Whether a line leaves no ink between two heights over its baseline, in sizes."""
    import numpy as np

    runs = [page.runs[number] for number in edge.at]
    ink = page.renderings.ink_in(
        np.array([run.box[0] for run in runs]),
        np.array([run.baseline - above * run.size for run in runs]),
        np.array([run.box[2] for run in runs]),
        np.array([run.baseline - below * run.size for run in runs]),
    )
    return not ink.any()


def _is_part(part: _Edge, whole: _Edge) -> bool:
    """Whether all glyphs of one line stand in the other, in the same places from left to right."""
    if not LEAST_GLYPHS <= len(part.glyphs) <= len(whole.glyphs):
        return False
    rest = iter(whole.glyphs)
    return all(
        any(char == other and abs(x - place) < SAME_PLACE for other, place in rest) for char, x in part.glyphs
    )


def _without(page: Page, edge: _Edge) -> Page:
    runs = list(page.runs)
    for number in edge.at:
        runs[number] = msgspec.structs.replace(runs[number], hidden="page_cut", seen_as=None)
    return arranged(page, runs)


def _with(page: Page, edge: _Edge) -> Page:
    runs = list(page.runs)
    for number in edge.at:
        if runs[number].hidden == "clipped":
            runs[number] = msgspec.structs.replace(runs[number], hidden=None, seen_as="text")
    return page if runs == list(page.runs) else arranged(page, runs)
