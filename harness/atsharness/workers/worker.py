"""The inside of a worker process: how it starts, what bounds it, and the messages it exchanges.

`isolation.Supervisor` is the other end. A worker may be taken over by a hostile file, so that nothing
it sends is trusted: messages are msgpack with fixed types, never pickles.
"""

from __future__ import annotations

import gc
import mmap
import os
import re
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from atsharness.clock import cpu_seconds
from atsharness.garbage import look_rarely
from atsharness.workers.sandbox import enter

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from ctypes import Array, c_ubyte

    from atsharness.workers.tasks import Bounds

    Shared: TypeAlias = mmap.mmap | Array[c_ubyte]

Handler = Callable[[bytes, Callable[[], None]], bytes]
"""``handler(payload, ready)``: a top-level function. It calls ``ready()`` when its imports are done."""

FORK = sys.platform == "linux"
"""Linux forks from a warm template; elsewhere workers are spawned, which is tried on Linux alone."""

HEADER = struct.Struct(">I")
"""Every message is preceded by its length in bytes."""

ENCODER = msgspec.msgpack.Encoder()

MOMENT = struct.Struct("dd")
"""A worker says when it is ready in memory it shares with the supervisor: that wakes nobody. The moment, 0 is
not yet, and the CPU seconds that it had used by then."""

MAX_DETAIL = 200
MAX_FILE = 512 * 2**20
"""RLIMIT_FSIZE, bytes: more than any engine needs for its temporary files."""

SPENT = 0.25
"""Share of its memory limit, as resident size, at which a worker is replaced after its task."""

MOST_KEPT = 384 * 2**20
"""Bytes of address space beyond what it inherited with which a worker goes on after a task without a limit.
All engines of the panel together map 140 MB; Tika's native image maps 33 GB, more than the next limit."""

BROKEN = 70
"""Exit code of a worker that cannot go on (EX_SOFTWARE of sysexits.h)."""

PR_SET_PDEATHSIG = 1


class Order(msgspec.Struct, frozen=True, array_like=True):
    """Supervisor to worker: one task. `cpu_s` is CPU time, over and above what is already used."""

    payload: bytes
    memory_mb: int | None
    cpu_s: int


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """Worker to supervisor: the handler's result, and whether the worker has grown too large for another.

    `at` is `time.monotonic`, one clock for all processes.
    """

    at: float
    payload: bytes
    spent: bool


class Failed(msgspec.Struct, frozen=True, array_like=True, tag="failed"):
    """Worker to supervisor: the handler raised. After some exceptions the worker's state is `doubtful`."""

    at: float
    detail: str
    doubtful: bool


def frame(message: msgspec.Struct) -> bytearray:
    """The bytes of a message on the channel."""
    buffer = bytearray()
    ENCODER.encode_into(message, buffer, HEADER.size)
    HEADER.pack_into(buffer, 0, len(buffer) - HEADER.size)
    return buffer


def one_line(text: str) -> str:
    """The first line that says something: no control character, no address, at most 200 characters."""
    line = next(filter(None, map(str.strip, text[:5000].splitlines())), "")
    line = re.sub(r"\bat 0x[0-9A-Fa-f]+", "at 0x…", line)
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    return line if len(line) <= MAX_DETAIL else line[: MAX_DETAIL - 1] + "…"


def serve(
    handler: Handler,
    channel: socket.socket,
    moment: Shared,
    stderr: int | None,
    parent: int,
    bounds: Bounds | None,
) -> None:
    """A worker's life: tasks until the channel ends. Never returns."""
    try:
        detach(stderr)
        if FORK and not follows(parent, signal.SIGKILL):
            os._exit(BROKEN)
        if bounds is not None:
            enter(bounds)
        limits = _Limits()
        receive = msgspec.msgpack.Decoder(Order).decode
        orders = channel.makefile("rb")
        while header := orders.read(HEADER.size):
            body = orders.read(*HEADER.unpack(header))
            channel.sendall(_work(handler, receive(body), moment, limits))
        os._exit(0)
    except BaseException as error:
        sys.stderr.write(describe(error) + "\n")  # the supervisor quotes it when it reports the death
    finally:
        os._exit(BROKEN)


