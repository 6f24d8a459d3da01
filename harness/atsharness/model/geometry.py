"""Places on a page."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in points, origin top left."""
