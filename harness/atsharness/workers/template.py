"""The process that workers are forked from, on Linux: it has the engines loaded and never sees a document.

A fork takes milliseconds, so each document has workers of its own. It also outlives the program that it
serves, however that ends, for as long as it takes to kill what is left of the workers and to remove their
files. Elsewhere workers are spawned.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import mmap
import os
import shutil
import signal
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from atsharness.workers import sandbox
from atsharness.workers.sessions import kill_sessions
from atsharness.workers.tasks import Bounds
from atsharness.workers.worker import BROKEN, FORK, MOMENT, Handler, detach, serve

if TYPE_CHECKING:
    from ctypes import Array, c_ubyte
    from multiprocessing.process import BaseProcess

    from atsharness.workers.worker import Shared

    Child: TypeAlias = "Forked | BaseProcess"
    Launched: TypeAlias = tuple[Child, Shared]

Preload = Callable[[str], None]
"""Loads what a name stands for; what it raises is left for the worker to meet."""

MOST_BYTES = 2**16
"""Of a request."""

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Of glibc's malloc.h."""

LOAD_S = 60.0
"""Most seconds until the template answers: it may be loading an engine."""

END_S = 5.0
"""In which it ends once it has nothing to serve any more."""


class _Fork(msgspec.Struct, frozen=True, array_like=True, tag="fork"):
    """A request for a worker. Its channel, stderr and shared memory come with it; the answer is its pid."""

    bounds: Bounds | None


class _Load(msgspec.Struct, frozen=True, array_like=True, tag="load"):
    """A request to load engines; no answer."""

    names: tuple[str, ...]


class _Reap(msgspec.Struct, frozen=True, array_like=True, tag="reap"):
    """A request for the end of a worker: its exit code, or None if it runs and is not to be waited for."""

    pid: int
    wait: bool


class Forked:
    """A worker. `exitcode` is known after a join; negative is the signal it died of."""

    def __init__(self, pid: int, template: Template) -> None:
        self.pid = pid
        self.exitcode: int | None = None
        self._template = template

    def join(self, timeout: float | None = None) -> None:
        """Reaps the process: waits for its end, or with any timeout only looks."""
        if self.exitcode is None:
            try:
                self.exitcode = self._template.ask(_Reap(self.pid, timeout is None))
            except OSError:  # with the template all its workers die
                self.exitcode = -signal.SIGKILL


class Template:
    """The supervisor's end of the template process.

    Args:
        handler: what workers call for each task.
        preload: see `Preload`.
        folder: of the workers' files, removed at the end; None for none.

    Raises:
        OSError: the system allows no further process.
    """

    def __init__(self, handler: Handler, preload: Preload | None, folder: str | None) -> None:
        import ctypes  # noqa: F401 - here, so that no fork has to

        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(LOAD_S)
        try:
            with _quiet_fork():
                self._pid = os.fork()
                if self._pid == 0:
                    try:
                        _replace_files({0, 1, 2, theirs.fileno()})
                        _Served(theirs, handler, preload).serve(folder)
                    finally:
                        os._exit(BROKEN)
        except OSError:
            self._control.close()
            raise
        finally:
            theirs.close()

    def load(self, names: Sequence[str]) -> None:
        """Has engines loaded, in the background, for workers that start later."""
        with contextlib.suppress(OSError):
            self._control.send(msgspec.msgpack.encode(_Load(tuple(names))), socket.MSG_NOSIGNAL)

    def launch(self, channel: socket.socket, stderr: int, bounds: Bounds | None) -> Launched:
        """Starts a worker.

        Raises:
            OSError: the system allows no further process, or the template is dead.
        """
        memory = os.memfd_create("moment")
        try:
            os.truncate(memory, MOMENT.size)
            moment = mmap.mmap(memory, MOMENT.size)
            pid = self.ask(_Fork(bounds), (channel.fileno(), stderr, memory))
        finally:
            os.close(memory)
        if pid is None or pid <= 0:
            raise BlockingIOError(errno.EAGAIN, "no further process")
        return Forked(pid, self), moment

    def ask(self, request: msgspec.Struct, files: Sequence[int] = ()) -> int | None:
        """Sends a request and waits for its answer.

        Raises:
            OSError: there is none: the template is dead, or hangs in loading an engine.
        """
        socket.send_fds(self._control, [msgspec.msgpack.encode(request)], files, socket.MSG_NOSIGNAL)
        answer = self._control.recv(MOST_BYTES)
        if not answer:
            raise ConnectionResetError(errno.ECONNRESET, "the template process is dead")
        return msgspec.msgpack.decode(answer, type=int | None)

    def close(self) -> None:
        """Lets the template clean up and end, and waits for that."""
        self._control.settimeout(END_S)
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)
            while self._control.recv(MOST_BYTES):
                pass
        self.kill()

    def kill(self) -> None:
        """Ends the template, and so its workers, at once."""
        self._control.close()
        with contextlib.suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):  # the host program ignores SIGCHLD
            os.waitpid(self._pid, 0)


