"""Connected shapes of a small black and white picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Component(NamedTuple):
    """Pixels that touch, straight or across corners, with their box in pixels (the far edges outside)."""

    x0: int
    y0: int
    x1: int
    y1: int
    pixels: NDArray[Any]
    """Of the box: True where the component is."""

    @property
    def width(self) -> int:
        """Columns."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Rows."""
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        """Pixels of ink."""
        return int(self.pixels.sum())


def components(ink: NDArray[Any]) -> list[Component]:
    """The connected components of a picture, by runs of pixels joined row by row.

    Args:
        ink: height x width, True where there is ink.
    """
    import numpy as np

    padded = np.pad(ink.astype(np.int8), ((0, 0), (1, 1)))
    steps = np.diff(padded, axis=1)
    at_row, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    parents = list(range(len(starts)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    rows, first, last = at_row.tolist(), starts.tolist(), ends.tolist()
    above = 0
    for run, row in enumerate(rows):
        while above < run and (
            rows[above] < row - 1 or (rows[above] == row - 1 and last[above] < first[run])
        ):
            above += 1
        other = above
        while other < run and rows[other] == row - 1 and first[other] <= last[run]:
            parents[root(other)] = root(run)
            other += 1
    members: dict[int, list[int]] = {}
    for run in range(len(rows)):
        members.setdefault(root(run), []).append(run)
    found = []
    for runs in members.values():
        x0, x1 = min(first[run] for run in runs), max(last[run] for run in runs)
        y0, y1 = rows[runs[0]], rows[runs[-1]] + 1
        pixels = np.zeros((y1 - y0, x1 - x0), dtype=bool)
        for run in runs:
            pixels[rows[run] - y0, first[run] - x0 : last[run] - x0] = True
        found.append(Component(x0, y0, x1, y1, pixels))
    return found
