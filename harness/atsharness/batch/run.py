"""Who reads the shards of a run on this machine: processes, each fed by a thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Protocol

import msgspec

from atsharness.batch.messages import Ended, Finished, Heard, Job, Left, News, Refused, journal_of
from atsharness.batch.plan import Plan
from atsharness.batch.processes import DiedError, ShardProcess, drive
from atsharness.errors import UsageError


class Watcher(Protocol):
    """What is told while shards are read."""

    def ended(self, status: str) -> None:
        """A document has its row."""

    def waiting(self) -> None:
        """Called now and then."""


TICK_S = 1.0


def run_here(plan: Plan, workers: int, watcher: Watcher, lock: int | None) -> None:
    """Reads what is left by processes of this machine, and then those documents that have ended one, alone.

    Args:
        plan: what is to be done.
        workers: processes at a time.
        watcher: is told how it goes.
        lock: of the run, see `ShardProcess`.

    Raises:
        UsageError: nothing more can be done; what is done is kept.
    """
    left: list[Job] = []
    _Crew(plan, watcher, lock, left).work(plan.jobs(), workers)
    alone = (msgspec.structs.replace(job, alone=True) for job in left)
    _Crew(plan, watcher, lock, []).work(alone, 1)


class _Crew:
    """Threads that each feed one process; this one's thread hears what all of them tell."""

    def __init__(self, plan: Plan, watcher: Watcher, lock: int | None, left: list[Job]) -> None:
        self._plan = plan
        self._watcher = watcher
        self._lock = lock
        self._left = left
        self._news: queue.SimpleQueue[tuple[Job, News] | Exception | None] = queue.SimpleQueue()
        self._taking = threading.Lock()
        self._processes: list[ShardProcess] = []
        self._stopped = False

    def work(self, jobs: Iterator[Job], workers: int) -> None:
        """Does all jobs."""
        threads = [threading.Thread(target=self._feed, args=(jobs,), daemon=True) for _ in range(workers)]
        running = workers
        try:
            for thread in threads:
                thread.start()
            while running:
                try:
                    news = self._news.get(timeout=TICK_S)
                except queue.Empty:
                    self._watcher.waiting()
                    continue
                if news is None:
                    running -= 1
                elif isinstance(news, Exception):
                    raise news
                else:
                    self._hear(*news)
        finally:
            self._stopped = True
            with self._taking:
                for process in self._processes:
                    process.kill()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()

    def _feed(self, jobs: Iterator[Job]) -> None:
        """Takes one job after the other, in a thread of its own."""
        process = ShardProcess(self._lock)
        with self._taking:
            self._processes.append(process)
        try:
            while True:
                with self._taking:
                    job = None if self._stopped else next(jobs, None)
                if job is None:
                    break
                drive(process, job, journal_of(job), lambda news, job=job: self._news.put((job, news)))  # type: ignore[misc]
        except DiedError:
            pass  # killed by `work`
        except Exception as error:
            self._news.put(error)
        finally:
            process.close()
            self._news.put(None)

    def _hear(self, job: Job, news: News) -> None:
        if isinstance(news, Ended):
            self._plan.ended(job.shard, news.status, read=news.read)
            self._watcher.ended(news.status)
        elif isinstance(news, Finished):
            self._plan.finished(job.shard, news.statuses)
        elif isinstance(news, Heard):
            self._plan.hear(news.versions)
        elif isinstance(news, Left):
            self._left.append(job)
        elif isinstance(news, Refused):
            raise UsageError(news.reason)
