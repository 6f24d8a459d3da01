"""The journal of a shard under way: what is known of each document, appended as it becomes known.

Whatever ends the process, all lines but the last one are whole. A torn one is cut off, and its document is
read again.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from atsharness.model import Value


class Head(Value, frozen=True, kw_only=True, tag="head"):
    """Of which run it is."""

    run: str


class Started(Value, frozen=True, kw_only=True, tag="started"):
    """A document is being read."""

    number: int


class Timed(Value, frozen=True, kw_only=True, tag="timed"):
    """What of a document is not the same at each run, and what tells that it has not changed since."""

    number: int
    key: str
    size: int
    stamp: str
    status: str
    seconds: Mapping[str, float] = {}
    """Wall seconds by parser path."""


class Done(Value, frozen=True, kw_only=True, tag="done"):
    """A document has its row."""

    timed: Timed
    row: msgspec.Raw


class Died(Value, frozen=True, kw_only=True, tag="died"):
    """The process that read a document has ended without being asked to."""

    number: int
    how: str


Line = Head | Started | Done | Died
_decode = msgspec.json.Decoder(Line).decode


class Journal:
    """What a shard's journal says.

    Attributes:
        done: the rows by number of the document, the last one each.
        died: how processes ended, by the document that they read.
        under_way: the document that was begun last, if it has no row.
    """

    def __init__(self, file: Path) -> None:
        """Reads it, if it is there.

        Args:
            file: its place.

        Raises:
            OSError: it cannot be read.
        """
        self.file = file
        self.run: str | None = None
        self.done: dict[int, Done] = {}
        self.died: dict[int, list[str]] = {}
        self.under_way: int | None = None
        self._whole = 0
        self._stream: BinaryIO | None = None
        for item in self._read():
            self._take(item)

    def _read(self) -> Iterator[Line]:
        try:
            data = self.file.read_bytes()
        except FileNotFoundError:
            return
        self._whole = data.rfind(b"\n") + 1
        for line in data[: self._whole].splitlines():
            try:
                yield _decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue  # a disk may lose what is in the middle: that document is read again

    def _take(self, item: Line) -> None:
        if isinstance(item, Head):
            self.run = item.run
        elif isinstance(item, Started):
            self.under_way = item.number
        elif isinstance(item, Died):
            self.died.setdefault(item.number, []).append(item.how)
            self.under_way = None
        else:
            self.done[item.timed.number] = item
            if self.under_way == item.timed.number:
                self.under_way = None

    def forget(self, run: str) -> None:
        """Starts anew where the journal is of another run."""
        if self.run == run:
            return
        self.close()
        self.run = None
        self.done, self.died, self.under_way, self._whole = {}, {}, None, 0
        self.write(Head(run=run))

    def write(self, item: Line) -> None:
        """Appends a line, which stays whatever becomes of this process.

        Raises:
            OSError: the disk is full, or takes nothing.
        """
        if self._stream is None:
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            self._stream = open(handle, "wb", buffering=0)  # noqa: SIM115 (open as long as the journal)
            self._stream.truncate(self._whole)
            self._stream.seek(self._whole)
        data = msgspec.json.encode(item) + b"\n"
        written = 0
        while written < len(data):  # a full disk may take a part
            written += self._stream.write(data[written:]) or 0
        self._whole += len(data)
        self._take(item)

    def close(self) -> None:
        """Closes the file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def statuses(self) -> dict[str, int]:
        """How many documents have which status."""
        return dict(sorted(Counter(item.timed.status for item in self.done.values()).items()))
