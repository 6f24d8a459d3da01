"""What may go wrong around a run: one line that says so, nothing lost, and the same command goes on."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import batching
import pytest
from batch_documents import few_documents

from atsharness.cli import main

OPTIONS = (*batching.OPTIONS, "-j", "1", "--shard-size", "4")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small documents."""
    return few_documents(tmp_path_factory.mktemp("few") / "in", 4)


@pytest.fixture(scope="module")
def whole(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over them. Tests only read it."""
    run = tmp_path_factory.mktemp("whole") / "run"
    done = batching.batch(few, run, *OPTIONS)
    assert done.returncode == 0, done.stderr
    return run


def copied(run: Path, to: Path) -> Path:
    """A copy of a run with its times of change."""
    import shutil

    return Path(shutil.copytree(run, to))


def says(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a command refuses with."""
    assert main(["batch", *map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("ats: ")
    assert err.count("\n") == 1
    return err


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a shell")
@pytest.mark.slow
def test_a_full_disk_is_one_line_and_the_run_goes_on(few: Path, whole: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    code = "from atsharness.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", code, "batch", str(few), "-o", str(run), *OPTIONS]
    limit = 20  # blocks of 512 bytes: less than the journal, more than each document
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f {limit} && exec {shlex.join(command)}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    goes_on = "what is done is kept: run the same command again to go on"
    assert done.stderr == f"ats: cannot write {run}: file too large; {goes_on}\n"
    journal = run / "shards" / "00000.jsonl"
    assert 0 < journal.stat().st_size <= limit * 512
    done = batching.batch(few, run, *OPTIONS)
    assert done.returncode == 0, done.stderr
    read_now = int(done.stdout.split("·")[1].split()[0])
    assert 0 < read_now < 4
    assert batching.shards(run) == batching.shards(whole)


def test_a_folder_that_takes_nothing_is_one_line(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    below_a_file = tmp_path / "file"
    below_a_file.write_text("")
    assert "not a directory" in says(capsys, few, "-o", below_a_file / "run", *OPTIONS).lower()
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    sealed = tmp_path / "sealed"
    sealed.mkdir(mode=0o500)
    assert "permission denied" in says(capsys, few, "-o", sealed / "run", *OPTIONS)


def test_a_folder_of_something_else_is_left_alone(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.tex").write_text("")
    assert "is not empty and no run of ats batch" in says(capsys, few, "-o", tmp_path, *OPTIONS)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.slow
def test_documents_that_are_out_of_reach_are_no_result(few: Path, whole: Path, tmp_path: Path) -> None:
    """The folder is taken away while it is read, as a disk or a share may be."""
    moved, away = tmp_path / "in", tmp_path / "away"
    moved.mkdir()
    for file in few.iterdir():
        os.link(file, moved / file.name)
    run = tmp_path / "run"
    process = batching.start(moved, run, *OPTIONS)
    assert batching.until(lambda: batching.journal_lines(run) >= 3, process)
    moved.rename(away)
    _, err = process.communicate()
    assert process.returncode == 2
    assert err == f"ats: {moved} is not there any more; run the same command again when it is back\n"
    done = batching.batch(moved, run, *OPTIONS)
    assert (done.returncode, done.stderr) == (2, f"ats: {moved}: no such file\n")
    moved.mkdir()
    done = batching.batch(moved, run, *OPTIONS)
    assert done.returncode == 2
    assert "in this folder" in done.stderr
    moved.rmdir()
    away.rename(moved)
    done = batching.batch(moved, run, *OPTIONS)
    assert done.returncode == 0, done.stderr
    assert batching.shards(run) == batching.shards(whole)


@pytest.mark.slow
def test_two_processes_on_one_run_are_one_line(few: Path, whole: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = batching.start(few, run, *OPTIONS)
    assert batching.until(lambda: batching.journal_lines(run) >= 2, process)
    done = batching.batch(few, run, *OPTIONS)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ats: another process works on {run}: wait for it, or name another\n"
    process.communicate()
    assert process.returncode == 0
    assert batching.shards(run) == batching.shards(whole)


def test_a_run_of_a_newer_version_is_one_line(
    few: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = copied(whole, tmp_path / "run")
    info = json.loads((run / "run.json").read_text())
    (run / "run.json").write_text(json.dumps({**info, "format": 2, "tool": "9.0"}))
    assert "a run of a newer ats (9.0)" in says(capsys, few, "-o", run, *OPTIONS)
    (run / "run.json").write_text("{}")
    assert "run.json is not as ats wrote it" in says(capsys, few, "-o", run, *OPTIONS)


@pytest.mark.slow
def test_a_torn_shard_and_a_torn_journal_are_made_anew(few: Path, whole: Path, tmp_path: Path) -> None:
    run = copied(whole, tmp_path / "run")
    shard = run / "shards" / "00000.jsonl.gz"
    shard.write_bytes(shard.read_bytes()[:-30])
    done = batching.batch(few, run, *OPTIONS)
    assert "4 read now" in done.stdout, done.stderr
    assert batching.shards(run) == batching.shards(whole)

    half = tmp_path / "half"
    process = batching.start(few, half, *OPTIONS)
    assert batching.kill_at(process, half, 6)
    journal = half / "shards" / "00000.jsonl"
    journal.write_bytes(journal.read_bytes().rstrip(b"\n")[:-7])
    done = batching.batch(few, half, *OPTIONS)
    assert done.returncode == 0, done.stderr
    assert batching.shards(half) == batching.shards(whole)


@pytest.mark.slow
def test_a_document_named_twice_is_read_once(few: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{few}/0.pdf\n{few}/1.pdf\n{few}/../in/0.pdf\n{few}/gone.pdf\n")
    done = batching.batch(listed, tmp_path / "run", *OPTIONS)
    assert done.returncode == 0
    assert done.stderr == f"note: 1 named more than once are read once ({few}/../in/0.pdf)\n"
    assert [(row["name"], row["status"]) for row in batching.rows(tmp_path / "run")] == [
        (f"{few}/0.pdf", "ok"),
        (f"{few}/1.pdf", "ok"),
        (f"{few}/gone.pdf", "unreadable"),
    ]


@pytest.mark.slow
def test_other_settings_or_versions_are_one_line_and_again_reads_all(
    few: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = copied(whole, tmp_path / "run")
    assert "made with other settings (paths)" in says(capsys, few, "-o", run, *OPTIONS, "--paths", "pdfium")
    assert "made with other settings (keep_text)" in says(capsys, few, "-o", run, *OPTIONS, "--keep-text")
    assert "shards of 4 documents" in says(capsys, few, "-o", run, *OPTIONS, "--shard-size", "2")
    info = json.loads((run / "run.json").read_text())
    older = {**info, "packages": {**info["packages"], "pypdf": "6.0"}}
    (run / "run.json").write_text(json.dumps(older))
    assert "made with other versions (pypdf)" in says(capsys, few, "-o", run, *OPTIONS)
    assert batching.shards(run) == batching.shards(whole)
    done = batching.batch(few, run, *OPTIONS, "--again")
    assert "4 read now" in done.stdout, done.stderr
    assert batching.shards(run) == batching.shards(whole)


def test_an_engine_that_changes_under_way_is_one_line(few: Path, whole: Path, tmp_path: Path) -> None:
    """A program has no package whose version could be looked up: its own word counts."""
    run = copied(whole, tmp_path / "run")
    info = json.loads((run / "run.json").read_text())
    (run / "run.json").write_text(json.dumps({**info, "versions": {**info["versions"], "pdfium": "1"}}))
    (run / "shards" / "00000.jsonl.gz").unlink()
    done = batching.batch(few, run, *OPTIONS)
    assert done.returncode == 2
    assert done.stderr.startswith("ats: pdfium was 1 in this run and is ")
    assert done.stderr.count("\n") == 1


def test_what_makes_no_sense_is_one_line(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    assert "exclude each other" in says(capsys, few, "-o", run, "--keep-text", "--anonymise")
    assert "unknown parser path" in says(capsys, few, "-o", run, "--paths", "nonesuch")
    assert "there is no rule" in says(capsys, few, "-o", run, "--select", "nonesuch")
    assert "no labels in" in says(capsys, few, "-o", run, "--labels", tmp_path)
    (tmp_path / "empty.csv").write_text("path\n")
    assert "names no document" in says(capsys, tmp_path / "empty.csv", "-o", run)
    (tmp_path / "table.csv").write_text("name\nx\n")
    assert "no column 'path'" in says(capsys, tmp_path / "table.csv", "-o", run)
    (tmp_path / "list.jsonl").write_text('{"file": "x.pdf"}\n')
    assert "line 1: needs" in says(capsys, tmp_path / "list.jsonl", "-o", run)
