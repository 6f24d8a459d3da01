"""A running ``ats serve``."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

LIMIT_S = 300.0
"""Longest wait for anything; a machine that is busy changes nothing but how long a test takes."""


class Server:
    """``ats serve`` in a process of its own, its temporary files in `temporary`."""

    def __init__(self, temporary: Path, *arguments: str) -> None:
        self.temporary = temporary
        temporary.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "atsharness.cli", "serve", "--no-ocr", *arguments],
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._addresses: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.token_address = self.next_address()
        self.address = self.token_address.partition("/?")[0]
        self.port = int(self.address.rpartition(":")[2])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://\S+", line):
                self._addresses.put(found[0])
        self.process.stdout.close()

    def next_address(self) -> str:
        """The address that opens the page, each once."""
        return self._addresses.get(timeout=LIMIT_S)

    @contextmanager
    def enter(self) -> Iterator[httpx.Client]:
        """A client that has opened the page."""
        headers = {"Origin": self.address}
        with httpx.Client(base_url=self.address, headers=headers, timeout=LIMIT_S) as client:
            answer = client.get(self.token_address)
            assert answer.status_code == 303, answer.text
            self.token_address = self.next_address()
            yield client

    def files(self) -> list[str]:
        """What it keeps of documents, relative to its private folder."""
        own = ("owner", "checker")
        return sorted(
            str(file.relative_to(folder))
            for folder in self.temporary.glob("ats-serve-*")
            for file in folder.rglob("*")
            if file.relative_to(folder).parts[0] not in own
        )

    def end(self, number: int = signal.SIGINT) -> int:
        """Ends it by a signal; its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(LIMIT_S)
        self._reader.join(LIMIT_S)
        return code


@contextmanager
def serving(temporary: Path, *arguments: str) -> Iterator[Server]:
    """A server that is killed at the end, unless it has ended."""
    server = Server(temporary, *arguments)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def until(found: Callable[[], object]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + LIMIT_S
    while not found():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def checked(client: httpx.Client) -> str:
    """The list, when nothing is busy any more."""
    pages = []

    def done() -> bool:
        pages.append(client.get("/").text)
        return "data-busy" not in pages[-1]

    until(done)
    return pages[-1]
