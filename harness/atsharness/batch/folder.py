"""The folder of a run: what it is of, its shards, and the lock of who works on it.

run.json                what was asked for: settings, options, versions
manifest.jsonl          the documents
shards/00012.jsonl      a shard under way: its journal
shards/00012.jsonl.gz   a shard that is done: a row a document, by number
times/00012.jsonl       what is not the same at each run: seconds, times of change
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from atsharness.batch.urls import as_path, filesystem, is_url
from atsharness.errors import UsageError
from atsharness.model import Value
from atsharness.version import __version__
from atsharness.workers import folders
from atsharness.workers.worker import describe

if sys.platform != "win32":
    import fcntl

FORMAT: Literal[1] = 1
RUN, MANIFEST, SHARDS, TIMES = "run.json", "manifest.jsonl", "shards", "times"
LOCK = "lock"
PATIENCE_S = 10.0
"""In which the processes of a run that was killed let go of its lock: the kernel ends them at once."""
OcrMode = Literal["auto", "always", "never"]


class Asked(Value, frozen=True, kw_only=True):
    """What results depend on beside the documents and the engines."""

    settings: Mapping[str, Any] = {}
    """Those that are not at their defaults."""
    ocr: OcrMode
    keep_text: bool = False
    anonymous: bool = False
    source: str | None = None
    """SHA-256 of what all documents are held against; None where each is held against its own page."""


class RunInfo(Value, frozen=True, kw_only=True):
    """What ``run.json`` holds."""

    format: int = FORMAT
    tool: str = __version__
    id: str
    """Drawn anew when all is read again: a shard with another one is of no use any more."""
    asked: Asked
    packages: Mapping[str, str] = {}
    """Versions of the packages that engines come from."""
    versions: Mapping[str, str] = {}
    """Of each parser path, as told by those that ran; ``not installed`` of the others."""
    shard_size: int
    documents: int


def shard_file(shard: int) -> str:
    """The name of a shard that is done."""
    return f"{SHARDS}/{shard:05}.jsonl.gz"


def journal_file(shard: int) -> str:
    """The name of a shard under way."""
    return f"{SHARDS}/{shard:05}.jsonl"


def times_file(shard: int) -> str:
    """The name of what a shard leaves out for not being the same at each run."""
    return f"{TIMES}/{shard:05}.jsonl"


class Store(Protocol):
    """Files of a run. Names are relative, with ``/``."""

    def read(self, name: str) -> bytes | None:
        """A whole file; None where it is not there."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Writes a file whole or not at all; who does it twice does the same twice."""
        ...

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where it is not there."""
        ...

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""
        ...

    def names(self, folder: str) -> list[str]:
        """The files of a folder, without their folder."""
        ...


class LocalStore:
    """A folder of this machine, or one that machines share."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes | None:
        """A whole file."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Writes a file beside its place, has it on the disk and renames it."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}-{secrets.token_hex(4)}")  # two may write the same
        try:
            with beside.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(file)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise

    def clear(self) -> None:
        """Removes what processes that were killed have left half written."""
        for left in (
            *self.root.glob(f".{RUN}-*"),
            *(self.root / SHARDS).glob(".*-*"),
            *(self.root / TIMES).glob(".*-*"),
        ):
            left.unlink(missing_ok=True)

    def size(self, name: str) -> int | None:
        """Bytes of a file."""
        try:
            return (self.root / name).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Removes a file."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """The files of a folder."""
        try:
            return sorted(os.listdir(self.root / folder))
        except FileNotFoundError:
            return []


class RemoteStore:
    """A place that fsspec knows. A file is put there in one piece: such stores show it when it is whole."""

    def __init__(self, url: str) -> None:
        self._system, root = filesystem(url)
        self._root = root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """A whole file."""
        with _os_errors(), suppress(FileNotFoundError):
            data: bytes = self._system.cat_file(f"{self._root}/{name}")
            return data
        return None

    def write(self, name: str, data: bytes) -> None:
        """Puts a file."""
        file = f"{self._root}/{name}"
        with _os_errors():
            self._system.makedirs(file.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(file, data)

    def size(self, name: str) -> int | None:
        """Bytes of a file."""
        with _os_errors(), suppress(FileNotFoundError):
            return int(self._system.info(f"{self._root}/{name}")["size"])
        return None

    def remove(self, name: str) -> None:
        """Removes a file."""
        with _os_errors(), suppress(FileNotFoundError):
            self._system.rm_file(f"{self._root}/{name}")

    def names(self, folder: str) -> list[str]:
        """The files of a folder."""
        found: list[str] = []
        with _os_errors(), suppress(FileNotFoundError):
            self._system.invalidate_cache()
            found = self._system.ls(f"{self._root}/{folder}", detail=False)
        return sorted(str(name).rpartition("/")[2] for name in found)


@contextmanager
def _os_errors() -> Iterator[None]:
    """Turns what a store raises, each kind its own, into an `OSError`."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(describe(error)) from error


def store(place: str) -> LocalStore | RemoteStore:
    """The files of a run by its path or URL.

    Raises:
        UsageError: no such URL can be opened here.
    """
    place = as_path(place)
    return RemoteStore(place) if is_url(place) else LocalStore(Path(place).absolute())


