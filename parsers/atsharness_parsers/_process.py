"""Runs an engine that is a program of its own: no shell, bounded output, nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from atsharness.errors import PathUnavailable
from atsharness.model import Reading, ReadOptions

if TYPE_CHECKING:
    import subprocess

MAX_OUTPUT = 64 * 1024 * 1024
"""Most bytes a program may write to its standard output: more text than 100 pages hold by far."""
KEPT_ERRORS = 16 * 1024
"""Bytes kept of the end of its standard error; the rest is read and dropped, so that a program that
complains at length (pdftotext: 4 MB about one broken file) is never blocked on a full pipe."""


class ProcessError(RuntimeError):
    """A program ended badly. The message is one line; `errors` is the end of what it said."""

    def __init__(self, message: str, errors: str = "") -> None:
        super().__init__(message)
        self.errors = errors


def run(
    command: Sequence[str],
    *,
    folder: str,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    max_output: int = MAX_OUTPUT,
    cpu_s: int | None = None,
) -> tuple[bytes, str]:
    """Runs a program to its end.

    It stays in the session of the caller, so that whoever ends the caller's group ends it too.

    Args:
        command: the program and its arguments.
        folder: its current folder.
        stdin: what it reads; less than a pipe holds (4 kB is safe everywhere).
        env: changes to the environment.
        max_output: most bytes of standard output.
        cpu_s: most CPU time, in whole seconds, on Linux; elsewhere the deadline of the caller is the limit.

    Returns:
        Its standard output, and the end of its standard error.

    Raises:
        ProcessError: it could not start, ended with an error or a signal, or wrote too much.
    """
    import threading

    name = Path(command[0]).name
    process = _started(command, folder, env or {})
    if cpu_s is not None:
        _limit(process.pid, cpu_s)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    errors = bytearray()
    drain = threading.Thread(target=_drain, args=(process.stderr, errors), daemon=True)
    drain.start()
    try:
        _feed(process.stdin, stdin)
        output = process.stdout.read(max_output + 1)
        if len(output) > max_output:
            raise ProcessError(f"{name} wrote more than {max_output // 1024} kB of text")
        code = process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        drain.join(timeout=5)
        process.stdout.close()
    said = errors.decode("utf-8", "replace")
    if code:
        raise ProcessError(f"{name} {_ended(code)}{_last_line(said)}", said)
    return output, said


def version_of(command: Sequence[str], pattern: re.Pattern[str], options: ReadOptions, install: str) -> str:
    """The version that a program says on its standard output; ``unknown`` where the pattern finds none.

    Args:
        command: the program, and what has it say its version.
        pattern: with the version as its first group.
        options: give the folder to run in.
        install: the command that installs it.

    Raises:
        PathUnavailable: there is no such program, or it does not start.
    """
    try:
        said, _ = run(command, folder=options.work_dir or ".")
    except ProcessError as error:
        raise PathUnavailable(f"{error}: {install}") from error
    found = pattern.search(said.decode("utf-8", "replace"))
    return found[1] if found is not None else "unknown"


def read_file(
    command: Sequence[str], name: str, data: bytes, options: ReadOptions, env: Mapping[str, str] | None = None
) -> Reading:
    """What a program writes, as UTF-8, of a file that it finds by its name in a new folder.

    Raises:
        ProcessError: as of `run`.
    """
    with work_folder(options) as folder:
        (folder / name).write_bytes(data)
        output, _ = run([*command, name], folder=str(folder), env=env)
    return Reading(text=output.decode("utf-8", "replace"))


def _started(command: Sequence[str], folder: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    import subprocess

    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise ProcessError(f"{Path(command[0]).name} does not start: {error.strerror}") from error


def _limit(pid: int, cpu_s: int) -> None:
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))


def _feed(pipe: IO[bytes], data: bytes) -> None:
    # A program that ends without reading breaks the pipe; its exit code tells why.
    with suppress(BrokenPipeError):
        pipe.write(data)
    with suppress(BrokenPipeError):
        pipe.close()


def _drain(pipe: IO[bytes], kept: bytearray) -> None:
    with pipe:
        while chunk := os.read(pipe.fileno(), 65536):
            kept += chunk
            del kept[:-KEPT_ERRORS]


def _ended(code: int) -> str:
    if code > 0:
        return f"ended with exit code {code}"
    if sys.platform != "win32" and -code == signal.SIGXCPU:
        return "used up its CPU time"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f": {lines[-1][:200]}" if lines else ""


@contextmanager
def work_folder(options: ReadOptions) -> Iterator[Path]:
    """A new private folder in the task's work folder, removed afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=options.work_dir or None, prefix="path-") as folder:
        yield Path(folder)
