"""Contact icons and level marks as paths of a content stream: y upwards, from the lower left corner."""

from __future__ import annotations

import math

_ROUND = 0.5523
"""Control points of a quarter circle of radius 1: 4/3 · (√2 - 1)."""


def colour(digits: str) -> str:
    """Fill and stroke colour from six hexadecimal digits."""
    levels = " ".join(f"{int(digits[at : at + 2], 16) / 255:.4f}" for at in (0, 2, 4))
    return f"{levels} rg {levels} RG"


def circle(x: float, y: float, radius: float) -> str:
    """A circle's path around a point."""
    arm = _ROUND * radius
    quarters = (
        (x + radius, y + arm, x + arm, y + radius, x, y + radius),
        (x - arm, y + radius, x - radius, y + arm, x - radius, y),
        (x - radius, y - arm, x - arm, y - radius, x, y - radius),
        (x + arm, y - radius, x + radius, y - arm, x + radius, y),
    )
    curves = "\n".join(" ".join(f"{value:.2f}" for value in points) + " c" for points in quarters)
    return f"{x + radius:.2f} {y:.2f} m\n{curves} h"


def star(x: float, y: float, radius: float) -> str:
    """A five-pointed star's path around a point."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else 0.4 * radius
        angle = math.pi / 2 + corner * math.pi / 5
        points.append(f"{x + reach * math.cos(angle):.2f} {y + reach * math.sin(angle):.2f}")
    return f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h"


def envelope(x: float, y: float, size: float) -> str:
    """A letter's outline with its flap; strokes."""
    top, low, right = y + 0.85 * size, y + 0.15 * size, x + size
    return (
        f"{0.09 * size:.2f} w {x:.2f} {low:.2f} {size:.2f} {0.7 * size:.2f} re S "
        f"{x:.2f} {top:.2f} m {x + size / 2:.2f} {y + 0.42 * size:.2f} l {right:.2f} {top:.2f} l S"
    )


def globe(x: float, y: float, size: float) -> str:
    """A circle with an equator and two meridians; strokes."""
    half = size / 2
    bulge, middle, centre = 0.9 * half, x + half, y + half
    high, low = centre + half / 2, centre - half / 2
    meridians = (
        f"{middle:.2f} {y + size:.2f} m {middle + bulge:.2f} {high:.2f} {middle + bulge:.2f} {low:.2f} "
        f"{middle:.2f} {y:.2f} c {middle - bulge:.2f} {low:.2f} {middle - bulge:.2f} {high:.2f} "
        f"{middle:.2f} {y + size:.2f} c S"
    )
    equator = f"{x:.2f} {centre:.2f} m {x + size:.2f} {centre:.2f} l S"
    return f"{0.08 * size:.2f} w {circle(middle, centre, half)} S {equator} {meridians}"


def badge(x: float, y: float, size: float) -> str:
    """A filled square with two letters cut out as shapes, as a network's mark is."""

    def at(across: float, up: float) -> str:
        return f"{x + across * size / 24:.2f} {y + up * size / 24:.2f}"

    def stroke(across: float) -> str:
        return f"{at(across, 4)} {3.4 * size / 24:.2f} {11 * size / 24:.2f} re"

    dot = circle(x + 5.9 * size / 24, y + 18.2 * size / 24, 2 * size / 24)
    arch = (
        f"{at(13, 4)} m {at(13, 10)} l {at(13, 13)} {at(16.4, 13)} {at(16.5, 10)} c {at(16.5, 4)} l "
        f"{at(20, 4)} l {at(20, 11)} l {at(19.8, 16.5)} {at(15, 16)} {at(13, 13.5)} c h"
    )
    return f"{x:.2f} {y:.2f} {size:.2f} {size:.2f} re {stroke(4.2)} {stroke(9.6)} {dot} {arch} f*"


def fork(x: float, y: float, size: float) -> str:
    """Three joined rings: a branch, as code hosts draw it."""

    def at(across: float, up: float) -> str:
        return f"{x + across * size / 16:.2f} {y + up * size / 16:.2f}"

    rings = " ".join(
        f"{circle(x + across * size / 16, y + up * size / 16, 1.9 * size / 16)} S"
        for across, up in ((4, 2.5), (4, 13.5), (12, 11))
    )
    stem = f"{at(4, 4.4)} m {at(4, 11.6)} l S"
    arm = f"{at(12, 9.1)} m {at(12, 6)} {at(4, 9)} {at(4, 5)} c S"
    return f"{1.3 * size / 16:.2f} w {rings} {stem} {arm}"