class RunFolder:
    """A run that this process works on, alone on this machine. Use as a context manager.

    Attributes:
        store: its files.
        work: a folder of this machine for what is needed only now: the run's own, unless that is elsewhere.
    """

    def __init__(self, place: str) -> None:
        """Takes the lock.

        Args:
            place: path or URL; made if it is not there.

        Raises:
            UsageError: it is another program's, cannot be written, or another process works on it.
        """
        self.place = place
        self.store = store(place)
        self.lock: int | None = None
        self._temporary: tuple[str, int | None] | None = None
        if isinstance(self.store, LocalStore):
            self._refuse_others(self.store.root)
            try:
                (self.store.root / SHARDS).mkdir(parents=True, exist_ok=True)
                (self.store.root / TIMES).mkdir(exist_ok=True)
                self.lock = _locked(self.store.root / LOCK, place)
                self.store.clear()
            except OSError as error:
                raise cannot_write(place, error) from error

    @property
    def absolute(self) -> str:
        """Its path or URL, whatever the current folder."""
        return str(self.store.root) if isinstance(self.store, LocalStore) else self.place

    @property
    def work(self) -> Path:
        """A private folder, gone when the run is not worked on any more."""
        if self._temporary is None:
            folders.sweep()
            self._temporary = folders.make()
        return Path(self._temporary[0])

    def __enter__(self) -> RunFolder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._temporary is not None:
            folders.remove(*self._temporary)
        if self.lock is not None and isinstance(self.store, LocalStore):
            with suppress(OSError):  # the next run does it
                self.store.clear()
            os.close(self.lock)
            self.lock = None

    def _refuse_others(self, root: Path) -> None:
        ours = {RUN, MANIFEST, SHARDS, TIMES, LOCK, MANIFEST + ".new"}
        try:
            found = {name for name in os.listdir(root) if not name.startswith(f".{RUN}-")}
        except FileNotFoundError:
            return
        except OSError as error:
            raise UsageError(f"{self.place}: {error.strerror}; name a folder for the run") from error
        if found and RUN not in found and found - ours:
            raise UsageError(f"{self.place} is not empty and no run of ats batch: name a new folder")

    def info(self) -> RunInfo | None:
        """What ``run.json`` says; None of a new run.

        Raises:
            UsageError: it is of a newer version of ats, or not as ats wrote it.
        """
        try:
            data = self.store.read(RUN)
        except OSError as error:
            raise UsageError(f"cannot read {self.place}: {error.strerror or error}") from error
        if data is None:
            return None
        try:
            known = msgspec.json.decode(data, type=dict[str, Any])
            if int(known.get("format", 0)) > FORMAT:
                newer = f"a newer ats ({known.get('tool')}); this is {__version__}: update ats"
                raise UsageError(f"{self.place} is a run of {newer}")
            return msgspec.convert(known, RunInfo)
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError, ValueError) as error:
            raise UsageError(
                f"{self.place}/{RUN} is not as ats wrote it ({error}); name a new folder"
            ) from error

    def keep(self, info: RunInfo) -> None:
        """Writes ``run.json``.

        Raises:
            UsageError: it cannot be written.
        """
        data = msgspec.json.format(msgspec.json.encode(info, order="deterministic"), indent=1) + b"\n"
        try:
            if self.store.read(RUN) != data:
                self.store.write(RUN, data)
        except OSError as error:
            raise cannot_write(self.place, error) from error


OTHERWISE = "name another folder for a run of its own, or read all documents again with --again"
"""What to do where a run was made otherwise than is asked for now."""


def changed(path: str, before: str, now: str) -> str:
    """Says that engines are not those of the run."""
    return f"{path} was {before} in this run and is {now} now: {OTHERWISE}"


def cannot_write(place: str, error: OSError) -> UsageError:
    """Says that a run's folder takes nothing, and that nothing is lost."""
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return UsageError(
        f"cannot write {place}: {reason}; what is done is kept: run the same command again to go on"
    )


@contextmanager
def alone(folder: Path, *below: str) -> Iterator[None]:
    """Has this process alone write into a folder.

    Args:
        folder: is there, or is made.
        below: folders in it, likewise.

    Raises:
        UsageError: another process does, or nothing can be written there.
    """
    try:
        for one in (folder, *(folder / name for name in below)):
            one.mkdir(parents=True, exist_ok=True)
        lock = _locked(folder / LOCK, str(folder))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to ({error.strerror})") from error
    try:
        yield
    finally:
        os.close(lock)


def _locked(file: Path, place: str) -> int:
    """An open file with the only lock on it, which child processes share that are given it.

    Raises:
        UsageError: another process has it.
        OSError: it cannot be opened.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    if sys.platform == "win32":
        return handle
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() < until and not _is_alive(os.pread(handle, 20, 0)):
                time.sleep(0.02)
                continue
            os.close(handle)
            raise UsageError(f"another process works on {place}: wait for it, or name another") from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)
    return handle


def _is_alive(pid: bytes) -> bool:
    """Whether who took a lock is still there; the processes that it started may be a moment longer."""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OSError):
        return True
    return True
