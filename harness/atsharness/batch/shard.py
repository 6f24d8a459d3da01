"""The process that reads shards: ``python -m atsharness.batch.shard PARENT``, a job a line on standard input.

It tells what becomes of them on standard output. Whatever kills it, its journal says how far it was.
"""

from __future__ import annotations

import gzip
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from atsharness.batch.folder import cannot_write, shard_file, store, times_file
from atsharness.batch.journal import Done, Journal, Started, Timed
from atsharness.batch.manifest import Entry
from atsharness.batch.messages import Ended, Finished, Heard, Job, Left, News, Refused, journal_of, line
from atsharness.batch.reader import Reader, StopError, versions
from atsharness.batch.row import relabelled
from atsharness.batch.rows import DocumentRow, encoded
from atsharness.batch.shard_state import TimesHead, times_head
from atsharness.errors import HarnessError
from atsharness.installed import installed
from atsharness.workers.worker import follows

if TYPE_CHECKING:
    from atsharness.session import Checked

MOST_DEATHS = 2
"""Processes that a document may end before it is given up: the first one may have died of something else."""
GZIP_LEVEL = 6


class Shard:
    """One shard, from its journal to its final file."""

    def __init__(self, job: Job, reader: Reader, say: Callable[[News], None]) -> None:
        """Reads the journal.

        Args:
            job: what is to be done.
            reader: of its documents.
            say: takes what there is to tell.

        Raises:
            OSError: the journal cannot be read or begun.
        """
        self._job = job
        self._reader = reader
        self._say = say
        self._files = store(job.place)
        self._journal = Journal(journal_of(job))
        self._journal.forget(job.run)
        self._versions = dict(job.versions)

    def run(self) -> None:
        """Reads what is not known, and finishes the shard unless documents are left for later.

        Raises:
            StopError: nothing more can be read on this machine.
            OSError: the run's folder takes nothing.
        """
        try:
            self._read_all()
            left = [item.number for item in self._job.entries if item.number not in self._journal.done]
            if left:
                self._say(Left(shard=self._job.shard, suspects=tuple(left)))
            else:
                self._finish()
        finally:
            self._journal.close()

    def _read_all(self) -> None:
        entries = {entry.number: entry for entry in self._job.entries}
        for number, done in list(self._journal.done.items()):
            if number not in entries or not _is_of(done.timed, entries[number]):
                del self._journal.done[number]
        todo = [entry for entry in self._job.entries if entry.number not in self._journal.done]
        todo = [entry for entry in todo if not self._give_up(entry)]
        if not self._job.alone:
            todo = [entry for entry in todo if entry.number not in self._journal.died]
        if todo:
            todo = self._reuse(todo)
        for ocr in self._reader.passes():
            todo = self._pass(todo, ocr=ocr)

    def _give_up(self, entry: Entry) -> bool:
        """Whether a document has ended too many processes; it has a row then."""
        died = self._journal.died.get(entry.number, [])
        if len(died) < MOST_DEATHS:
            return False
        self._keep(entry, self._reader.given_up(entry, died), {})
        return True

    def _reuse(self, todo: Sequence[Entry]) -> list[Entry]:
        """Takes over rows of the shard as it was before, of documents that have not changed since.

        Those of the same size and time of change are not opened; of others the content's digest tells.
        """
        before = dict(self._before())
        rest = []
        for entry in todo:
            timed, known = before.get(entry.number, (None, None))
            if timed is None or known is None or timed.key != entry.key or timed.status == "quarantined":
                rest.append(entry)
            elif _is_of(timed, entry) or (known.sha256 and known.sha256 == self._reader.sha256(entry)):
                found = relabelled(known, entry.name, entry.labels, self._reader.keep)
                self._keep(entry, found, timed.seconds, read=False)
            else:
                rest.append(entry)
        return rest

    def _before(self) -> Iterator[tuple[int, tuple[Timed, DocumentRow]]]:
        """Rows of the shard as it was before, with their times, by number."""
        times = self._files.read(times_file(self._job.shard))
        head = times_head(times)
        packed = self._files.read(shard_file(self._job.shard))
        if head is None or head.run != self._job.run or packed is None or len(packed) != head.bytes:
            return
        assert times is not None
        timed = [msgspec.json.decode(one, type=Timed) for one in times.splitlines()[1:]]
        rows = [msgspec.json.decode(one, type=DocumentRow) for one in gzip.decompress(packed).splitlines()]
        by_number = {item.number: item for item in timed}
        for item in rows:
            if item.number in by_number:
                yield item.number, (by_number[item.number], item)

    def _pass(self, todo: Sequence[Entry], *, ocr: bool) -> list[Entry]:
        """Reads documents; returns those that are to be read again, with OCR."""
        again: list[Entry] = []
        results = self._reader.read(todo, ocr=ocr)
        for entry in todo:
            self._journal.write(Started(number=entry.number))
            checked = next(results)
            self._refuse_vanished(checked)
            self._hear(checked)
            found = self._reader.row(entry, checked, ocr=ocr)
            if not ocr and len(self._reader.passes()) > 1 and self._reader.asks_for_ocr(found):
                again.append(entry)
                continue
            self._keep(entry, found, checked.seconds)
        return again

    def _keep(
        self, entry: Entry, found: DocumentRow, seconds: Mapping[str, float], *, read: bool = True
    ) -> None:
        timed = Timed(
            number=entry.number,
            key=entry.key,
            size=entry.size,
            stamp=entry.stamp,
            status=found.status,
            seconds={key: round(value, 4) for key, value in sorted(seconds.items())},
        )
        self._journal.write(Done(timed=timed, row=msgspec.Raw(encoded(found).rstrip())))
        self._say(Ended(number=entry.number, status=found.status, read=read))

    def _refuse_vanished(self, checked: Checked) -> None:
        """Stops where a document is out of reach with all others.

        Raises:
            StopError: the folder of the documents is gone.
        """
        root = self._job.root
        if checked.result.document.status != "ok" and root is not None and not os.path.isdir(root):
            raise StopError(f"{root} is not there any more; run the same command again when it is back")

    def _hear(self, checked: Checked) -> None:
        fresh = versions(checked.result.extractions, self._versions)
        if fresh:
            self._versions.update(fresh)
            self._say(Heard(versions=fresh))

    def _finish(self) -> None:
        """Writes the rows in one file, and then forgets the journal."""
        done = [self._journal.done[entry.number] for entry in self._job.entries]
        packed = gzip.compress(
            b"".join(bytes(item.row) + b"\n" for item in done), compresslevel=GZIP_LEVEL, mtime=0
        )
        statuses = self._journal.statuses()
        head = TimesHead(run=self._job.run, digest=self._job.digest, bytes=len(packed), statuses=statuses)
        times = b"".join(msgspec.json.encode(item) + b"\n" for item in (head, *(one.timed for one in done)))
        self._files.write(times_file(self._job.shard), times)
        self._files.write(shard_file(self._job.shard), packed)
        self._journal.close()
        self._journal.file.unlink()
        self._say(Finished(shard=self._job.shard, statuses=statuses))


