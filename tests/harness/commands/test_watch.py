"""``ats check --watch``: every save is checked, however an editor saves."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atsharness.commands._watch import PATIENCE, Seen, look, settled

LIMIT_S = 300
"""Longest wait for a line; a machine that is busy changes nothing but how long a test takes."""


class Watching:
    """A running ``ats check --watch`` and the lines that it prints."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "atsharness.cli", "check", *arguments, "--watch", "--no-ocr"],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self.process.stdout.close()
        self._lines.put(None)

    def until(self, word: str) -> str:
        """Everything up to the next line that holds a word."""
        said = ""
        while word not in said:
            line = self._lines.get(timeout=LIMIT_S)
            assert line is not None, f"ended before {word!r}: {said}"
            said += line
        return said

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT_S)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.kill()


@pytest.mark.slow
def test_every_way_to_save_is_noticed(
    watching: Callable[..., Watching], tmp_path: Path, demo: Path, rendered: Path
) -> None:
    bad = (demo / "resume.pdf").read_bytes()
    good = (rendered / "pdf" / "typst-single-column__junior.pdf").read_bytes()
    file, other = tmp_path / "resume.pdf", tmp_path / "other"
    file.write_bytes(bad)
    ats = watching("resume.pdf", "--report", "html=report.html")
    assert "FAIL  " in ats.until("Ctrl-C ends this")
    assert '<script data-seconds="2">' in (tmp_path / "report.html").read_text("utf-8")

    other.write_bytes(good)  # as editors do: written beside, then renamed
    other.replace(file)
    said = ats.until("Since the last check")
    assert "PASS  " in said
    assert "FAIL → PASS" in said
    assert "get everything now" in said
    assert "✓" in (tmp_path / "report.html").read_text("utf-8")

    file.write_bytes(bad[: len(bad) // 2])  # and nothing follows: half a file is an answer, not the end
    assert "PASS → unreadable" in ats.until("Since the last check")
    file.write_bytes(bad)
    assert "unreadable → FAIL" in ats.until("Since the last check")

    file.unlink()
    ats.until("resume.pdf is not there now; waiting for it")
    file.write_bytes(good)
    ats.until("PASS  ")

    assert ats.end() == 130
    assert list(ats.temporary.iterdir()) == []


def test_a_folder_and_a_source_are_watched_too(
    watching: Callable[..., Watching], tmp_path: Path, demo: Path, rendered: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "one.pdf").write_bytes((rendered / "pdf" / "typst-single-column__junior.pdf").read_bytes())
    posting = tmp_path / "posting.txt"
    posting.write_text("We need Python.")
    ats = watching("out", "--job", "posting.txt", "--paths", "pdfium,pypdf-plain", "--format", "concise")
    assert "out/one.pdf" in ats.until("Ctrl-C ends this")
    (folder / "two.pdf").write_bytes((demo / "resume.pdf").read_bytes())
    ats.until("out/two.pdf")
    posting.write_text("Nice people wanted.")
    ats.until("no keyword found")
    posting.write_text("We need Kubernetes.")
    ats.until("out/one.pdf")
    ats.until("out/two.pdf")
    assert ats.end() == 130


def test_a_report_of_one_check_does_not_load_itself_again(demo: Path, tmp_path: Path) -> None:
    from atsharness.cli import main

    main(["check", str(demo / "resume.pdf"), "--paths", "pdfium", "--report", f"html={tmp_path / 'r.html'}"])
    written = (tmp_path / "r.html").read_text("utf-8")
    assert 'http-equiv="refresh"' not in written
    assert "<script" not in written


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    from atsharness.cli import main

    assert main(["check", "-", "--watch"]) == 2
    assert "standard input cannot be watched" in capsys.readouterr().err


# --- when a file is whole --------------------------------------------------------------------------------


class Writer:
    """Writes the next part of a file whenever somebody waits a moment."""

    def __init__(self, file: Path, parts: list[bytes]) -> None:
        self.file, self.parts, self.moments = file, parts, 0

    def __call__(self, _seconds: float) -> None:
        self.moments += 1
        if self.parts:
            with self.file.open("ab") as stream:
                stream.write(self.parts.pop(0))


def _settled(file: Path, parts: list[bytes]) -> tuple[Seen, int]:
    writer = Writer(file, parts)
    seen = settled(lambda: look([str(file)], []), Seen({}, (), ()), writer)
    return seen, writer.moments


def test_a_whole_pdf_is_taken_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7 whole\n%%EOF\n")
    seen, moments = _settled(file, [])
    assert seen.files[str(file)].size == file.stat().st_size
    assert moments == 1


def test_a_pdf_is_waited_for_until_its_end_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    pause = [b""] * (PATIENCE // 2)  # longer than a moment: its writer was busy
    seen, _ = _settled(file, [b" one", *pause, b" two", *pause, b" three\n%%EOF\n"])
    assert seen.files[str(file)].size == len(b"%PDF-1.7 one two three\n%%EOF\n")


def test_what_never_ends_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    _, moments = _settled(file, [])
    assert moments == PATIENCE
    _, moments = _settled(file, [b"more"] * 10_000)
    assert PATIENCE < moments < 1000


def test_a_file_that_is_not_there_is_given_time(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    seen, _ = _settled(file, [b"", b"", b"%PDF-1.7\n%%EOF\n"])
    assert seen.absent == ()
    assert str(file) in seen.files
