"""The supervisor's end of a worker: its process, its channel, and how it is killed with all it started."""

from __future__ import annotations

import contextlib
import math
import mmap
import os
import selectors
import signal
import socket
import sys
import warnings
from collections.abc import Callable, Collection
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import msgspec

from atsharness.workers.tasks import WALL, Retry, Task
from atsharness.workers.worker import (
    BROKEN,
    FORK,
    HEADER,
    MOMENT,
    Done,
    Failed,
    Handler,
    Order,
    frame,
    read_file,
    serve,
)

if TYPE_CHECKING:
    from ctypes import Array, c_ubyte
    from multiprocessing.process import BaseProcess

    from atsharness.workers.worker import Shared

    Child: TypeAlias = "Forked | BaseProcess"

MAX_ENVELOPE = 4096
"""Bytes of a message besides its payload, generously."""

STDERR_TAIL = 2048

CHECKS = 20
"""CPU time is looked at, at most, every so many parts of a deadline."""


class TooLongError(Exception):
    """A message announces more bytes than are allowed."""


class Forked:
    """A forked process. `exitcode` is known after a join; negative is the signal it died of."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.exitcode: int | None = None

    def join(self, timeout: float | None = None) -> None:
        """Reaps the process: waits for its end, or with any timeout only looks."""
        if self.exitcode is None:
            try:
                pid, status = os.waitpid(self.pid, 0 if timeout is None else os.WNOHANG)
            except ChildProcessError:  # the host program ignores SIGCHLD: the kernel reaped it
                pid, status = self.pid, BROKEN << 8
            if pid:
                self.exitcode = os.waitstatus_to_exitcode(status)


class Worker:
    """The supervisor's end of a worker, and the task it has. Nothing here blocks but `says_more`.

    Args:
        handler: what the worker calls for each task.
        close_inherited: closes, in the fork, what belongs to the parent alone.

    Raises:
        OSError: the system allows no further process.
    """

    def __init__(self, handler: Handler, close_inherited: Callable[[], None]) -> None:
        self.channel, theirs = socket.socketpair()
        self.stderr, stderr = os.pipe()
        self.pidfd: int | None = None
        self._moment = _shared(MOMENT.size)

        def leave() -> None:
            close_inherited()
            self.close()

        try:
            self.process = _launch(handler, theirs, self._moment, stderr, leave)
        except OSError:
            self.close()
            raise
        finally:
            theirs.close()
            os.close(stderr)
        assert self.process.pid is not None
        self.pid = self.process.pid
        self.channel.setblocking(False)
        os.set_blocking(self.stderr, False)
        with contextlib.suppress(AttributeError, OSError):  # not Linux; a kernel or sandbox without it
            self.pidfd = os.pidfd_open(self.pid)
        self.inbox, self.outbox = bytearray(), bytearray()
        self.said = b""  # the end of what it wrote to stderr since it got its task
        self.ended = False  # its end of the channel is closed
        self.gone = False  # it takes part in nothing any more
        self.task: Task | None = None
        self.group: str | None = None  # of its last task
        self.state: Literal["boot", "running"] = "boot"
        self.since = self.until = 0.0  # the start of that state; when a limit may have been passed
        self._used_before = 0.0  # CPU seconds at the start of state "running"
        self.retry: Retry | None = None  # how the first worker of its task died
        self.polled = False
        self._decode = msgspec.msgpack.Decoder(Done | Failed).decode

    def begin(self, task: Task, cores: int) -> None:
        """Sends a task."""
        self.task, self.group, self.state, self.said = task, task.group, "boot", b""
        self.polled = self.pidfd is None or task.resident_mb is not None
        self.since = monotonic()
        self.until = self.since + min(task.boot_s, task.deadline_s / cores)
        MOMENT.pack_into(self._moment, 0, 0.0, 0.0)
        # A backstop for when nobody watches; threads may use every core.
        cpu_s = math.ceil(task.boot_s + 2 * task.deadline_s) * cores
        self.send(frame(Order(task.payload, task.memory_mb, cpu_s)))

    def look(self) -> None:
        """Finds out whether the handler has said that it is ready, and when.

        It is a worker's word, taken because this process may have been busy then; within reason.
        """
        if self.task is not None and self.state == "boot":
            ready_at, self._used_before = MOMENT.unpack_from(self._moment)
            if ready_at > 0:
                self.state, self.since = "running", min(max(self.since, ready_at), monotonic())

    def overdue(self, cores: int) -> str | None:
        """Which limit a running task has passed, in words; if none, `until` is when one may have been.

        CPU time can run as fast as all cores together. Where it cannot be read, the clock stands for it.
        """
        assert self.task is not None
        deadline, now = self.task.deadline_s, monotonic()
        passed, used = now - self.since, session_cpu(self.pid)
        if used is None:
            self.until = self.since + deadline
            return f"no result within {deadline:g} s" if passed >= deadline else None
        if not 0.0 <= self._used_before <= used:  # a forged word
            self._used_before = used
        used -= self._used_before
        if used >= deadline:
            return f"no result within {deadline:g} s of CPU time"
        if passed >= WALL * deadline:
            return f"no result within {WALL * deadline:g} s"
        pause = max((deadline - used) / cores, deadline / CHECKS)
        self.until = min(self.since + WALL * deadline, now + pause)
        return None

    def send(self, data: bytes | bytearray = b"") -> None:
        """Sends what the channel takes now; the rest stays in `outbox`."""
        self.outbox += data
        try:  # without the flag a program that restored SIGPIPE would die of a worker's death
            sent = self.channel.send(self.outbox, getattr(socket, "MSG_NOSIGNAL", 0))
            del self.outbox[:sent]
        except BlockingIOError:
            pass
        except OSError:
            self.outbox.clear()

    def receive(self, scratch: memoryview) -> bool:
        """Takes one chunk of what the channel holds into `inbox`; False if it holds nothing now."""
        try:
            size = self.channel.recv_into(scratch)
        except BlockingIOError:
            return False
        except OSError:
            size = 0
        self.inbox += scratch[:size]
        self.ended = not size
        return not self.ended

    def says_more(self, seconds: float) -> bool:
        """Waits until the channel holds something; False if it does not in that time."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.channel, selectors.EVENT_READ)
            return bool(selector.select(seconds))

    def message(self, limit: int) -> Done | Failed | None:
        """Takes the next complete message out of `inbox`.

        Raises:
            TooLongError: it announces more than `limit` bytes, and some for its envelope.
            msgspec.DecodeError: it is malformed.
        """
        if len(self.inbox) < HEADER.size:
            return None
        end = HEADER.size + HEADER.unpack_from(self.inbox)[0]
        if end > limit + MAX_ENVELOPE:
            raise TooLongError
        if len(self.inbox) < end:
            return None
        body = memoryview(self.inbox)[HEADER.size : end]
        message: Done | Failed = self._decode(body)
        body.release()
        if isinstance(message, Done) and len(message.payload) > limit:
            raise TooLongError
        del self.inbox[:end]
        return message

    def drain_stderr(self) -> bool:
        """Keeps the last 2 kB of what stderr holds; False at its end."""
        with contextlib.suppress(BlockingIOError):
            text = os.read(self.stderr, 2**16)
            self.said = (self.said + text)[-STDERR_TAIL:]
            return bool(text)
        return True

    def close(self) -> None:
        """Closes this end; the process is not touched."""
        del self._moment
        self.channel.close()
        for number in (self.stderr, self.pidfd):
            if number is not None:
                os.close(number)


