"""Limits that the machine or its user sets: a result where there can be one, else one line (exit code 2)."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from atsharness_corpus.hostile.pdfbytes import SENTENCE, page_objects, pdf, stream

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shells of other systems differ")

TEXT_PATHS = ["--paths", "pdfium,mupdf,pypdf", "--format", "json", "--fail-on", "never"]


def check(limit: str, *files: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """``ats check`` below a limit of the shell."""
    command = [sys.executable, "-m", "atsharness.cli", "check", *map(str, files), *TEXT_PATHS]
    script = f"{limit} && exec {shlex.join(command)}"
    return subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, check=False, env={**os.environ, **environ}
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.pdf"
    file.write_bytes(pdf(page_objects(SENTENCE)))
    return file


def statuses(done: subprocess.CompletedProcess[str]) -> list[tuple[str, set[str]]]:
    return [
        (item["document"]["status"], {one["status"] for one in item["extractions"]})
        for item in json.loads(done.stdout)["documents"]
    ]


@pytest.mark.parametrize("limit", ["ulimit -n 12", "ulimit -v 1000000"])
def test_a_tight_limit_costs_nothing(limit: str, small: Path) -> None:
    done = check(limit, small)
    assert statuses(done) == [("ok", {"ok"})]
    assert done.stderr == ""


def test_too_few_open_files_are_one_line(small: Path) -> None:
    done = check("ulimit -n 7", small)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ats: too many open files (see ulimit -n)\n"


def test_a_file_that_does_not_fit_leaves_its_neighbours_room(small: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(pdf(page_objects(SENTENCE, more={6: stream(b"x" * 600_000)})))
    done = check("ulimit -f 800", large, small, TMPDIR=str(tmp_path))  # blocks of 512 bytes
    assert statuses(done) == [("unreadable", set()), ("ok", {"ok"})]
    assert "no temporary copy could be written: File too large" in done.stdout
    assert sorted(file.name for file in tmp_path.iterdir()) == ["large.pdf", "small.pdf"]


def test_a_folder_for_temporary_files_that_is_not_there_is_passed_over(small: Path, tmp_path: Path) -> None:
    assert statuses(check("true", small, TMPDIR=str(tmp_path / "nowhere"))) == [("ok", {"ok"})]
