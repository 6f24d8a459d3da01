"""How far a run is: throughput, statuses, and how much time is left."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping

EVERY_S = 30.0
"""Between two lines where there is no terminal."""
REFRESH_S = 1.0
"""Between two looks of a terminal."""
WINDOW_S = 120.0
"""What the throughput is measured over: long enough for slow documents, short enough to follow a change."""


class Progress:
    """Counts documents and says so now and then. A `Watcher` of the run.

    Args:
        total: documents of the run.
        counts: how many documents have which status by now, those of earlier calls too.
        show: takes a line.
        every_s: seconds between two lines.
        clock: seconds.
    """

    def __init__(
        self,
        total: int,
        counts: Callable[[], Mapping[str, int]],
        show: Callable[[str], None],
        *,
        every_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._counts = counts
        self._show = show
        self._every_s = every_s
        self._clock = clock
        self._read = 0
        self._marks = deque([(clock(), 0)])
        self._shown = clock()

    def ended(self, _status: str) -> None:
        """A document has its row."""
        self._read += 1
        self.waiting()

    def waiting(self) -> None:
        """Shows a line where it is time for one."""
        now = self._clock()
        if now - self._shown >= self._every_s:
            self._shown = now
            self._marks.append((now, self._read))
            while len(self._marks) > 2 and now - self._marks[0][0] > WINDOW_S:
                self._marks.popleft()
            self._show(self.line())

    def line(self) -> str:
        """How far the run is."""
        counts = self._counts()
        done = sum(counts.values())
        since, read = self._marks[0]
        passed = self._clock() - since
        rate = (self._read - read) / passed if passed > 0 else 0.0
        parts = [f"{done:,} of {self._total:,} documents ({100 * done / max(self._total, 1):.1f} %)"]
        if rate > 0:
            parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute")
            parts.append(f"{duration((self._total - done) / rate)} left")
        parts.append(said(counts))
        return " · ".join(part for part in parts if part)


def said(counts: Mapping[str, int]) -> str:
    """Statuses and their numbers, the frequent ones first."""
    return ", ".join(
        f"{name} {number:,}" for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def duration(seconds: float) -> str:
    """A time for people: ``45 s``, ``12 min``, ``6 h 20 min``."""
    if seconds < 90:
        return f"{max(0, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