def _is_of(timed: Timed, entry: Entry) -> bool:
    """Whether a row is of a document as it is now."""
    same = (timed.key, timed.size, timed.stamp) == (entry.key, entry.size, entry.stamp)
    return same and (bool(entry.stamp) or timed.status != "ok")


def serve(jobs: Iterator[Job], say: Callable[[News], None]) -> bool:
    """Does one job after the other; False where nothing more can be done on this machine."""
    reader: Reader | None = None
    try:
        for job in jobs:
            packages = installed()
            if job.packages != packages:
                say(
                    Refused(reason=f"other engines are installed here ({_differing(job.packages, packages)})")
                )
                return False
            if reader is None or not reader.serves(job):
                if reader is not None:
                    reader.__exit__()
                reader = Reader(job)
            try:
                Shard(job, reader, say).run()
            except HarnessError as error:
                say(Refused(reason=str(error)))
                return False
            except OSError as error:
                say(Refused(reason=str(cannot_write(job.place, error))))
                return False
        return True
    finally:
        if reader is not None:
            reader.__exit__()


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return ", ".join(
        f"{name} {now.get(name, 'none')} instead of {before.get(name, 'none')}" for name in names
    )


def _end_with_parent(parent: int) -> None:
    """Has the death of the process that started this one end it, on Linux at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if not follows(parent, getattr(signal, "SIGKILL", signal.SIGTERM)):
        os._exit(0)


def main() -> int:
    """Reads jobs until there are no more."""
    _end_with_parent(int(sys.argv[1]))
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that prints may get in between

    def say(message: News) -> None:
        out.write(line(message))
        out.flush()

    decode = msgspec.json.Decoder(Job).decode
    with suppress(BrokenPipeError):  # the parent is gone
        return 0 if serve((decode(text) for text in sys.stdin.buffer), say) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