class _Served:
    """The template process itself."""

    def __init__(self, control: socket.socket, handler: Handler, preload: Preload | None) -> None:
        self._control = control
        self._handler = handler
        self._preload = preload
        self._workers: set[int] = set()

    def serve(self, folder: str | None) -> None:
        """Answers requests until the other end is closed, then leaves nothing behind. Never returns."""
        detach(None)
        _keep_memory()
        sandbox.prepare()
        try:
            # A program that was killed before it read an answer resets the connection.
            with contextlib.suppress(ConnectionResetError):
                self._answer()
        finally:
            kill_sessions(self._workers)
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    def _answer(self) -> None:
        decode = msgspec.msgpack.Decoder(_Fork | _Load | _Reap).decode
        while True:
            message, files, _, _ = socket.recv_fds(self._control, MOST_BYTES, 3)
            if not message:
                return
            request = decode(message)
            if isinstance(request, _Load):
                self._load(request.names)
            else:
                answer = self._reap(request) if isinstance(request, _Reap) else self._fork(request, files)
                with contextlib.suppress(OSError):
                    self._control.send(msgspec.msgpack.encode(answer), socket.MSG_NOSIGNAL)

    def _load(self, names: Sequence[str]) -> None:
        for name in names if self._preload else ():
            with contextlib.suppress(Exception):  # the worker that needs it meets it again
                assert self._preload is not None
                self._preload(name)
        gc.collect()
        gc.freeze()  # what is loaded stays shared with all workers

    def _fork(self, request: _Fork, files: Sequence[int]) -> int:
        channel, stderr, memory = socket.socket(fileno=files[0]), files[1], files[2]
        moment = mmap.mmap(memory, MOMENT.size)
        os.close(memory)
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            self._control.close()
            serve(self._handler, channel, moment, stderr, parent, request.bounds)
        channel.close()
        os.close(stderr)
        moment.close()
        if pid > 0:
            self._workers.add(pid)
        return pid

    def _reap(self, request: _Reap) -> int | None:
        try:
            pid, status = os.waitpid(request.pid, 0 if request.wait else os.WNOHANG)
        except ChildProcessError:
            return BROKEN
        if not pid:
            return None
        self._workers.discard(pid)
        return os.waitstatus_to_exitcode(status)


@contextlib.contextmanager
def _quiet_fork() -> Iterator[None]:
    """A fork with nothing in buffers, without a Ctrl-C before both sides are set."""
    for stream in (sys.stdout, sys.stderr):  # else the child would hold a copy of what is buffered
        with contextlib.suppress(Exception):
            stream.flush()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with warnings.catch_warnings():  # Python 3.12 warns of threads; the child starts with clean locks
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _replace_files(kept: set[int]) -> None:
    """Has every open file but those kept stand for nothing: a worker is to have none of its host's.

    Their numbers stay taken, so that an object of the host that closes its file closes none of ours.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for name in os.listdir("/proc/self/fd"):
        number = int(name)
        if number not in kept and number != nowhere:
            with contextlib.suppress(OSError):
                os.dup2(nowhere, number)
    os.close(nowhere)


def _keep_memory() -> None:
    """Has workers keep the memory that they free: they live for one document, and need it again.

    Rendering a page takes and frees tens of MB at a time: 5,000 page faults, 5 % of a document's CPU time.
    """
    import ctypes

    with contextlib.suppress(AttributeError):  # not glibc
        for option, value in ((M_MMAP_THRESHOLD, 32 * 2**20), (M_TRIM_THRESHOLD, 256 * 2**20)):
            ctypes.CDLL(None).mallopt(option, value)


class Spawner:
    """Starts workers where nothing is forked. Each loads its engines, and serves many documents."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def load(self, names: Sequence[str]) -> None:
        """Does nothing: what this process loads is not in the workers."""

    def launch(self, channel: socket.socket, stderr: int, bounds: Bounds | None) -> Launched:  # noqa: ARG002
        """Starts a worker; it has no bounds.

        Raises:
            OSError: the system allows no further process.
        """
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        moment: Array[c_ubyte] = context.RawArray("B", MOMENT.size)
        process: Any = context.Process(
            target=serve, args=(self._handler, channel, moment, None, os.getpid(), None), daemon=True
        )
        process.start()
        return process, moment

    def close(self) -> None:
        """Does nothing: all workers are dead by now."""

    kill = close


def forks() -> bool:
    """Whether workers are forked here."""
    return FORK


def launcher(handler: Handler, preload: Preload | None, folder: str | None) -> Template | Spawner:
    """What starts workers on this system.

    Raises:
        OSError: the system allows no further process.
    """
    return Template(handler, preload, folder) if FORK else Spawner(handler)
