"""Runs opaque tasks in worker processes: a task that hangs, crashes or eats memory costs only itself.

Each persistent worker has a channel of its own and shares no lock, so that it may be killed at any
moment. A task's deadline starts when its handler says that its imports are done, and counts CPU time, so
that a busy machine changes no result; a generous limit by the clock stands beside it. A task past either is
killed with all it started and not tried again; a task whose worker died is tried once more, alone, in a
fresh worker, because the system's memory killer may have taken a neighbour's worker.

On Linux each document has workers of its own, forked from a process that has never seen one and, where the
kernel can, kept from all that a document needs not (`sandbox`).
"""

from __future__ import annotations

import contextlib
import math
import os
import selectors
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Literal

import msgspec

from atsharness.workers.process import TooLongError, Worker
from atsharness.workers.sessions import kill_sessions, session_members
from atsharness.workers.tasks import Bounds, Busy, Key, Outcome, Queue, Retry, Task, way_out
from atsharness.workers.template import Preload, Spawner, Template, forks, launcher
from atsharness.workers.worker import Done, Failed, Handler, one_line

if TYPE_CHECKING:
    from atsharness.workers.template import Child

__all__ = ["Bounds", "Busy", "Handler", "Outcome", "Supervisor", "Task"]

MAX_RESULT = 64 * 2**20
CHUNK = 2**18

MANY_RETRIES = 8
"""So many tasks wait for their lone retry before all others are made to wait for them."""

GRACE_S = 3.0
"""Most time for the rest of a result that is under way at the deadline; none of it may stall."""

STALL_S = 0.25
"""In which a worker that is sending a result sends more of it, even where it waits for a core."""

END_S = 0.5
"""From the end of a worker's channel to its own."""

POLL_S = 0.2


