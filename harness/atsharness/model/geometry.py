"""Places on a page."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in points, origin top left."""


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes (at least one)."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def intersection(one: Box, two: Box) -> Box | None:
    """What two boxes have in common; None where they only touch or lie apart."""
    x0, y0, x1, y1 = max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def area(box: Box | None) -> float:
    """Square points; 0 of no box."""
    return 0.0 if box is None else (box[2] - box[0]) * (box[3] - box[1])


def contains(outer: Box, box: Box) -> bool:
    """Whether the middle of a box lies in another one."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def iou(one: Box, two: Box) -> float:
    """Intersection over union, 0-1: how far two boxes are the same place."""
    common = area(intersection(one, two))
    both = area(one) + area(two) - common
    return common / both if both > 0 else 0.0
