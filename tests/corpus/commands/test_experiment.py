"""``ats experiment`` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness_corpus.experiment import build
from atsharness_corpus.experiment import evidence as kept

SMALL = ["--faults", "columns,bullets", "--typesetters", "typst", "--seeds", "1-2", "-j", "1"]
PATHS = ["--paths", "pdfium,pypdf-plain"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("experiment") / "run"
    assert main(["experiment", "-o", str(place), *SMALL, *PATHS]) == ExitCode.OK
    return place


@pytest.mark.slow
def test_a_second_call_builds_and_reads_nothing_and_says_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "evidence.jsonl").read_bytes()
    shards = {file: file.stat().st_mtime_ns for file in (folder / "run/shards").iterdir()}
    assert main(["experiment", "-o", str(folder), *SMALL, *PATHS]) == ExitCode.OK
    said = capsys.readouterr().err
    assert "0 files built, 8 were there" in said
    assert "0 files read" in said
    assert (folder / "evidence.jsonl").read_bytes() == before
    assert {file: file.stat().st_mtime_ns for file in (folder / "run/shards").iterdir()} == shards


@pytest.mark.slow
def test_another_folder_has_the_same_evidence(folder: Path, tmp_path: Path) -> None:
    assert main(["experiment", "-o", str(tmp_path / "other"), *SMALL, *PATHS]) == ExitCode.OK
    assert (tmp_path / "other/evidence.jsonl").read_bytes() == (folder / "evidence.jsonl").read_bytes()


def test_its_page_needs_nothing_else_and_its_table_fits(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (folder / "index.html").read_text("utf-8")
    assert "default-src" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "columns" in page
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["experiment", "--evidence", str(folder / "evidence.jsonl")]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "columns" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.slow
def test_another_call_adds_to_the_folder(folder: Path, tmp_path: Path) -> None:
    import shutil

    place = tmp_path / "run"
    shutil.copytree(folder, place)
    call = ["experiment", "-o", str(place), "--faults", "bullets", "--typesetters", "typst", "--seeds", "3"]
    assert main([*call, "-j", "1", *PATHS]) == ExitCode.OK
    line = kept.load(place / "evidence.jsonl").line("bullets", "typst")
    other = kept.load(place / "evidence.jsonl").line("columns", "typst")
    assert line is not None
    assert other is not None
    assert (len(line.people), len(other.people)) == (3, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--faults", "colums"], "no such fault or choice: colums; known: accent-overlay"),
        (["--typesetters", "word"], "no such typesetter: word; known: chromium, docx"),
        (["--seeds", "5-1"], "'5-1' is not a range of seeds"),
        (["--seeds", "0-1", "--faults", "bullets", "--typesetters", "typst"], "seeds count from 1"),
        (["--faults", "old-encoding", "--typesetters", "typst"], "nothing to measure"),
        (["--evidence", "nothing.jsonl"], "nothing.jsonl: no evidence of ats experiment"),
        (["--paths", "pdfum", *SMALL], "unknown parser path 'pdfum'"),
    ],
)
def test_bad_input_is_said_in_a_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["experiment", "-o", str(tmp_path / "run"), *arguments]) == ExitCode.USAGE
    err = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note: ")]
    assert len(err) == 1
    assert said in err[0]


@pytest.mark.parametrize("place", ["taken", "taken/below"])
def test_an_output_folder_that_is_a_file_is_said_in_a_line(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("x")
    assert main(["experiment", "-o", str(tmp_path / place), *SMALL]) == ExitCode.USAGE
    assert "cannot be written to" in capsys.readouterr().err


def test_other_paths_are_refused_in_a_folder_that_was_read_with_some(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["experiment", "-o", str(folder), *SMALL, "--paths", "pdfium"]) == ExitCode.USAGE
    assert "other settings (paths)" in capsys.readouterr().err


def test_a_typesetter_that_is_missing_is_said_and_the_rest_is_measured(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = {**build.all_forms(), "xelatex": "xelatex is not installed: apt install texlive-xetex"}
    monkeypatch.setattr(build, "all_forms", lambda: forms)
    call = ["experiment", "-o", str(tmp_path / "run"), "--faults", "bullets", "--seeds", "1", "-j", "1"]
    assert main([*call, "--typesetters", "typst,xelatex", *PATHS]) == ExitCode.OK
    assert "not made: xelatex (xelatex is not installed" in capsys.readouterr().out
    found = kept.load(tmp_path / "run/evidence.jsonl")
    assert found.skipped == {"xelatex": "xelatex is not installed: apt install texlive-xetex"}
    assert {line.typesetter for line in found.lines} == {"typst"}