def _shared(size: int) -> Shared:
    if FORK:
        return mmap.mmap(-1, size)
    import multiprocessing

    shared: Array[c_ubyte] = multiprocessing.get_context("spawn").RawArray("B", size)
    return shared


def _launch(
    handler: Handler,
    channel: socket.socket,
    moment: Shared,
    stderr: int,
    close_inherited: Callable[[], None],
) -> Child:
    if not FORK:
        import multiprocessing

        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(handler, channel, moment, None, os.getpid()), daemon=True
        )
        process.start()
        return process
    import ctypes  # noqa: F401 - here, so that no fork has to

    parent = os.getpid()
    for stream in (sys.stdout, sys.stderr):  # else the child would hold a copy of what is buffered
        with contextlib.suppress(Exception):
            stream.flush()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # no Ctrl-C before both sides are set
    try:
        with warnings.catch_warnings():  # Python 3.12 warns of threads; the child starts with clean locks
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            try:
                close_inherited()
                serve(handler, channel, moment, stderr, parent)
            finally:
                os._exit(BROKEN)
        return Forked(pid)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class Member(NamedTuple):
    """A process of a worker's session. One that has ended and was not yet waited for is a zombie."""

    pid: int
    session: int
    zombie: bool
    resident: int
    """Bytes."""
    cpu_s: float
    """CPU time, with that of the processes that it started and waited for."""


def session_members(leaders: Collection[int]) -> list[Member]:
    """Processes of the sessions of some workers, on Linux."""
    found: list[Member] = []
    if not FORK or not leaders:
        return found
    page, tick = os.sysconf("SC_PAGESIZE"), os.sysconf("SC_CLK_TCK")
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                # proc(5): the name in brackets may hold anything; state is field 3, session 6, utime, stime,
                # cutime and cstime 14 to 17, rss 24.
                fields = read_file(f"/proc/{name}/stat").rpartition(b")")[2].split()
            except OSError:
                continue
            if len(fields) > 21 and (session := int(fields[3])) in leaders:
                cpu_s = sum(map(int, fields[11:15])) / tick
                found.append(Member(int(name), session, fields[0] == b"Z", int(fields[21]) * page, cpu_s))
    return found


def session_cpu(leader: int) -> float | None:
    """CPU seconds of a worker and all it started; None where they cannot be read."""
    members = session_members({leader})
    return sum(member.cpu_s for member in members) if members else None


def kill_sessions(leaders: Collection[int]) -> None:
    """Kills workers that are not yet reaped, with every process of their groups and sessions."""
    for leader in leaders:
        for kill in (os.kill, getattr(os, "killpg", os.kill)):  # at first a fork has no group of its own
            with contextlib.suppress(OSError):
                kill(leader, getattr(signal, "SIGKILL", signal.SIGTERM))
    for _ in range(5):  # one of them may fork while the list is read
        rest = [one.pid for one in session_members(leaders) if not one.zombie and one.pid not in leaders]
        if not rest:
            return
        for pid in rest:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
