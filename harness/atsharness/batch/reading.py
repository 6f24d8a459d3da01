"""Reads the folder of a run, be it done, under way or cut off: a row after the other, none held back.

``run.json`` says with which version, engines and settings it was made, ``manifest.jsonl`` names every
document that there is to be read. ``shards/NNNNN.jsonl.gz`` holds the rows of a shard that is done,
``shards/NNNNN.jsonl`` is its journal while it is under way, of which the last line may be torn.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from atsharness.batch.rows import ROW_VERSION, DocumentRow
from atsharness.errors import UsageError

RUN_FILE, MANIFEST, SHARDS = "run.json", "manifest.jsonl", "shards"
DONE, JOURNAL = ".jsonl.gz", ".jsonl"


class Numbered(msgspec.Struct, frozen=True):
    """What is needed of a line to know which document it is of, and which version wrote it."""

    number: int
    name: str = ""
    schema_version: int = 1


class Run:
    """A run's folder. What is wrong with it stands in `notes` once its rows have been read."""

    def __init__(self, folder: Path) -> None:
        """Looks at the folder; no shard is opened.

        Raises:
            UsageError: it is no run, or a newer version of ats wrote it.
        """
        self.folder = folder
        self.notes: list[str] = []
        self.head = self._head()

    def _head(self) -> dict[str, Any]:
        try:
            head = msgspec.json.decode((self.folder / RUN_FILE).read_bytes(), type=dict[str, Any])
        except OSError as error:
            reason = f"{RUN_FILE}: {error.strerror}"
        except msgspec.DecodeError as error:
            reason = f"{RUN_FILE}: {error}"
        else:
            _refuse_newer(self.folder, head.get("schema_version"))
            return head
        raise UsageError(f"{self.folder} is not the folder of a run ({reason}); one is made by ats batch")

    def manifest(self) -> Iterator[Numbered]:
        """The documents that there are to be read.

        Raises:
            UsageError: there is no manifest.
        """
        file = self.folder / MANIFEST
        try:
            with file.open("rb") as stream:
                yield from self._lines(stream, MANIFEST, Numbered)
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror}") from error

    def rows(self) -> Iterator[DocumentRow]:
        """The documents that are done, shard by shard; each once.

        Raises:
            UsageError: a newer version of ats wrote them.
        """
        yield from self.each(DocumentRow)

    def each(self, kind: type[Any]) -> Iterator[Any]:
        """The same as other structs, which may be parts of a row; they have its `number`."""
        self.notes.clear()
        seen = Seen()
        twice = 0
        for file in self._shards():
            for row in self._shard(file, kind):
                if seen.add(row.number):
                    yield row
                else:
                    twice += 1
        if twice:
            self.notes.append(f"{twice} documents have more than one row; the first of each counts")

    def _shards(self) -> Sequence[Path]:
        """Every shard's file by number; the one that is done goes before its journal."""
        found: dict[str, Path] = {}
        folder = self.folder / SHARDS
        for ending in (JOURNAL, DONE):
            found |= {file.name.removesuffix(ending): file for file in folder.glob(f"[0-9]*{ending}")}
        return [file for _, file in sorted(found.items())]

    def _shard(self, file: Path, kind: type[Any]) -> Iterator[Any]:
        name = f"{SHARDS}/{file.name}"
        try:
            opened = gzip.open if name.endswith(DONE) else open
            with opened(file, "rb") as stream:
                yield from self._lines(stream, name, kind)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.notes.append(f"{name} is damaged: what follows in it is missing")
        except OSError as error:
            self.notes.append(f"{name}: {error.strerror or error}")

    def _lines(self, stream: Iterable[bytes], name: str, kind: type[Any]) -> Iterator[Any]:
        """The lines of a file; one that was cut off as it was written is none."""
        decoder = msgspec.json.Decoder(kind)
        damaged = 0
        for line in stream:
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError:
                _refuse_newer(self.folder, _version(line))
                damaged += line.endswith(b"\n")
        if damaged:
            self.notes.append(f"{name}: {damaged} lines cannot be read")


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
    except msgspec.DecodeError:
        return None


def _refuse_newer(folder: Path, version: object) -> None:
    if isinstance(version, int) and version > ROW_VERSION:
        raise UsageError(f"{folder} was written by a newer version of ats, which is needed to read it")
