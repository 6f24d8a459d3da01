"""Reads a run for what it shows, be it done, under way or cut off: a row after the other, none held back.

A shard that is done has a file of rows. The journal of one under way goes before it: documents that have
changed are read again. Rows of an earlier state of the run, with other settings, count as missing.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from atsharness.batch.folder import FORMAT, MANIFEST, RUN, SHARDS, LocalStore, store, times_file
from atsharness.batch.journal import Journal
from atsharness.batch.rows import ROW_VERSION, DocumentRow
from atsharness.batch.shard_state import times_head
from atsharness.errors import UsageError

DONE, JOURNAL = ".jsonl.gz", ".jsonl"


class Numbered(msgspec.Struct, frozen=True):
    """What is needed of a line to know which document it is of, and which version wrote it."""

    number: int
    name: str = ""
    schema_version: int = 1


T = TypeVar("T", Numbered, DocumentRow)


class Run:
    """A run's files. What is wrong with them stands in `notes` once its rows have been read."""

    def __init__(self, place: str) -> None:
        """Looks at the place; no shard is opened, and no lock is taken.

        Args:
            place: path or URL.

        Raises:
            UsageError: it is no run, or a newer version of ats wrote it.
        """
        self.place = place
        self.notes: list[str] = []
        self._files = store(place)
        head = self._head()
        self.tool_version = str(head.get("tool", "unknown"))
        self._id = head.get("id")

    @property
    def name(self) -> str:
        """The last part of its place."""
        if isinstance(self._files, LocalStore):
            return self._files.root.resolve().name
        return self.place.rstrip("/").rpartition("/")[2]

    def _head(self) -> dict[str, Any]:
        try:
            head: dict[str, Any] = msgspec.json.decode(self._read(RUN), type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise self._no_run(f"{RUN}: {error}") from error
        self._refuse_newer(head.get("format"), FORMAT)
        return head

    def _read(self, name: str) -> bytes:
        try:
            data = self._files.read(name)
        except OSError as error:
            raise self._no_run(f"{name}: {error.strerror or error}") from error
        if data is None:
            raise self._no_run(f"there is no {name}")
        return data

    def _no_run(self, reason: str) -> UsageError:
        return UsageError(f"{self.place} is no run of ats batch: {reason}")

    def _refuse_newer(self, version: object, known: int) -> None:
        if isinstance(version, int) and version > known:
            raise UsageError(f"{self.place} is of a newer ats, which is needed to read it: update ats")

    def manifest(self) -> Iterator[Numbered]:
        """The documents that there are to be read.

        Raises:
            UsageError: there is no manifest.
        """
        if not isinstance(self._files, LocalStore):
            yield from self._lines(self._read(MANIFEST).splitlines(), MANIFEST, Numbered)
            return
        try:
            with (self._files.root / MANIFEST).open("rb") as stream:
                yield from self._lines(stream, MANIFEST, Numbered)
        except OSError as error:
            raise self._no_run(f"{MANIFEST}: {error.strerror}") from error

    def rows(self, kind: type[T]) -> Iterator[T]:
        """The documents of the manifest that are done, each once.

        Args:
            kind: `DocumentRow`, or `Numbered` where that is enough.

        Raises:
            UsageError: a newer version of ats wrote them.
        """
        self.notes.clear()
        wanted, seen = Seen(), Seen()
        for entry in self.manifest():
            wanted.add(entry.number)
        stale = 0
        for shard in self._shards():
            for row in self._shard(shard, kind):
                if row.number not in wanted:
                    stale += 1
                elif seen.add(row.number):
                    yield row
        if stale:
            said = f"{stale:,} row{'s' * (stale != 1)} of documents that are not in the manifest any more"
            self.notes.append(f"{said}: left out")

    def _shards(self) -> list[str]:
        names = (name for name in self._files.names(SHARDS) if name[:1].isdigit())
        return sorted({name.partition(".")[0] for name in names if name.endswith((DONE, JOURNAL))})

    def _shard(self, shard: str, kind: type[T]) -> Iterator[T]:
        """The rows of a shard: those of its journal, then those of its file; a number may come twice."""
        try:
            if isinstance(self._files, LocalStore):
                journal = Journal(self._files.root / SHARDS / f"{shard}{JOURNAL}")
                if journal.run == self._id:
                    for done in journal.done.values():
                        yield from self._lines([bytes(done.row)], f"{SHARDS}/{shard}{JOURNAL}", kind)
            yield from self._done(shard, kind)
        except OSError as error:
            self.notes.append(f"shard {shard}: {error.strerror or error}")

    def _done(self, shard: str, kind: type[T]) -> Iterator[T]:
        name = f"{SHARDS}/{shard}{DONE}"
        packed = self._files.read(name)
        if packed is None:
            return
        head = times_head(self._files.read(times_file(int(shard))))
        if head is not None and head.run != self._id:
            self.notes.append(f"{name} is of the run as it was before; its documents count as missing")
            return
        yield from self._lines(self._unpacked(packed, name).splitlines(), name, kind)

    def _unpacked(self, packed: bytes, name: str) -> bytes:
        """What can be read of a file that may be cut off."""
        try:
            return gzip.decompress(packed)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.notes.append(f"{name} is damaged: what follows in it is missing")
        try:
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(packed)
        except zlib.error:
            return b""

    def _lines(self, lines: Iterable[bytes], name: str, kind: type[T]) -> Iterator[T]:
        decode = msgspec.json.Decoder(kind).decode
        damaged = 0
        for line in lines:
            try:
                yield decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                self._refuse_newer(_version(line), ROW_VERSION)
                damaged += 1
        if damaged:
            self.notes.append(f"{name}: {damaged:,} line{'s' * (damaged != 1)} cannot be read")


class Seen:
    """Which numbers were there before: a bit each."""

    def __init__(self) -> None:
        """With none."""
        self._bits = bytearray()

    def __contains__(self, number: int) -> bool:
        at, bit = divmod(number, 8)
        return at < len(self._bits) and bool(self._bits[at] >> bit & 1)

    def add(self, number: int) -> bool:
        """Takes a number; whether it is a new one."""
        if number in self:
            return False
        at, bit = divmod(number, 8)
        if at >= len(self._bits):
            self._bits.extend(bytes(max(at + 1 - len(self._bits), len(self._bits))))
        self._bits[at] |= 1 << bit
        return True


def _version(line: bytes) -> object:
    try:
        return msgspec.json.decode(line, type=Numbered).schema_version
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
