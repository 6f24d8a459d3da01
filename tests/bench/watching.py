"""Save to new verdict under ``ats check --watch``, against a fresh ``ats check`` of the same file."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

RENDERED = Path(__file__).resolve().parents[2] / "corpus" / "rendered" / "pdf"
PAGES = ("typst-single-column__dense", "typst-single-column__junior")
"""Saved in turn, so that each save brings a new file."""
ATS = Path(sys.executable).parent / "ats"
LIMIT = 0.7
FEWEST = 10
"""Saves that the median is taken of."""


@contextmanager
def _watching(file: Path) -> Iterator[IO[str]]:
    """The lines that a running watch prints."""
    process = subprocess.Popen(
        [ATS, "check", file, "--watch", "--no-ocr"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout
    finally:
        process.terminate()
        process.communicate()


def _until(lines: IO[str], word: str) -> None:
    while word not in lines.readline():
        pass


def watch(n: int) -> dict[str, object]:
    """The row: from the rename that saves to the last line of the answer; and the whole fresh process."""
    n = max(n, FEWEST)
    contents = [(RENDERED / f"{name}.pdf").read_bytes() for name in PAGES]
    pairs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        file, beside = Path(folder) / "resume.pdf", Path(folder) / "beside"
        file.write_bytes(contents[-1])
        with _watching(file) as lines:
            _until(lines, "readers get")
            for number in range(n + 1):
                beside.write_bytes(contents[number % len(contents)])
                start = time.perf_counter()
                beside.replace(file)
                _until(lines, "Since the last check")
                warm = time.perf_counter() - start
                start = time.perf_counter()
                command = [ATS, "check", file, "--no-ocr", "--fail-on", "never"]
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
                pairs.append((warm, time.perf_counter() - start))
    del pairs[0]  # the watch may still have been setting itself up
    return {
        "name": "save to new verdict, ats check --watch --no-ocr",
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "limit": LIMIT,
        "goal": LIMIT,
        "n": n,
        "peer": "ats check --no-ocr, a fresh process",
        "ours_s": round(statistics.median(a for a, _ in pairs), 3),
        "peer_s": round(statistics.median(b for _, b in pairs), 3),
    }
