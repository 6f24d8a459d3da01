"""Shards in processes of their own: started, fed, and started again when one dies."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from atsharness.batch.messages import Finished, Job, Left, News, Refused, line
from atsharness.batch.shard_state import record_death
from atsharness.errors import UsageError
from atsharness.workers.tasks import way_out
from atsharness.workers.worker import one_line

MOST_IDLE_DEATHS = 3
"""Processes of one shard that die while they read no document; the next one would as well."""
END_S = 5.0
"""For a process to end once it has nothing more to do."""

_decode = msgspec.json.Decoder(News).decode


class DiedError(Exception):
    """The process of a shard ended without being asked to; the message says how."""


class ShardProcess:
    """A process that does jobs one after the other. Nothing starts before the first one.

    Args:
        lock: an open file that it holds as long as it lives; None for none.
    """

    def __init__(self, lock: int | None = None) -> None:
        self._lock = lock
        self._process: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        self.closed = False

    def do(self, job: Job) -> Iterator[News]:
        """Does a job.

        Yields:
            What becomes of it; the last one is `Finished`, `Left` or `Refused`.

        Raises:
            DiedError: the process ended.
            OSError: the system allows no further process.
        """
        if self._process is None:
            self._start()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(line(job))
            process.stdin.flush()
        for said in process.stdout:
            if not said.endswith(b"\n"):
                break
            news = _decode(said)
            yield news
            if isinstance(news, Finished | Left | Refused):
                return
        code = process.wait()
        self._process = None
        _close_pipes(process)
        raise DiedError(self._last_words(code))

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "atsharness.batch.shard", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            start_new_session=True,  # Ctrl-C is the parent's to answer
            pass_fds=() if self._lock is None or sys.platform == "win32" else (self._lock,),
        )
        if self.closed:  # just now, by another thread
            self._process.kill()

    def _last_words(self, code: int) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        self._said.seek(0)
        self._said.truncate()
        how = way_out(code)
        return f"{how}: {one_line(lines[-1])}" if lines and code > 0 else how

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return None if self._process is None else self._process.pid

    def kill(self) -> None:
        """Ends it at once; its journal says how far it was. May be called from another thread."""
        self.closed = True
        process = self._process
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()

    def close(self) -> None:
        """Lets it remove its temporary files and end."""
        self.closed = True
        process, self._process = self._process, None
        if process is not None:
            _close_stdin(process)
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _close_pipes(process)
        self._said.close()


def _close_stdin(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):  # what is buffered has nowhere to go
        assert process.stdin is not None
        process.stdin.close()


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    _close_stdin(process)
    assert process.stdout is not None
    process.stdout.close()


def drive(
    process: ShardProcess, job: Job, journal: Path, heard: Callable[[News], None]
) -> Finished | Left | Refused:
    """Does a job whatever its process dies of; the death is noted with the document that it read.

    Args:
        process: which does it.
        job: to be done.
        journal: of its shard.
        heard: takes all that is told.

    Returns:
        How it ended.

    Raises:
        DiedError: the process was killed by its own parent.
        UsageError: it dies without having read anything, or none can be started.
    """
    idle = 0
    while True:
        try:
            for news in process.do(job):
                heard(news)
                if isinstance(news, Finished | Left | Refused):
                    return news
        except OSError as error:
            raise UsageError(f"no process can be started: {error.strerror}") from error
        except DiedError as death:
            if process.closed:
                raise
            if record_death(journal, str(death)) is None:
                idle += 1
                if idle == MOST_IDLE_DEATHS:
                    raise UsageError(
                        f"the process of shard {job.shard} {death}; it had read nothing"
                    ) from death
