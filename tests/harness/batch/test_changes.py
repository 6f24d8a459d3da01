"""A run once more: what has not changed is not read, what has changed is."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import batching
import pytest
from batch_documents import small_pdf
from serving import until

from atsharness.cli import main
from atsharness.workers import folders

OPTIONS = (*batching.OPTIONS, "-j", "1", "--shard-size", "2")


def read_now(documents: Path, run: Path, *options: str) -> int:
    """Runs once more; how many documents were read."""
    done = batching.batch(documents, run, *OPTIONS, *options)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split("·")[1].split()[0])


def by_name(run: Path) -> dict[str, dict[str, object]]:
    """Rows without their numbers, which tell when a document came to the run."""
    found = {row["name"]: {**row, "number": 0} for row in batching.rows(run)}
    assert len(found) == len(batching.rows(run))
    return found


@pytest.mark.slow
def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    folder, run = tmp_path / "in", tmp_path / "run"
    folder.mkdir()
    for name in "bdfh":
        small_pdf(folder / f"{name}.pdf", name)
    assert read_now(folder, run) == 4
    first = batching.shards(run)
    assert read_now(folder, run) == 0
    assert batching.shards(run) == first

    for file in folder.iterdir():  # copied anew, as a download is: its content tells
        os.utime(file, (1, 1))
    assert read_now(folder, run) == 0
    assert batching.shards(run) == first
    untouched = (run / "shards" / "00000.jsonl.gz").stat().st_mtime_ns

    small_pdf(folder / "h.pdf", "other")
    small_pdf(folder / "a.pdf", "new")
    (folder / "f.pdf").unlink()
    done = batching.batch(folder, run, *OPTIONS)
    assert "note: documents since the last time: 1 new, 1 gone" in done.stderr
    assert "4 documents: ok 4 · 2 read now" in done.stdout
    assert (run / "shards" / "00000.jsonl.gz").stat().st_mtime_ns == untouched
    assert read_now(folder, tmp_path / "fresh") == 4
    assert by_name(run) == by_name(tmp_path / "fresh")

    for name in "ah":
        (folder / f"{name}.pdf").unlink()
    assert read_now(folder, run) == 0
    assert list(by_name(run)) == ["b.pdf", "d.pdf"]
    assert [file.name for file in (run / "times").iterdir()] == ["00000.jsonl"]


def test_labels_are_carried_and_changing_them_reads_nothing(rendered: Path, tmp_path: Path) -> None:
    folder, run = tmp_path / "in", tmp_path / "run"
    folder.mkdir()
    name = "reportlab-single-column__font-not-embedded__1.pdf"
    shutil.copy(rendered / "pdf" / name, folder)
    small_pdf(folder / "own.pdf", "Jane")
    done = batching.batch(folder, run, *OPTIONS, "--labels", str(rendered))
    assert "note: 1 of 2 documents have no labels" in done.stderr
    labels = {row["name"]: row["labels"] for row in batching.rows(run)}
    assert labels["own.pdf"] == {}
    assert labels[name]["layout"] == "reportlab/single-column"
    assert "font-not-embedded" in labels[name]["faults"]

    table = tmp_path / "labels.csv"
    table.write_text(f"path,school,year\n{name},École,1999\nown.pdf,,2001\n", "utf-8")
    assert read_now(folder, run, "--labels", str(table)) == 0
    labels = {row["name"]: row["labels"] for row in batching.rows(run)}
    assert labels == {name: {"school": "École", "year": "1999"}, "own.pdf": {"year": "2001"}}


def test_a_list_may_carry_labels(tmp_path: Path) -> None:
    small_pdf(tmp_path / "own.pdf", "Jane")
    listed = tmp_path / "list.jsonl"
    said = {"path": "own.pdf", "template": "a", "labels": {"year": 2001, "tags": ["x", "y"]}}
    listed.write_text(json.dumps(said) + "\n")
    assert read_now(listed, tmp_path / "run") == 1
    (row,) = batching.rows(tmp_path / "run")
    assert row["labels"] == {"template": "a", "year": 2001, "tags": ["x", "y"]}


def everything(run: Path) -> str:
    """All that the files of a run say, and their names."""
    import gzip

    said = []
    for file in sorted(run.rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            said.append(file.name + (gzip.decompress(data) if file.suffix == ".gz" else data).decode())
    return "\n".join(said)


def test_texts_and_names_are_kept_only_where_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "applicants"
    folder.mkdir()
    small_pdf(folder / "jane-doe.pdf", "Jane")
    table = tmp_path / "labels.csv"
    table.write_text("path,school\njane-doe.pdf,Hogwarts\n")
    plain, kept, hidden = (tmp_path / name for name in ("plain", "kept", "hidden"))
    labels = ("--labels", str(table))
    assert read_now(folder, plain, *labels) == 1
    assert read_now(folder, kept, *labels, "--keep-text") == 1
    assert read_now(folder, hidden, *labels, "--anonymise") == 1
    assert "jane@example.com" not in everything(plain)
    assert "Example" not in everything(plain)
    assert "jane-doe.pdf" in everything(plain)
    assert "jane@example.com" in everything(kept)
    for word in ("jane", "Jane", "Example", "applicants", "Hogwarts"):
        assert word not in everything(hidden)
    before = batching.shards(hidden)
    assert read_now(folder, hidden, *labels, "--anonymise") == 0
    assert batching.shards(hidden) == before


@pytest.mark.slow
def test_ocr_reads_what_cannot_be_read_without(scan: Path, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(scan, folder / "scan.pdf")
    shutil.copy(demo / "resume.pdf", folder / "text.pdf")
    options = ("--paths", "pdfium,pypdf-plain,tesseract", "-j", "1", "--shard-size", "2")
    done = batching.batch(folder, tmp_path / "auto", *options)
    assert done.returncode == 0, done.stderr
    done = batching.batch(folder, tmp_path / "always", *options, "--ocr", "always")
    assert done.returncode == 0, done.stderr
    auto = {row["name"]: row for row in batching.rows(tmp_path / "auto")}
    always = {row["name"]: row for row in batching.rows(tmp_path / "always")}
    assert auto["scan.pdf"] == always["scan.pdf"]
    status = {
        name: {item["path"]: item["status"] for item in row["extractions"]} for name, row in auto.items()
    }
    assert status["scan.pdf"] == {"pdfium": "empty", "pypdf-plain": "empty", "tesseract": "ok"}
    assert status["text.pdf"] == {"pdfium": "ok", "pypdf-plain": "ok", "tesseract": "not_read"}
    assert {item["status"] for item in always["text.pdf"]["extractions"]} == {"ok"}


@pytest.mark.slow
def test_nothing_is_left_open_or_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by a run, nor by an anonymous one, nor by one that was killed and went on."""
    folder, temporary = tmp_path / "in", tmp_path / "tmp"
    folder.mkdir()
    temporary.mkdir()
    small_pdf(folder / "a.pdf", "Jane")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    before = open_files()
    for name, options in (("plain", ()), ("hidden", ("--anonymise",))):
        assert main(["batch", str(folder), "-o", str(tmp_path / name), *OPTIONS, *options]) == 0
        assert list(temporary.iterdir()) == []
        assert open_files() == before
    killed = tmp_path / "killed"
    process = batching.start(folder, killed, *OPTIONS, "--anonymise")
    assert batching.kill_at(process, killed, 2)
    assert main(["batch", str(folder), "-o", str(killed), *OPTIONS, "--anonymise"]) == 0
    assert open_files() == before
    until(lambda: swept(temporary))


def swept(temporary: Path) -> bool:
    """Whether nothing is left once folders of the dead are removed, as each run does; some die slowly."""
    folders.sweep()
    return list(temporary.iterdir()) == []


def open_files() -> list[str]:
    """What this process has open, where the system tells."""
    place = Path("/proc/self/fd")
    if not place.is_dir():
        return []
    return sorted(os.readlink(one) for one in place.iterdir() if one.exists())
