"""Runs of ``ats batch`` in processes of their own, and what is in their folders."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

PATHS = ("pdfium", "pypdf-plain")
"""Fast ones: what is tested is what happens around them."""
OPTIONS = ("--paths", ",".join(PATHS), "--ocr", "never")


def start(
    documents: Path | str, run: Path | str, *options: str, environ: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    """Begins a run."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "atsharness.cli", "batch", str(documents), "-o", str(run), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **(environ or {})},
    )


def batch(
    documents: Path | str, run: Path | str, *options: str, environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A run to its end."""
    process = start(documents, run, *options, environ=environ)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def shards(run: Path) -> dict[str, bytes]:
    """The files of rows, as they are."""
    return {file.name: file.read_bytes() for file in sorted((run / "shards").iterdir())}


def rows(run: Path) -> list[dict[str, Any]]:
    """All rows, in the order of the files."""
    return [
        json.loads(line)
        for file in sorted((run / "shards").glob("*.jsonl.gz"))
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]


def journal_lines(run: Path) -> int:
    """How far a run is: lines of journals, and those of shards that are done."""
    lines = 0
    for folder in ("shards", "times"):
        for file in sorted((run / folder).glob("*.jsonl")):
            with suppress(FileNotFoundError):
                lines += file.read_bytes().count(b"\n")
    return lines


def until(happened: Callable[[], bool], process: subprocess.Popen[str]) -> bool:
    """Waits for something, or for the end of the process; whether it happened."""
    while process.poll() is None:
        if happened():
            return True
        time.sleep(0.002)
    return False


def kill_at(process: subprocess.Popen[str], run: Path, lines: int) -> bool:
    """Kills a run's parent, and it alone, when it is so far; whether it was still there."""
    reached = until(lambda: journal_lines(run) >= lines, process)
    if reached:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return reached


def descendants(pid: int) -> list[int]:
    """Processes that a process and its threads have started, and theirs."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for one in (task / "children").read_text().split():
                    found += [int(one), *descendants(int(one))]
    return found
