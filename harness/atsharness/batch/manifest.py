"""The manifest: one line a document, numbered for as long as the run lives.

A document keeps its number when the corpus grows or shrinks around it, so that shards of documents that are
what they were stay as they are.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from atsharness.batch.rows import Label
from atsharness.errors import UsageError
from atsharness.model import Value


class Entry(Value, frozen=True, kw_only=True):
    """A document of the manifest: where it is, and what tells that it has changed."""

    number: int = -1
    location: str
    """A path, or a URL that fsspec opens."""
    name: str
    """As results show it."""
    size: int = 0
    stamp: str = ""
    """Its time of change in ns, or of a URL its ETag or what else the store tells; empty where it is gone."""
    labels: Mapping[str, Label] = {}
    source: str = ""
    """The path of a text that says what the document shows; empty where only its pages tell."""

    @property
    def key(self) -> str:
        """What tells it from other documents, without its name."""
        return hashlib.sha256(os.fsencode(self.location)).hexdigest()[:16]


class Slice(Value, frozen=True, kw_only=True):
    """The documents of one shard, and a digest of all that the manifest says of them."""

    shard: int
    digest: str
    entries: tuple[Entry, ...]


class Change(Value, frozen=True, kw_only=True):
    """How the documents that there are now differ from those of the manifest before."""

    documents: int
    added: int
    gone: int


_decode = msgspec.json.Decoder(Entry).decode


def read(file: Path) -> Iterator[Entry]:
    """The documents of a manifest, in the order of their numbers.

    Raises:
        UsageError: a line is none of a manifest.
    """
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield _decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"{file}, line {number}: not as ats wrote it ({error}); delete it"
                ) from error


def slices(entries: Iterable[Entry], shard_size: int) -> Iterator[Slice]:
    """The documents of each shard that has any."""
    held: list[Entry] = []
    for entry in entries:
        if held and held[0].number // shard_size != entry.number // shard_size:
            yield _slice(held, shard_size)
            held = []
        held.append(entry)
    if held:
        yield _slice(held, shard_size)


def _slice(held: list[Entry], shard_size: int) -> Slice:
    said = msgspec.json.encode(held, order="deterministic")
    digest = hashlib.sha256(said).hexdigest()
    return Slice(shard=held[0].number // shard_size, digest=digest, entries=tuple(held))


def update(
    listed: Iterable[Entry], file: Path, *, kept: Path | None = None, anonymous: bool = False
) -> Change:
    """Writes the manifest anew from what there is now; what was there keeps its number.

    A file is replaced as a whole, and only when all is listed. Memory: some bytes a document.

    Args:
        listed: the documents, each once, without numbers.
        file: takes all that is known of them.
        kept: is read for the numbers that documents have, and takes what a later call has to know; None where
            `file` does both.
        anonymous: whether `kept` has neither names nor places.

    Raises:
        UsageError: there is no document, or the manifest is none.
        OSError: it cannot be written.
    """
    numbers = _Numbers(file if kept is None else kept)
    placed = array("Q")
    offsets = array("Q")
    with _whole(file) as beside:
        with beside.open("wb") as stream:
            for entry in listed:
                placed.append(numbers.of(entry.key if anonymous else entry.location))
                offsets.append(stream.tell())
                stream.write(_line(msgspec.structs.replace(entry, number=placed[-1])))
        if not placed:
            raise UsageError("there is no document to read")
        if any(placed[at] > placed[at + 1] for at in range(len(placed) - 1)):
            order = sorted(range(len(placed)), key=placed.__getitem__)
            with _whole(beside) as target:
                _reorder(beside, target, (offsets[at] for at in order))
    if kept is not None:
        with _whole(kept) as beside, beside.open("wb") as stream:
            known = read(file)
            stream.writelines(_line(_without_names(entry) if anonymous else entry) for entry in known)
    return Change(
        documents=len(placed), added=numbers.added, gone=numbers.before + numbers.added - len(placed)
    )


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A file beside another one, whose place it takes if nothing goes wrong."""
    beside = file.with_name(file.name + ".new")
    try:
        yield beside
        beside.replace(file)
    finally:
        with suppress(OSError):
            beside.unlink()


def _reorder(file: Path, target: Path, offsets: Iterable[int]) -> None:
    with file.open("rb") as stream, target.open("wb") as out:
        for offset in offsets:
            stream.seek(offset)
            out.write(stream.readline())


def _without_names(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, location=entry.key, name="", labels={}, source="")


def _line(entry: Entry) -> bytes:
    return msgspec.json.encode(entry, order="deterministic") + b"\n"


class _Numbers:
    """The numbers that documents have in a manifest; others get those that follow.

    As long as documents come in the order of the manifest none of them is held in memory.
    """

    def __init__(self, file: Path) -> None:
        self.before = self.added = self._free = 0
        if file.exists():
            for entry in read(file):
                self.before += 1
                self._free = entry.number + 1
        self._known = read(file) if self.before else iter(())
        self._next = next(self._known, None)
        self._rest: dict[int, int] | None = None

    def of(self, location: str) -> int:
        if self._rest is None and self._next is not None:
            if self._next.location == location:
                number = self._next.number
                self._next = next(self._known, None)
                return number
            self._rest = {hash(self._next.location): self._next.number}
            self._rest.update((hash(entry.location), entry.number) for entry in self._known)
        known = self._rest.pop(hash(location), None) if self._rest is not None else None
        if known is not None:
            return known
        self.added += 1
        self._free += 1
        return self._free - 1
