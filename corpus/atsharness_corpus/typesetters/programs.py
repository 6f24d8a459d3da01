"""Running typesetters that are programs: found on the PATH, run in a folder of their own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.typesetters.trial import said

EPOCH = "1768435200"
"""2026-01-15 00:00 UTC, the date that typesetters print into files where they honour SOURCE_DATE_EPOCH."""


LIMIT_S = 180.0
"""In which a program makes its file."""
ANSWER_S = 300.0
"""In which a program tells its version, however busy the machine is."""


def version_of(names: tuple[str, ...], install: str, least: tuple[int, ...] = ()) -> str:
    """The version that the first program of `names` found here tells.

    Args:
        names: programs.
        install: what installs them.
        least: the oldest version that will do.

    Raises:
        TypesetterMissing: there is none of them, it does not start, or it is older than that.
    """
    program = find(names, install)
    name = Path(program).name
    try:
        result = subprocess.run([program, "--version"], capture_output=True, timeout=ANSWER_S, check=True)
    except subprocess.CalledProcessError as error:
        reason = said((error.stderr or error.stdout).decode(errors="replace"))
        raise TypesetterMissing(f"{name} does not start ({reason}): {install}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TypesetterMissing(f"{name} does not start ({said(str(error))}): {install}") from error
    match = re.search(r"\d+(\.\d+)+", result.stdout.decode(errors="replace"))
    found = match.group() if match else "unknown"
    if match and tuple(map(int, found.split("."))) < least:
        needed = ".".join(map(str, least))
        raise TypesetterMissing(f"{name} {found} is too old, {needed} is needed: {install}")
    return found


def find(names: tuple[str, ...], install: str) -> str:
    """The path of the first program of `names` found.

    Raises:
        TypesetterMissing: there is none of them.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    raise TypesetterMissing(f"{names[0]} is not installed: {install}")


def run(command: list[str], folder: Path, made: str, timeout_s: float = LIMIT_S) -> bytes:
    """Runs a program in `folder` and returns the bytes of the file `made` there.

    Raises:
        RuntimeError: it failed, took too long or made nothing; the end of its output is in the message.
    """
    env = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "FORCE_SOURCE_DATE": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{command[0]} took longer than {timeout_s:g} s") from error
    finally:
        _end_group(process)
    target = folder / made
    if process.returncode or not target.is_file():
        said = output.decode(errors="replace")[-800:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode} and no usable {made}: {said}")
    return target.read_bytes()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends what the program started and left behind (browsers and office suites have children)."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
