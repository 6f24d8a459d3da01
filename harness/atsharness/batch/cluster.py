"""Shards on the workers of a Dask cluster, each in a clean process that such a worker starts.

Dask runs a task at least once, and twice where it takes a worker for dead that is not. So a task keeps its
journal to itself and puts the finished shard in its place in one piece: who comes second puts the same.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness.batch.folder import store
from atsharness.batch.messages import Ended, Finished, Heard, Job, Left, News, Refused, journal_of
from atsharness.batch.processes import ShardProcess, drive
from atsharness.batch.shard_state import is_done
from atsharness.batch.urls import INSTALL
from atsharness.errors import UsageError
from atsharness.model import Value
from atsharness.workers import folders
from atsharness.workers.worker import describe

if TYPE_CHECKING:
    from atsharness.batch.plan import Plan
    from atsharness.batch.run import Watcher

MOST_TRIES = 5
"""Of a shard whose workers die, beyond those that the scheduler makes by itself (three)."""
AHEAD = 2
"""Shards that wait or run for each thread of the cluster."""
CONNECT_S = 10.0
TICK_S = 0.5

_decode_job = msgspec.json.Decoder(Job).decode
"""Made here: threads, as a Dask worker has, must not be the first with a type at once (msgspec 0.22.0)."""


class Report(Value, frozen=True, kw_only=True):
    """How a task ended."""

    statuses: Mapping[str, int] = {}
    versions: Mapping[str, str] = {}
    read: int = 0
    refused: str | None = None
    """Why nothing more can be done."""


def read_shard(data: bytes) -> bytes:
    """The task: reads a shard to its end on this machine.

    Args:
        data: an encoded `Job`.

    Returns:
        An encoded `Report`.
    """
    job = _decode_job(data)
    head = is_done(store(job.place), job.run, job.shard, job.digest)
    if head is not None:  # by the same task before
        return msgspec.json.encode(Report(statuses=head.statuses))
    folders.sweep()
    scratch, lock = folders.make()
    process = ShardProcess()
    try:
        return msgspec.json.encode(_to_the_end(msgspec.structs.replace(job, scratch=scratch), process))
    except UsageError as error:
        return msgspec.json.encode(Report(refused=str(error)))
    finally:
        process.close()
        folders.remove(scratch, lock)


def _to_the_end(job: Job, process: ShardProcess) -> Report:
    versions: dict[str, str] = {}
    read = 0

    def hear(news: News) -> None:
        nonlocal read
        if isinstance(news, Heard):
            versions.update(news.versions)
        elif isinstance(news, Ended):
            read += news.read

    ended = drive(process, job, journal_of(job), hear)
    if isinstance(ended, Left):
        ended = drive(process, msgspec.structs.replace(job, alone=True), journal_of(job), hear)
    if isinstance(ended, Finished):
        return Report(statuses=ended.statuses, versions=versions, read=read)
    return Report(refused=ended.reason if isinstance(ended, Refused) else "documents were left unread")


def run_there(plan: Plan, scheduler: str, watcher: Watcher) -> None:
    """Has a cluster read what is left.

    Args:
        plan: what is to be done.
        scheduler: its address, ``tcp://HOST:PORT``.
        watcher: is told how it goes.

    Raises:
        UsageError: the scheduler cannot be reached, or nothing more can be done; what is done is kept.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {scheduler} ({describe(error)})") from error
    with client:
        _Tasks(plan, client, distributed, watcher).work(plan.jobs())


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError:
        raise UsageError(f"--scheduler needs Dask, which is not installed: {INSTALL}") from None


class _Tasks:
    """Keeps the cluster busy without listing all shards at once."""

    def __init__(self, plan: Plan, client: Any, distributed: Any, watcher: Watcher) -> None:
        self._plan = plan
        self._client = client
        self._killed = distributed.KilledWorker
        self._watcher = watcher
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._jobs: dict[str, tuple[Job, int]] = {}
        self._futures: dict[str, Any] = {}

    def work(self, jobs: Iterator[Job]) -> None:
        """Does all jobs."""
        try:
            while True:
                room = AHEAD * max(1, sum(self._client.nthreads().values())) - len(self._futures)
                for _ in range(room):
                    if (job := next(jobs, None)) is None:
                        break
                    self._submit(job, 1)
                if not self._futures:
                    return
                try:
                    self._take(self._done.get(timeout=TICK_S))
                except queue.Empty:
                    self._watcher.waiting()
        finally:
            if self._futures:
                self._client.cancel(list(self._futures.values()))

    def _submit(self, job: Job, tries: int) -> None:
        key = f"ats-{job.run[:8]}-{job.shard}-{tries}"
        self._jobs[key] = job, tries
        data = msgspec.json.encode(msgspec.structs.replace(job, versions=self._plan.info.versions))
        future = self._client.submit(read_shard, data, key=key, pure=False)
        self._futures[key] = future
        future.add_done_callback(self._done.put)

    def _take(self, future: Any) -> None:
        """Takes what became of a task.

        Raises:
            UsageError: it cannot be done.
        """
        job, tries = self._jobs.pop(future.key)
        del self._futures[future.key]
        error = future.exception()
        if error is not None:
            if isinstance(error, self._killed) and tries < MOST_TRIES:
                self._submit(job, tries + 1)
                return
            raise UsageError(f"shard {job.shard} cannot be read there ({describe(error)})") from error
        report = msgspec.json.decode(future.result(), type=Report)
        if report.refused is not None:
            raise UsageError(report.refused)
        self._plan.hear(report.versions)
        self._plan.finished(job.shard, report.statuses)
        self._plan.read += report.read
        for status, count in report.statuses.items():
            for _ in range(count):
                self._watcher.ended(status)
