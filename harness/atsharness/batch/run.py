"""A run over many documents: what is left to do, and who does it."""

from __future__ import annotations

import hashlib
import queue
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec

from atsharness.batch import manifest
from atsharness.batch.folder import (
    MANIFEST,
    SHARDS,
    TIMES,
    Asked,
    LocalStore,
    RunFolder,
    RunInfo,
    cannot_write,
)
from atsharness.batch.manifest import Change, Entry, Slice
from atsharness.batch.messages import Ended, Finished, Heard, Job, Left, News, Refused
from atsharness.batch.processes import DiedError, ShardProcess, drive, journal_of
from atsharness.batch.shard_state import is_done
from atsharness.batch.sources import Source
from atsharness.errors import UsageError
from atsharness.installed import installed
from atsharness.settings import Settings
from atsharness.version import __version__

MOST_A_SHARD = 64
"""Documents. The last shards keep some workers waiting, and each costs two files."""
FEWEST_SHARDS = 32
"""Into which a small corpus is cut, so that all workers have work to the end."""

_OF_RESULTS = (
    *("paths", "lang", "deadline_s", "memory_mb", "max_bytes", "max_pages", "max_pixels", "limits"),
    *("select", "ignore", "per_file_ignores", "waivers", "ocr_below_agreement"),
)
"""Settings that change what is recovered or how it is judged; OCR is an option of its own."""


class Plan:
    """What is to be done in a run's folder: all that is not done, as the documents are now.

    Attributes:
        info: what ``run.json`` says.
        change: how the documents differ from those at the last time.
        read: how many documents were read by this call.
    """

    def __init__(
        self,
        folder: RunFolder,
        source: Source,
        settings: Settings,
        asked: Asked,
        *,
        labelled: Callable[[Iterator[Entry]], Iterator[Entry]] = lambda entries: entries,
        shard_size: int | None = None,
        again: bool = False,
    ) -> None:
        """Lists the documents and writes the manifest.

        Args:
            folder: of the run.
            source: the documents.
            settings: that they are read with.
            asked: as `asked_for` makes it of them.
            labelled: adds labels to documents.
            shard_size: most documents of a shard, for a new run; None for what fits their number.
            again: whether everything is read again, whatever settings and engines the run had.

        Raises:
            UsageError: the run was made with other settings or engines, or there are no documents.
        """
        self._folder = folder
        self._settings = settings
        self._source = source
        known = folder.info()
        if known is not None:
            _refuse_shard_size(known, shard_size)
            if not again and (reason := _differs(known, asked)) is not None:
                raise UsageError(
                    f"{folder.place} was made with {reason}: name another folder for a run of its own, "
                    "or read all documents again with --again"
                )
            if again:
                refuse_unknown(settings, asked)
                known = msgspec.structs.replace(known, id=uuid.uuid4().hex, versions={})
        else:
            refuse_unknown(settings, asked)
        # Names are kept for as long as they are needed only; elsewhere there is no file to append to.
        local = folder.store.root if isinstance(folder.store, LocalStore) else None
        stays = local is not None and not asked.anonymous
        self._manifest = (local if stays and local is not None else folder.work) / MANIFEST
        self.change = self._list(labelled(source.entries()), stays=stays, anonymous=asked.anonymous)
        self.info = RunInfo(
            tool=__version__,
            id=uuid.uuid4().hex if known is None else known.id,
            asked=asked,
            packages=installed(),
            versions={} if known is None else known.versions,
            shard_size=(shard_size or _shard_size(self.change.documents))
            if known is None
            else known.shard_size,
            documents=self.change.documents,
            manifest=_digest(self._manifest),
        )
        folder.keep(self.info)
        self.read = 0
        self._before: Counter[str] = Counter()
        self._under_way: dict[int, Counter[str]] = {}
        self._finished: Counter[str] = Counter()

    def _list(self, entries: Iterator[Entry], *, stays: bool, anonymous: bool) -> Change:
        store, kept = self._folder.store, None
        try:
            if not stays:
                kept = self._folder.work / f"kept-{MANIFEST}"
                if (data := store.read(MANIFEST)) is not None:
                    kept.write_bytes(data)
            change = manifest.update(entries, self._manifest, kept=kept, anonymous=anonymous)
            if kept is not None:
                store.write(MANIFEST, kept.read_bytes())
        except OSError as error:
            raise cannot_write(self._folder.place, error) from error
        return change

    def jobs(self) -> Iterator[Job]:
        """The shards that are not done, one by one.

        Files of shards that have no document any more are removed.

        Raises:
            UsageError: the run's folder cannot be read or written.
        """
        try:
            yield from self._jobs()
        except OSError as error:
            raise cannot_write(self._folder.place, error) from error

    def _jobs(self) -> Iterator[Job]:
        info, store = self.info, self._folder.store
        kept: set[str] = set()
        for one in manifest.slices(manifest.read(self._manifest), info.shard_size):
            kept.add(f"{one.shard:05}")
            head = is_done(store, info.id, one.shard, one.digest)
            if head is not None:
                self._before = self._before + Counter(head.statuses)  # anew: others read it meanwhile
            else:
                yield self._job(one)
        for folder in (SHARDS, TIMES):
            for name in store.names(folder):
                if name.partition(".")[0] not in kept:
                    store.remove(f"{folder}/{name}")

    def _job(self, one: Slice) -> Job:
        asked = self.info.asked
        return Job(
            run=self.info.id,
            place=self._folder.absolute,
            scratch=None if isinstance(self._folder.store, LocalStore) else str(self._folder.work),
            shard=one.shard,
            digest=one.digest,
            entries=one.entries,
            root=self._source.root,
            settings=self._settings,
            ocr=asked.ocr,
            keep_text=asked.keep_text,
            anonymous=asked.anonymous,
            versions=self.info.versions,
            packages=self.info.packages,
        )

    @property
    def statuses(self) -> Counter[str]:
        """How many documents have which status by now, as far as `jobs` has looked."""
        return sum(self._under_way.values(), self._before + self._finished)

    def ended(self, shard: int, status: str, *, read: bool) -> None:
        """Counts a document that has its row."""
        self._under_way.setdefault(shard, Counter())[status] += 1
        self.read += read

    def finished(self, shard: int, statuses: Mapping[str, int]) -> None:
        """Counts a shard that is done, with the documents that were done before."""
        self._under_way.pop(shard, None)
        self._finished.update(statuses)

    def hear(self, versions: Mapping[str, str]) -> None:
        """Notes versions of parser paths.

        Raises:
            UsageError: one is another one than before, or they cannot be noted.
        """
        from atsharness.batch.reader import changed

        for path, version in versions.items():
            before = self.info.versions.get(path, version)
            if before != version:
                raise UsageError(changed(path, before, version))
        merged = dict(sorted({**self.info.versions, **versions}.items()))
        self.info = msgspec.structs.replace(self.info, versions=merged)
        self._folder.keep(self.info)


