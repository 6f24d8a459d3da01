"""The supervisor's end of a worker: its process, its channel, and how it is killed with all it started."""

from __future__ import annotations

import contextlib
import math
import os
import selectors
import socket
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Literal

import msgspec

from atsharness.workers.sessions import session_cpu
from atsharness.workers.tasks import WALL, Retry, Task
from atsharness.workers.worker import HEADER, MOMENT, Done, Failed, Order, frame

if TYPE_CHECKING:
    from atsharness.workers.tasks import Bounds
    from atsharness.workers.template import Launched

    Launch = Callable[[socket.socket, int, Bounds | None], Launched]

MAX_ENVELOPE = 4096
"""Bytes of a message besides its payload, generously."""

STDERR_TAIL = 2048

CHECKS = 20
"""CPU time is looked at, at most, every so many parts of a deadline."""


class TooLongError(Exception):
    """A message announces more bytes than are allowed."""


class Worker:
    """The supervisor's end of a worker, and the task it has. Nothing here blocks but `says_more`.

    Args:
        launch: starts its process.
        document: whose tasks it is for.
        bounds: what of the file system it may use.

    Raises:
        OSError: the system allows no further process.
    """

    def __init__(self, launch: Launch, document: str, bounds: Bounds | None) -> None:
        self.document = document
        self.channel, theirs = socket.socketpair()
        self.stderr, stderr = os.pipe()
        self.pidfd: int | None = None
        try:
            self.process, self._moment = launch(theirs, stderr, bounds)
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
        self.channel.close()
        for number in (self.stderr, self.pidfd):
            if number is not None:
                os.close(number)
