"""Programs of templates: run without network, within a time limit, their CPU time counted whole."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from atsharness_corpus.typesetters.programs import EPOCH
from atsharness_corpus.typesetters.trial import said

if sys.platform != "win32":
    import resource

PR_SET_CHILD_SUBREAPER = 36
"""From <linux/prctl.h>."""
END_S = 2.0
"""In which a program that was killed is gone."""


def adopt_orphans() -> None:
    """Has this process inherit what its programs leave behind, so that `cpu_s` counts it.

    Chromium's renderers are no children of the program that was started: without this 40 % of the CPU time of
    printing a page is nobody's. Linux only; elsewhere they stay uncounted.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def cpu_s() -> float:
    """CPU seconds of all programs that this process has run; those that were ended are waited for."""
    until = time.monotonic() + END_S
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@functools.cache
def offline() -> tuple[str, ...]:
    """The words before a command that take the network from it; none where the system has no such thing."""
    unshare = shutil.which("unshare")
    for words in (["--net"], ["--net", "--map-root-user"]):
        if unshare is not None:
            command = [unshare, *words, "true"]
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                return (unshare, *words)
    return ()


def run(
    command: Sequence[str],
    folder: Path,
    *,
    limit_s: float,
    network: bool = False,
    stdin: bytes = b"",
    environ: Mapping[str, str] | None = None,
) -> bytes:
    """Runs a program in `folder`, which is its home as well, and returns what it printed.

    Args:
        command: the program with its arguments.
        folder: where it runs.
        limit_s: wall seconds until it is ended with all that it started.
        network: whether it may reach any.
        stdin: what it reads.
        environ: variables beside those that fix date, zone and language.

    Raises:
        RuntimeError: it failed or took too long; one line with its own words.
    """
    fixed = {"SOURCE_DATE_EPOCH": EPOCH, "FORCE_SOURCE_DATE": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [*(() if network else offline()), *command],
        cwd=folder,
        env={**os.environ, **fixed, "HOME": str(folder), **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(stdin, timeout=limit_s)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"it took longer than {limit_s:g} s") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            assert stream is not None
            stream.close()
    if process.returncode:
        words = (err.decode(errors="replace").strip() or out.decode(errors="replace").strip())[-4000:]
        raise RuntimeError(f"{Path(command[0]).name} ended with {process.returncode}: {said(words)}")
    return out
