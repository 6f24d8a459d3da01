"""Runs the local page until it is interrupted; nothing is left of it then."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from atsharness.errors import UsageError
from atsharness.settings import Settings
from atsharness.web.app import application
from atsharness.web.client import CheckerClient
from atsharness.web.documents import Documents
from atsharness.web.guard import Guard

HOST = "127.0.0.1"
PREFIX = "ats-serve-"
OWNER = "owner"
"""A file in the private folder that the running server holds locked."""


def serve(
    settings: Settings,
    *,
    port: int,
    ready: Callable[[str], None],
    used: Callable[[str], None],
) -> None:
    """Serves the page; returns or raises when a signal ends it.

    Args:
        settings: of all checks.
        port: to listen on; 0 takes a free one.
        ready: called with the address that opens the page.
        used: called with the next address, when one was opened.

    Raises:
        UsageError: the port cannot be listened on, or there is no folder for temporary files.
        KeyboardInterrupt: Ctrl-C, after everything is removed.
    """
    with _listening(port) as listener, private_folder() as folder:
        documents = Documents(folder)
        taken = listener.getsockname()[1]
        app = application(documents, CheckerClient(documents, settings), ready=lambda: ready(guard.address))
        guard = Guard(app, taken, used)
        config = uvicorn.Config(
            guard,
            access_log=False,  # it would hold what somebody has looked at
            log_config=None,
            log_level="error",
            lifespan="on",
            http="h11",
            ws="none",
            loop="asyncio",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        with _hanging_up(server):
            asyncio.run(server.serve(sockets=[listener]))


@contextlib.contextmanager
def _hanging_up(server: uvicorn.Server) -> Iterator[None]:
    """Has the end of a terminal end the server in order, as uvicorn does of itself for SIGINT and SIGTERM."""
    number = getattr(signal, "SIGHUP", None)
    if number is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    came = []

    def hang_up(_number: int, _frame: object) -> None:
        came.append(number)
        server.should_exit = True

    before = signal.signal(number, hang_up)
    try:
        yield
    finally:
        signal.signal(number, before)
    if came:
        signal.raise_signal(number)


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """A socket that this machine's own programs can connect to, and nobody else.

    Raises:
        UsageError: the port is not to be had.
    """
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, port))
            listener.listen()
        except OverflowError:
            raise UsageError(f"--port must be 0 to 65535, not {port}") from None
        except OSError as error:
            why = (error.strerror or "refused").lower()
            raise UsageError(f"cannot listen on port {port}: {why}; leave --port out") from error
        yield listener


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only this user can read, removed at the end; all temporary files go there meanwhile.

    Folders of servers that were killed together with their checker are removed first.

    Raises:
        UsageError: there is no place for it.
    """
    sweep(Path(tempfile.gettempdir()))
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    except OSError as error:
        raise UsageError(f"no folder for temporary files: {error.strerror}; set TMPDIR") from error
    before = tempfile.tempdir
    try:
        with _held(folder / OWNER):
            tempfile.tempdir = str(folder)
            yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Removes private folders of this user that no server holds any more."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            with _held(folder / OWNER):
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _held(file: Path) -> Iterator[None]:
    """Holds a file locked.

    Raises:
        BlockingIOError: another process holds it.
    """
    import fcntl

    with file.open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
