"""What the supervisor of `isolation` is given and gives back, and the order in which tasks start."""

from __future__ import annotations

import heapq
import itertools
import signal
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

import msgspec

Key = int | str

WALL = 5
"""A task has so many times its deadline on the clock: it may wait for a busy machine, not for ever."""


class Bounds(msgspec.Struct, frozen=True, array_like=True):
    """What a worker may use of the file system besides the system and Python: files and folders."""

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of work. Tasks of one `group` run by preference in the worker that ran the last of them.

    No worker has tasks of two documents, where workers are forked; those of one document have equal `bounds`.
    `deadline_s` is CPU time from the handler's ``ready()`` on, of the worker and all it started; on the clock
    it ends after `WALL` times as long. `boot_s` is the limit until then, on the clock. `memory_mb` bounds the
    address space beyond what a worker inherits, `resident_mb` the resident size of the worker and all
    it started (for JVMs, which reserve far more than they use). Both are kept on Linux only. Dear tasks,
    by `cost`, start first.
    """

    key: Key
    payload: bytes
    group: str = ""
    document: str = ""
    bounds: Bounds | None = None
    deadline_s: float = 20.0
    boot_s: float = 60.0
    memory_mb: int | None = 1536
    resident_mb: int | None = None
    cost: float = 1.0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a task ended. `detail` is one line, the same at each run; `seconds` count from ``ready()``."""

    key: Key
    status: Literal["done", "failed", "timeout", "killed"]
    payload: bytes | None = None
    detail: str | None = None
    seconds: float = 0.0


class Busy(NamedTuple):
    """A worker with a task; `alone` at the retry of a task whose first worker died."""

    pid: int
    key: Key
    state: Literal["boot", "running"]
    alone: bool


def way_out(exitcode: int | None) -> str:
    """How a process ended, in words."""
    if exitcode is None or exitcode >= 0:
        return f"exited with code {exitcode}"
    try:
        return f"died of {signal.Signals(-exitcode).name}"
    except ValueError:
        return f"died of signal {-exitcode}"


class Retry(NamedTuple):
    """A task to run once more: by what its first worker died, and the last line on that worker's stderr."""

    task: Task
    cause: str
    said: str

    def again(self, cause: str, said: str) -> str:
        """Why the task is given up after its second worker died too."""
        detail = f"{cause}, twice" if cause == self.cause else f"{self.cause}, then {cause}"
        # What differs from one time to the other is no reason.
        return f"{detail}: {said}" if said and said == self.said else detail


class Queue:
    """Waiting tasks by document, the oldest first, and group, the dearest task of each first.

    Equally dear ones come in the order they came.
    """

    def __init__(self) -> None:
        self._heaps: dict[str, dict[str, list[tuple[float, int, Task]]]] = {}  # none of them empty
        self._serial = itertools.count()

    def __bool__(self) -> bool:
        return bool(self._heaps)

    def has(self, document: str, group: str | None = None) -> bool:
        """Whether a task of a document, or of one of its groups, waits."""
        return document in self._heaps and (group is None or group in self._heaps[document])

    def oldest(self, busy: Collection[str]) -> str:
        """The document that waits longest, by preference one that is not among the busy ones."""
        return next((one for one in self._heaps if one not in busy), next(iter(self._heaps)))

    def push(self, task: Task) -> None:
        """Adds a task."""
        heap = self._heaps.setdefault(task.document, {}).setdefault(task.group, [])
        heapq.heappush(heap, (-task.cost, next(self._serial), task))

    def take(self, document: str, last: str | None, running: Collection[str | None]) -> Task:
        """Removes the dearest task of one group of a document.

        Args:
            document: one that waits.
            last: the group that the worker ran last, whose imports are warm; preferred.
            running: groups that other workers run now; a group outside them comes next.
        """
        heaps = self._heaps[document]
        group = last
        if group is None or group not in heaps:
            group = min(heaps, key=lambda name: (name in running, heaps[name][0][:2]))
        task = heapq.heappop(heaps[group])[2]
        self._tidy(document)
        return task

    def drop(self, drops: Callable[[Task], bool]) -> set[Key]:
        """Removes the tasks of which `drops` is true; returns their keys."""
        dropped: set[Key] = set()
        for document, heaps in list(self._heaps.items()):
            for heap in heaps.values():
                dropped.update(entry[2].key for entry in heap if drops(entry[2]))
                heap[:] = [entry for entry in heap if entry[2].key not in dropped]
                heapq.heapify(heap)
            self._tidy(document)
        return dropped

    def _tidy(self, document: str) -> None:
        """Forgets what is empty."""
        heaps = {group: heap for group, heap in self._heaps[document].items() if heap}
        if heaps:
            self._heaps[document] = heaps
        else:
            del self._heaps[document]