def _work(handler: Handler, order: Order, moment: Shared, limits: _Limits) -> bytearray:
    """Does a task; returns the message to send."""

    def ready() -> None:
        if MOMENT.unpack_from(moment)[0] == 0.0:
            used = cpu_seconds()
            MOMENT.pack_into(moment, 0, 0.0, used)
            MOMENT.pack_into(moment, 0, time.monotonic(), used)

    try:
        limits.set(order)
        payload = handler(order.payload, ready)
        if not isinstance(payload, bytes):
            raise TypeError(f"the handler returned {type(payload).__name__}, not bytes")
        return frame(Done(time.monotonic(), payload, limits.spent()))
    except BaseException as error:  # a parser may raise anything; pyo3's panics are BaseExceptions
        limits.lift()
        short = isinstance(error, MemoryError) or isinstance(error.__context__, MemoryError)
        detail = f"needed more than {order.memory_mb} MB" if short and order.memory_mb else describe(error)
        return frame(Failed(time.monotonic(), detail, short or not isinstance(error, Exception)))


def describe(error: BaseException) -> str:
    """An exception as one line: its class and the first line of its message."""
    try:
        message = one_line(str(error))
    except Exception:
        message = ""
    name = type(error).__name__
    return one_line(f"{name}: {message}" if message else name)


class _Limits:
    """The limits that change with the tasks: address space and CPU time, both soft, on Linux."""

    def __init__(self) -> None:
        self._cpu_s = 0
        self._memory_mb: int | None = None
        if FORK:
            self._space = resource.getrlimit(resource.RLIMIT_AS)
            # What is mapped at the start is the parent's, shared, and may be more than any task's
            # limit (a notebook with torch maps 10 GB): a task's limit counts from there.
            self._inherited = _mapped()
            self._first_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def set(self, order: Order) -> None:
        used = time.process_time()
        if FORK and used + order.cpu_s > self._cpu_s:  # not for each task: that would cost more than the rest
            self._cpu_s = int(used) + 2 * order.cpu_s + 1
            _limit(resource.RLIMIT_CPU, self._cpu_s)
        if order.memory_mb != self._memory_mb:
            self.lift()
            if FORK and order.memory_mb is not None:
                _limit(resource.RLIMIT_AS, self._inherited + order.memory_mb * 2**20)
            self._memory_mb = order.memory_mb

    def spent(self) -> bool:
        """Whether past tasks took so much that the next might not find its share, and so pay for them."""
        if not FORK:
            return False
        if self._memory_mb is None:
            return _mapped() - self._inherited > MOST_KEPT
        grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._first_kb
        return grown_kb / 2**10 > self._memory_mb * SPENT

    def lift(self) -> None:
        self._memory_mb = None
        if FORK:
            resource.setrlimit(resource.RLIMIT_AS, self._space)


def _mapped() -> int:
    """Address space of this process, in bytes."""
    return int(read_file("/proc/self/statm").split()[0]) * resource.getpagesize()


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def follows(parent: int, number: int) -> bool:
    """Has the kernel, on Linux, send this process a signal when its parent dies.

    Args:
        parent: its process id.
        number: of the signal.

    Returns:
        False where the kernel does not take it, or the parent has died already.
    """
    if sys.platform == "linux":
        import ctypes

        if ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0):
            return False
    return os.getppid() == parent


def detach(stderr: int | None) -> None:
    """Makes a fork a process of its own: session, signals, standard streams, fixed limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to answer
    if FORK:
        import faulthandler

        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        faulthandler.disable()  # it would write to the parent's terminal
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, MAX_FILE)
        gc.freeze()  # collections leave the parent's objects alone: their pages stay shared
    look_rarely()
    for name in ("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):  # workers use the cores; threads would contend
        os.environ[name] = "1"
    os.environ.pop("CMAP_PATH", None)  # pdfminer unpickles what it finds there
    nowhere = os.open(os.devnull, os.O_RDWR)
    for target, source in ((0, nowhere), (1, nowhere), (2, nowhere if stderr is None else stderr)):
        os.dup2(source, target)
    for source in {nowhere, nowhere if stderr is None else stderr}:
        os.close(source)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )


def read_file(path: str) -> bytes:
    """The first 4 kB of a file of /proc."""
    with open(path, "rb", buffering=0) as file:
        return file.read(4096)
