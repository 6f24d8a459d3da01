"""A parser path that does what a comment in the document tells it: ``%MOCK hang``.

`read` stands for an engine that meets a hostile file: it hangs, holds the GIL, crashes, eats memory, floods.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions

TEXT = "Jane Example\nBack-end developer\n"


def probe(options: ReadOptions) -> str:
    return "0"


def read(data: bytes, options: ReadOptions) -> Reading:
    match = re.search(rb"%MOCK (\w+)", data)
    action = match[1].decode() if match else "echo"
    return Reading(text=_ACTIONS[action](options) or TEXT)


def _hang(options: ReadOptions) -> None:
    while True:
        time.sleep(1)


def _gil(options: ReadOptions) -> None:
    re.match("(a+)+$", "a" * 40 + "b")


def _segv(options: ReadOptions) -> None:
    ctypes.string_at(0)


def _bomb(options: ReadOptions) -> None:
    hoard = []
    while True:
        hoard.append(bytes(50_000_000))  # zeros, so no page is touched: quick


def _raise(options: ReadOptions) -> None:
    raise ValueError("bad xref\nsecond line")


def _raise_path(options: ReadOptions) -> None:
    raise OSError(f"cannot read {options.work_dir}/page.pgm")


def _abort_path(options: ReadOptions) -> None:
    os.write(2, f"cannot read {options.work_dir}/page.pgm\n".encode())
    os.abort()


def _exit(options: ReadOptions) -> None:
    os._exit(3)


def _sysexit(options: ReadOptions) -> None:
    sys.exit("over")


def _flood(options: ReadOptions) -> str:
    return "x " * 600_000


def _flood_stderr(options: ReadOptions) -> None:
    for _ in range(200):
        os.write(2, b"warning " * 5000)


def _grandchild(options: ReadOptions) -> None:
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
        os._exit(0)
    _hang(options)


def _surrogates(options: ReadOptions) -> str:
    return "Jane \ud835 Example \udc00"


def _escape_codes(options: ReadOptions) -> str:
    return "Jane\x1b[2J \x9b31m\u202eelpmaxE\x07"


def _blank(options: ReadOptions) -> str:
    return " \n\x0c "


_ACTIONS = {
    "echo": lambda options: TEXT,
    "hang": _hang,
    "gil": _gil,
    "segv": _segv,
    "bomb": _bomb,
    "raise": _raise,
    "raise_path": _raise_path,
    "abort_path": _abort_path,
    "exit": _exit,
    "sysexit": _sysexit,
    "flood": _flood,
    "flood_stderr": _flood_stderr,
    "grandchild": _grandchild,
    "surrogates": _surrogates,
    "escape_codes": _escape_codes,
    "blank": _blank,
}


def _missing(options: ReadOptions) -> str:
    raise PathUnavailable("pip install mock-engine")


def _path(path_id: str, probe_with: object) -> ParserPath:
    return ParserPath(
        id=path_id,
        family="mock",
        title="a scripted engine",
        accepts=("application/pdf",),
        install="pip install mock-engine",
        probe=probe_with,  # type: ignore[arg-type]
        read=read,
    )


PARSER = _path("mock", probe)
MISSING = _path("mock-missing", _missing)
