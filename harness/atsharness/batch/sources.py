"""Which documents a run is of: a folder, a pattern, a list of files, or what is below a URL."""

from __future__ import annotations

import csv
import glob
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from atsharness import intake
from atsharness.batch.manifest import Entry
from atsharness.batch.rows import Label
from atsharness.batch.urls import as_path, as_valid, filesystem, is_url
from atsharness.errors import UsageError
from atsharness.workers.worker import describe

LISTS = (".csv", ".jsonl", ".ndjson", ".txt", ".lst")
"""Ends of names of files that list documents."""
Labelled = dict[str, Label]


class Source:
    """The documents of a run, listed one by one each time it is asked for.

    Attributes:
        root: the folder that must be there for its documents to be; None where there is none such.
        twice: names that were given more than once, as far as listed.
    """

    def __init__(self, argument: str) -> None:
        """Opens nothing yet.

        Args:
            argument: a folder, a pattern, a list of documents (`LISTS`), one document, or a URL.

        Raises:
            UsageError: standard input.
        """
        if argument == "-":
            raise UsageError("standard input cannot be read again: name a folder, a list or a URL")
        self.argument = argument = as_path(argument)
        self.twice: list[str] = []
        self.root = None if is_url(argument) else _folder(argument)

    def entries(self) -> Iterator[Entry]:
        """The documents, each once, in a fixed order.

        Raises:
            UsageError: there are none, or the list cannot be read.
        """
        self.twice = []
        if is_url(self.argument):
            return self._distinct(_below_url(self.argument))
        if os.path.isdir(self.argument):
            return _entries_below(os.path.abspath(self.argument), self.argument)
        if os.path.isfile(self.argument) and self.argument.lower().endswith(LISTS):
            return self._distinct(_listed(Path(self.argument)))
        files = intake.expand([self.argument])
        return self._distinct(_entry(file, intake.printable_name(file)) for file in files)

    def _distinct(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        seen: set[int] = set()
        for entry in entries:
            mark = hash(entry.location)
            if mark in seen:
                self.twice.append(entry.name)
            else:
                seen.add(mark)
                yield entry


def _folder(argument: str) -> str | None:
    """The folder that all documents of an argument are below; None where it is a list of them."""
    if os.path.isdir(argument):
        return os.path.abspath(argument)
    if glob.has_magic(argument):
        plain = takewhile(lambda part: not glob.has_magic(part), Path(os.path.abspath(argument)).parts)
        return str(Path(*plain))
    return None


def _entry(file: str, name: str, labels: Labelled | None = None) -> Entry:
    """A file as it is now; one that is gone has no stamp."""
    location = os.path.abspath(file)
    try:
        found = os.stat(location)
    except OSError:
        return Entry(location=as_valid(location), name=name, labels=labels or {})
    return Entry(
        location=as_valid(location),
        name=name,
        size=found.st_size,
        stamp=str(found.st_mtime_ns),
        labels=labels or {},
    )


def _entries_below(root: str, argument: str) -> Iterator[Entry]:
    none = True
    for file in intake.documents_in(root):
        none = False
        yield _entry(file, intake.printable_name(os.path.relpath(file, root)).replace(os.sep, "/"))
    if none:
        raise UsageError(f"{intake.printable_name(argument)}: no {intake.READ_NAMES} in this folder")


# --- lists -----------------------------------------------------------------------------------------------


def _listed(file: Path) -> Iterator[Entry]:
    """The documents that a list names; relative names are relative to it."""
    readers: dict[str, Callable[[Path], Iterator[tuple[str, Labelled]]]] = {
        ".csv": rows_of_csv,
        ".jsonl": _of_json_lines,
        ".ndjson": _of_json_lines,
    }
    none = True
    try:
        for given, labels in readers.get(file.suffix.lower(), _of_lines)(file):
            none = False
            name = as_path(given)
            if is_url(name):
                yield _of_url(name, name, labels)
            else:
                yield _entry(os.path.join(file.parent, name), name, labels)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file}: cannot be read as a list of documents ({error})") from error
    if none:
        raise UsageError(f"{file}: names no document")


def _of_lines(file: Path) -> Iterator[tuple[str, Labelled]]:
    with file.open(encoding="utf-8-sig") as stream:
        for line in stream:
            if name := line.rstrip("\r\n"):
                yield name, {}


def _of_json_lines(file: Path) -> Iterator[tuple[str, Labelled]]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                said = msgspec.json.decode(line, type=dict[str, Any])
                name = msgspec.convert(said.pop("path", None), str)
                inner = said.pop("labels", {})
                yield name, msgspec.convert(said | inner, Labelled)
            except (msgspec.MsgspecError, TypeError) as error:
                raise UsageError(f'{file}, line {number}: needs {{"path": …, labels}} ({error})') from error


def rows_of_csv(file: Path) -> Iterator[tuple[str, Labelled]]:
    """The rows of a table that has a column ``path`` or ``file``; its other columns are labels.

    Raises:
        UsageError: there is no such column.
        OSError: it cannot be read.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        column = next((name for name in ("path", "file") if name in (reader.fieldnames or ())), None)
        if column is None:
            raise UsageError(f"{file}: no column 'path'")
        for row in reader:
            name = row.pop(column)
            row.pop(None, None)  # more cells than the head has
            if name:
                yield name, {key: value for key, value in row.items() if value}


# --- URLs ------------------------------------------------------------------------------------------------


def _below_url(url: str) -> Iterator[Entry]:
    """Documents below a URL, that fit its pattern, or the one that it is."""
    system, path = filesystem(url)
    is_pattern = any(char in path for char in "*?[")
    with _reaching(url):
        found = sorted(system.glob(path) if is_pattern else system.find(path))
    protocol = url.partition("://")[0]
    root = path.rstrip("/")
    none = True
    for one in found:
        place = str(one)
        if not intake.ends_like_a_document(place):
            continue
        none = False
        name = place[len(root) + 1 :] if place.startswith(root + "/") else PurePosixPath(place).name
        yield _of_url(f"{protocol}://{place.lstrip('/')}", name, {})
    if none:
        raise UsageError(f"{url}: no {intake.READ_NAMES} there")


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    """Says in one line that a store cannot be reached: each kind has its own errors.

    Raises:
        UsageError: so it is.
        FileNotFoundError: it can, and there is no such file.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        raise UsageError(f"{url} cannot be reached ({describe(error)})") from error


_STAMPS = ("ETag", "etag", "LastModified", "last_modified", "mtime", "created", "modified")
"""What stores tell of an object that changes with its content, the best first."""


def _of_url(url: str, name: str, labels: Labelled) -> Entry:
    system, path = filesystem(url)
    try:
        with _reaching(url):
            info = system.info(path)
    except FileNotFoundError:
        return Entry(location=url, name=name, labels=labels)
    stamp = next((str(info[key]) for key in _STAMPS if info.get(key)), "?")
    return Entry(location=url, name=name, size=int(info.get("size") or 0), stamp=stamp, labels=labels)
