"""The clock of deadlines: CPU time, which a busy machine does not make run faster."""

from __future__ import annotations

import math
import os

MOST_SECONDS = 86_400
"""A day: no limit that anybody meets."""


def at_most(end: float) -> int:
    """Whole CPU seconds, one at least, that a process to be started may use until `cpu_seconds` is `end`."""
    return max(1, math.ceil(min(end - cpu_seconds(), MOST_SECONDS)))


def cpu_seconds() -> float:
    """CPU time of this process and of the ones that it started and that have ended."""
    return sum(os.times()[:4])