class Supervisor:
    """Feeds tasks to at most `workers` processes and reports one `Outcome` for each.

    Args:
        handler: a top-level function; see `Handler`.
        workers: most tasks at a time. Workers start when a task needs them, not before.
        max_result_bytes: a longer result costs the worker its life and the task its result.
        preload: what `load` calls, in the process that workers are forked from.
        folder: of the tasks' files; on Linux it is removed at the end, whatever becomes of this process.

    Raises:
        ValueError: `workers` is less than 1.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        workers: int,
        max_result_bytes: int = MAX_RESULT,
        preload: Preload | None = None,
        folder: str | None = None,
    ) -> None:
        if workers < 1:
            raise ValueError("a supervisor needs at least one worker")
        self._handler = handler
        self._preload = preload
        self._folder = folder
        self._launcher: Template | Spawner | None = None
        self._limit = workers
        self._cores = os.cpu_count() or 1
        self._max_result = max_result_bytes
        self._selector = selectors.DefaultSelector()
        self._scratch = memoryview(bytearray(CHUNK))
        self._workers: list[Worker] = []
        self._dying: list[Child] = []
        self._keys: set[Key] = set()  # queued, waiting for a retry or in flight
        self._queue = Queue()
        self._running = 0
        self._retries: deque[Retry] = deque()
        self._retrying = False
        self._outcomes: deque[Outcome] = deque()
        self._polled = 0.0
        self._closed = False

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, task: Task) -> None:
        """Queues a task and, where a worker is free or may be started, starts it.

        Raises:
            ValueError: a task with this key has not ended yet.
            RuntimeError: the supervisor is closed.
            OSError: the system allows not even one process.
        """
        if self._closed:
            raise RuntimeError("the supervisor is closed")
        if task.key in self._keys:
            raise ValueError(f"a task with the key {task.key!r} has not ended yet")
        self._keys.add(task.key)
        if not forks():  # a spawned worker loads its engines anew, and so it serves all documents
            task = msgspec.structs.replace(task, document="")
        self._queue.push(task)
        self._dispatch()

    def load(self, names: Collection[str]) -> None:
        """Has workers that start from now on find loaded what `preload` loads by these names."""
        if self._launcher is not None and self._preload is not None:
            self._launcher.load(tuple(names))

    def next(self) -> Outcome | None:
        """Waits for the next outcome; None when nothing is queued or in flight."""
        while not self._outcomes:
            self._dispatch()
            if not self._keys:
                return None
            self._wait()
        return self._outcomes.popleft()

    def run(self, tasks: Iterable[Task], *, window: int = 64) -> Iterator[Outcome]:
        """Streams outcomes as they come; takes tasks as they are needed, and holds `window` at most.

        Yields:
            One outcome for each task that was not cancelled.
        """
        source = iter(tasks)
        more = True
        while True:
            while more and len(self._keys) + len(self._outcomes) < max(window, 1):
                task = next(source, None)
                if task is None:
                    more = False
                else:
                    self.submit(task)
            outcome = self.next()
            if outcome is not None:
                yield outcome
            elif not more:
                return

    def cancel(self, which: Callable[[Task], bool] | Collection[Key]) -> set[Key]:
        """Drops tasks that are not running: those of some keys, or those of which `which` is true.

        Returns:
            The keys of the dropped ones; they have no outcome.
        """
        drops = which if callable(which) else lambda task: task.key in which
        dropped = self._queue.drop(drops)
        dropped.update(entry.task.key for entry in self._retries if drops(entry.task))
        self._retries = deque(entry for entry in self._retries if entry.task.key not in dropped)
        self._keys -= dropped
        return dropped

    def end(self, keys: Collection[Key]) -> None:
        """Ends tasks, waiting or running: they have no outcome, and their workers are killed."""
        self.cancel(keys)
        for worker in [one for one in self._workers if one.task is not None and one.task.key in keys]:
            worker.task = worker.retry = None
            self._running -= 1
            self._bury(worker)
        self._outcomes = deque(outcome for outcome in self._outcomes if outcome.key not in keys)
        self._keys -= set(keys)

    def release(self, document: str) -> None:
        """Kills the workers of a document, which has no more tasks, and what they left running."""
        for worker in [one for one in self._workers if one.task is None and one.document == document]:
            if forks():
                self._bury(worker)

    def busy(self) -> list[Busy]:
        """The workers that have a task now."""
        for worker in self._workers:
            worker.look()
        return [
            Busy(worker.pid, worker.task.key, worker.state, worker.retry is not None)
            for worker in self._workers
            if worker.task is not None
        ]

    def close(self) -> None:
        """Kills all workers and what they started, and waits for their ends. Outcomes are lost."""
        if self._closed:
            return
        self._closed = True
        for worker in list(self._workers):
            self._bury(worker)
        for child in self._dying:
            child.join()
        if self._launcher is not None:
            self._launcher.close()
        self._selector.close()
        self._queue = Queue()
        for store in (self._dying, self._retries, self._outcomes, self._keys):
            store.clear()

    def _dispatch(self) -> None:
        """Gives tasks to workers as long as there are both."""
        while self._running < self._limit and (self._queue or self._retries):
            if self._retries and (len(self._retries) >= MANY_RETRIES or not self._queue):
                self._retrying = True
            if self._retrying:
                if self._retries and not self._running:
                    self._retry(self._retries.popleft())
                if self._running:
                    return
                self._retrying = False
            if not self._give():
                return

    def _give(self) -> bool:
        """Gives the next task to a worker of its document; False if there may be no further worker."""
        busy = [worker for worker in self._workers if worker.task is not None]
        groups = {worker.group for worker in busy}
        worker = self._idle()
        if worker is not None:
            self._assign(worker, self._queue.take(worker.document, worker.group, groups))
            return True
        if not self._make_room():
            return False
        document = self._queue.oldest({worker.document for worker in busy})
        task = self._queue.take(document, None, groups)
        worker = self._start(task)
        if worker is None:
            self._queue.push(task)
            return False
        self._assign(worker, task)
        return True

    def _idle(self) -> Worker | None:
        """A worker without a task for whose document one waits, by preference one of its last group."""
        found = None
        for worker in self._workers:
            if worker.task is None and self._queue.has(worker.document):
                found = worker
                if self._queue.has(worker.document, worker.group):
                    break
        return found

    def _make_room(self) -> bool:
        """Whether one more worker may start; one whose document has no more tasks gives way."""
        if len(self._workers) < self._limit:
            return True
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is not None:
            self._bury(idle)
        return idle is not None

    def _retry(self, retry: Retry) -> None:
        """Runs a task again, in a worker whose state no other task has touched."""
        while (worker := self._start(retry.task)) is None:
            self._bury(self._workers[0])
        worker.retry = retry
        self._assign(worker, retry.task)

    def _start(self, task: Task) -> Worker | None:
        """A worker for a task's document; None if there may be no further one."""
        if len(self._workers) >= self._limit:
            return None
        while True:
            try:
                worker = self._launched(task)
                break
            except OSError:
                idle = next((one for one in self._workers if one.task is None), None)
                if idle is not None:  # it gives way
                    self._bury(idle)
                    idle.process.join()
                elif self._workers:
                    return None  # the ones there are have to do
                else:
                    raise
        reactions = (worker.channel, self._on_channel), (worker.stderr, self._on_stderr)
        for file, react in (*reactions, (worker.pidfd, self._on_death)):
            if file is not None:
                self._selector.register(file, selectors.EVENT_READ, (worker, react))
        self._workers.append(worker)
        return worker

    def _launched(self, task: Task) -> Worker:
        if self._launcher is None:
            self._launcher = launcher(self._handler, self._preload, self._folder)
        try:
            return Worker(self._launcher.launch, task.document, task.bounds)
        except (ConnectionError, TimeoutError):  # it is dead, or hangs in an engine that it was to load
            self._launcher.kill()
            self._preload = None
            self._launcher = launcher(self._handler, None, self._folder)
            return Worker(self._launcher.launch, task.document, task.bounds)

    def _assign(self, worker: Worker, task: Task) -> None:
        self._running += 1
        worker.begin(task, self._cores)
        if worker.outbox:
            self._watch(worker, selectors.EVENT_READ | selectors.EVENT_WRITE)

    def _watch(self, worker: Worker, events: int) -> None:
        self._selector.modify(worker.channel, events, (worker, self._on_channel))

    def _wait(self) -> None:
        """Waits for something to happen or to be due, and deals with it."""
        until, polling = math.inf, False
        for worker in self._workers:
            if worker.task is not None:
                until = min(until, worker.until)
                polling = polling or worker.polled
        timeout = until - monotonic()
        events = self._selector.select(max(min(timeout, POLL_S) if polling else timeout, 0.0))
        for key, mask in events:
            worker, react = key.data
            if not worker.gone:
                react(worker, mask)
        now = monotonic()
        if until <= now:
            for worker in list(self._workers):
                if worker.task is not None and worker.until <= now:
                    self._on_due(worker)
        if polling and now - self._polled >= POLL_S:
            self._polled = now
            self._poll()
        if self._dying:
            for child in self._dying:
                child.join(0)
            self._dying = [child for child in self._dying if child.exitcode is None]

    def _on_channel(self, worker: Worker, mask: int) -> None:
        if mask & selectors.EVENT_WRITE:
            worker.send()
            if not worker.outbox:
                self._watch(worker, selectors.EVENT_READ)
        if mask & selectors.EVENT_READ:
            self._hear(worker)

    def _on_stderr(self, worker: Worker, _mask: int) -> None:
        if not worker.drain_stderr():
            self._selector.unregister(worker.stderr)

    def _hear(self, worker: Worker) -> bool:
        """Takes in one chunk of what the channel holds; False if there is no more, or no use for it."""
        if worker.ended or worker.gone:
            return False
        more = worker.receive(self._scratch)
        try:
            while not worker.gone and (message := worker.message(self._max_result)) is not None:
                self._on_message(worker, message)
        except TooLongError:
            self._finish(worker, "failed", f"returned more than {self._max_result / 2**20:g} MB")
            self._bury(worker)
        except msgspec.DecodeError:
            self._on_death(worker, cause="sent a malformed message")
        if worker.ended and not worker.gone:  # most likely it is dying, and how is known in a moment
            self._selector.unregister(worker.channel)
            worker.look()
            worker.until = min(worker.until, monotonic() + END_S)
            if worker.task is None:
                self._bury(worker)
        return more and not worker.gone

    def _on_message(self, worker: Worker, message: Done | Failed) -> None:
        if worker.task is None:
            self._on_death(worker, cause="sent a malformed message")
        elif isinstance(message, Done):
            self._finish(worker, "done", payload=message.payload, at=message.at)
            if message.spent:
                self._bury(worker)
        else:
            self._finish(worker, "failed", one_line(message.detail), at=message.at)
            if message.doubtful:
                self._bury(worker)

    def _on_due(self, worker: Worker) -> None:
        """A limit has passed: what the channel already holds still counts."""
        patience, more = monotonic() + GRACE_S, True
        while more and worker.task is not None and monotonic() < patience:
            more = self._hear(worker)
            if not more and worker.inbox:  # was the channel full while this process was busy elsewhere?
                more = worker.says_more(STALL_S) and self._hear(worker)
        worker.look()
        task, now = worker.task, monotonic()
        if task is None or worker.gone:
            return
        if worker.ended:
            self._on_death(worker)
        elif worker.state == "running":
            if late := worker.overdue(self._cores):
                self._finish(worker, "timeout", late)
                self._bury(worker)
        elif worker.since + task.boot_s <= now:
            self._finish(worker, "failed", f"boot: not ready within {task.boot_s:g} s")
            self._bury(worker)
        else:
            worker.until = min(worker.since + task.boot_s, now + task.deadline_s / self._cores)

    def _on_death(self, worker: Worker, _mask: int = 0, *, cause: str | None = None) -> None:
        """A worker died, or has to: its task is run once more, or reported if this was that."""
        kill_sessions({worker.pid})  # what it started may hold the channel open
        while cause is None and worker.task is not None and self._hear(worker):
            pass
        if worker.gone:
            return
        worker.drain_stderr()
        worker.process.join()
        if worker.task is not None:
            worker.look()
            cause = cause or way_out(worker.process.exitcode)
            said = one_line(worker.said.decode(errors="replace").strip().rpartition("\n")[2])
            if worker.retry is None:
                self._retries.append(Retry(worker.task, cause, said))
                self._running -= 1
            elif worker.state == "boot":
                self._finish(worker, "failed", f"boot: {worker.retry.again(cause, said)}")
            else:
                self._finish(worker, "killed", worker.retry.again(cause, said))
        self._remove(worker)

    def _poll(self) -> None:
        """Looks for deaths that no file announces, and at resident sizes where a task has a limit."""
        for worker in [worker for worker in self._workers if worker.pidfd is None]:
            worker.process.join(0)
            if worker.process.exitcode is not None:
                self._on_death(worker)
        limits = {w.pid: w.task.resident_mb for w in self._workers if w.task and w.task.resident_mb}
        sizes = dict.fromkeys(limits, 0)
        for member in session_members(limits):
            sizes[member.session] += member.resident
        for worker in list(self._workers):
            limit = limits.get(worker.pid)
            if limit and sizes[worker.pid] > limit * 2**20:
                self._finish(worker, "failed", f"needed more than {limit} MB")
                self._bury(worker)

    def _finish(
        self,
        worker: Worker,
        status: Literal["done", "failed", "timeout", "killed"],
        detail: str | None = None,
        payload: bytes | None = None,
        at: float | None = None,
    ) -> None:
        """Reports a worker's task, if it has one."""
        if (task := worker.task) is not None:
            worker.look()
            now = monotonic()
            seconds = (now if at is None else min(max(worker.since, at), now)) - worker.since
            outcome = Outcome(key=task.key, status=status, payload=payload, detail=detail, seconds=seconds)
            self._outcomes.append(outcome)
            self._keys.discard(task.key)
            worker.task = worker.retry = None
            self._running -= 1

    def _bury(self, worker: Worker) -> None:
        kill_sessions({worker.pid})
        self._remove(worker)

    def _remove(self, worker: Worker) -> None:
        for file in (worker.channel, worker.stderr, worker.pidfd):
            if file is not None:
                with contextlib.suppress(KeyError):
                    self._selector.unregister(file)
        worker.close()
        worker.gone = True
        self._workers.remove(worker)
        self._dying.append(worker.process)
