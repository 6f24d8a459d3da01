"""Nothing stays behind: no process, no file, no name of a temporary folder, however a run ends."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from atsharness import dispatch, registry
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness.workers import folders

SUPPORT = Path(__file__).resolve().parents[2] / "support"

forked = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")


def becomes(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 300
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def mock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SUPPORT)
    points = [("mock_path:PARSER", importlib.import_module("mock_path").PARSER)]
    monkeypatch.setattr(registry, "_entry_points", lambda group: points * (group == "atsharness.parsers"))


def document(demo: Path, tmp_path: Path, action: str) -> str:
    file = tmp_path / f"{action}.pdf"
    file.write_bytes((demo / "resume.pdf").read_bytes() + f"\n%MOCK {action}\n".encode())
    return str(file)


def test_a_copy_that_does_not_fit_makes_room_for_the_next(
    demo: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """A disk that is full after a few bytes."""

        def __init__(self, name: str) -> None:
            self._file = open(name, "wb")  # noqa: SIM115

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            self._file.write(data[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opened(name: str, mode: str) -> Any:
        return Full(name) if name.endswith("/0/document") else open(name, mode)

    monkeypatch.setattr(dispatch, "open", opened, raising=False)
    files = [str(demo / "resume.pdf")] * 2
    with Session(Settings(paths=("pdfium",), ocr=False)) as session:
        results = []
        for item in session.check(files, analyse=False):
            assert not list(temporary.glob("ats-*/0"))
            results.append(item.result)
    assert [result.document.status for result in results] == ["unreadable", "ok"]
    assert results[0].document.reason == "no temporary copy could be written: No space left on device"
    assert list(temporary.iterdir()) == []


def test_folders_of_dead_runs_are_swept_and_no_others(temporary: Path) -> None:
    code = (
        "import os; from atsharness.workers import folders; print(folders.make()[0], flush=True); os._exit(0)"
    )
    dead = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert Path(dead).parent == temporary
    assert (Path(dead) / folders.LOCK).exists()
    for other in ("ats-of-somebody", "other"):
        (temporary / other).mkdir()
    (temporary / "ats-link").symlink_to(dead)
    alive, lock = folders.make()
    try:
        folders.sweep()
        left = {entry.name for entry in temporary.iterdir()}
        assert left == {Path(alive).name, "ats-of-somebody", "ats-link", "other"}
        with Session(Settings()):
            assert Path(alive).exists(), "a run sweeps no other that lives"
    finally:
        if lock is not None:
            os.close(lock)
    with Session(Settings()):
        assert not Path(alive).exists(), "a run sweeps at its start"


@forked
def test_tasks_of_a_refused_file_end_at_once(demo: Path, tmp_path: Path, mock: None) -> None:
    """The path would hang for hours; that the file has too many pages is known in a moment."""
    file = document(demo, tmp_path, "hang")
    settings = Settings(paths=("mock",), ocr=False, deadline_s=10_000.0, max_pages=1, jobs=2)
    from atsharness import intake

    with pytest.MonkeyPatch.context() as patch, Session(settings) as session:
        admitted = intake.admit
        patch.setattr(
            intake,
            "admit",
            lambda document, inspection, settings: admitted(document, _long(inspection), settings),
        )
        (item,) = session.check([file], analyse=False)
        assert session._dispatch._supervisor.busy() == []
        assert session._dispatch._supervisor.next() is None
    assert item.result.document.status == "unreadable"
    assert "more than 1" in (item.result.document.reason or "")


def _long(inspection: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(inspection, page_count=7)


@forked
@pytest.mark.parametrize("action", ["raise_path", "abort_path"])
def test_no_result_names_a_temporary_folder(
    demo: Path, tmp_path: Path, temporary: Path, mock: None, action: str
) -> None:
    with Session(Settings(paths=("mock",), ocr=False)) as session:
        (item,) = session.check([document(demo, tmp_path, action)], analyse=False)
    (row,) = item.result.extractions
    assert row.status == ("failed" if action == "raise_path" else "killed")
    assert row.detail is not None
    assert "…/mock/page.pgm" in row.detail
    assert str(temporary) not in row.detail


MAIN = """
import importlib, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
sys.path.insert(0, sys.argv[1])
from atsharness import registry
from atsharness.session import Session
from atsharness.settings import Settings
points = [("mock_path:PARSER", importlib.import_module("mock_path").PARSER)]
registry._entry_points = lambda group: points * (group == "atsharness.parsers")
with Session(Settings(paths=("mock",), ocr=False, deadline_s=10_000.0)) as session:
    list(session.check([sys.argv[2]] * 2, analyse=False))
"""


def descendants(pid: int) -> set[int]:
    found = set()
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return found
    for child in map(int, children):
        found |= {child, *descendants(child)}
    return found


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"Z"
    except OSError:
        return True


@forked
@pytest.mark.parametrize(
    "signals", [[signal.SIGKILL], [signal.SIGTERM], [signal.SIGINT], [signal.SIGINT] * 2]
)
def test_neither_processes_nor_files_stay_behind(
    demo: Path, tmp_path: Path, temporary: Path, signals: list[signal.Signals]
) -> None:
    """The template, two workers and their children that ignore SIGTERM, and the copies."""
    file = document(demo, tmp_path, "grandchild")
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, str(SUPPORT), file],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert becomes(lambda: len(descendants(process.pid)) >= 1 + 2 + 2 or process.poll() is not None)
        pids = descendants(process.pid)
        assert process.poll() is None
        assert len(list(temporary.glob("ats-*/*/document"))) == 2
        for number in signals:
            os.killpg(process.pid, number)
        process.wait()
    assert becomes(lambda: all(map(is_gone, pids)))
    assert becomes(lambda: list(temporary.iterdir()) == [])