def asked_for(settings: Settings, *, ocr: str, keep_text: bool, anonymous: bool) -> Asked:
    """What results depend on, as ``run.json`` holds it."""
    usual = Settings()
    changed = {
        name: value for name in _OF_RESULTS if (value := getattr(settings, name)) != getattr(usual, name)
    }
    shown = msgspec.json.decode(msgspec.json.encode(changed, order="deterministic"), type=dict[str, Any])
    return msgspec.convert(
        {"settings": shown, "ocr": ocr, "keep_text": keep_text, "anonymous": anonymous}, Asked
    )


def refuse_unknown(settings: Settings, asked: Asked) -> None:
    """Looks whether the chosen paths and rules are known, before a run of them is begun.

    Raises:
        UsageError: one is not, or none is left.
    """
    from atsharness.extract import select
    from atsharness.registry import discover
    from atsharness.rules.engine import all_rules, selected

    wanted = msgspec.structs.replace(settings, ocr=asked.ocr != "never")
    select(discover("atsharness_parsers", "PARSER"), wanted)
    selected(all_rules(), settings.select, settings.ignore)


def _differs(known: RunInfo, asked: Asked) -> str | None:
    """In what the run differs from what is asked for now, as ``other settings (paths)``."""
    before, now = known.asked, asked
    names = {*before.settings, *now.settings}
    other = [name for name in sorted(names) if before.settings.get(name) != now.settings.get(name)]
    other += [
        name for name in ("ocr", "keep_text", "anonymous") if getattr(before, name) != getattr(now, name)
    ]
    if other:
        return f"other settings ({', '.join(other)})"
    packages = installed()
    engines = [
        name
        for name in sorted({*known.packages, *packages})
        if known.packages.get(name) != packages.get(name)
    ]
    if known.tool != __version__:
        engines.insert(0, "ats")
    return f"other versions ({', '.join(engines)})" if engines else None


def _refuse_shard_size(known: RunInfo, shard_size: int | None) -> None:
    if shard_size not in (None, known.shard_size):
        raise UsageError(f"this run has shards of {known.shard_size} documents, which stay as they are")


def _shard_size(documents: int) -> int:
    return min(MOST_A_SHARD, max(1, -(-documents // FEWEST_SHARDS)))


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- who does it -----------------------------------------------------------------------------------------


class Watcher(Protocol):
    """What is told while shards are read."""

    def ended(self, status: str) -> None:
        """A document has its row."""

    def waiting(self) -> None:
        """Called now and then."""


TICK_S = 0.5


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
