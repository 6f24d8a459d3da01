"""``ats experiment templates`` from its command line: printed, read, compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from atsharness.cli import main
from atsharness_corpus.docx.writer import Docx, paragraph
from atsharness_corpus.templates import gallery, resume, word
from atsharness_corpus.templates.model import Workshop

PATHS = ("--paths", "docx2txt,python-docx-paragraphs,python-docx-tables", "-j", "1")


def run(*arguments: str | Path) -> int:
    return main(["experiment", "templates", *map(str, arguments)])


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word documents, printed and read. Tests do not change it."""
    folder = tmp_path_factory.mktemp("templates") / "out"
    assert run("-o", folder, "--only", "word-", *PATHS) == 0
    return folder


def evidence(folder: Path) -> dict[str, dict[str, object]]:
    lines = (folder / "evidence.jsonl").read_text().splitlines()
    return {one["id"]: one for one in map(json.loads, lines[1:])}


def test_constructions_of_word_cost_what_they_are_known_to_cost(output: Path) -> None:
    found = evidence(output)
    assert len(found) == 5
    header = found["word-header"]["readers"]
    assert set(header["python-docx-tables"]["lost"]) >= {"name", "e-mail", "phone"}
    assert header["docx2txt"]["right"]
    assert "lost" not in found["word-paragraphs"]["readers"]["python-docx-paragraphs"]
    assert "employer" in found["word-date-table"]["readers"]["python-docx-paragraphs"]["lost"]
    assert "e-mail" in found["word-text-box"]["readers"]["python-docx-tables"]["lost"]
    assert all(not one.get("left_out") for one in found.values())


def test_a_second_call_prints_and_reads_nothing(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(output, tmp_path / "copy")
    before = {file: file.stat().st_mtime_ns for file in (copy / "pdf").iterdir()}
    capsys.readouterr()
    assert run("-o", output, "--only", "word-", *PATHS) == 0
    said = capsys.readouterr()
    assert "printed" not in said.err
    assert {file: file.stat().st_mtime_ns for file in (copy / "pdf").iterdir()} == before
    assert (output / "evidence.jsonl").read_bytes() == (copy / "evidence.jsonl").read_bytes()
    assert (output / "index.html").read_bytes() == (copy / "index.html").read_bytes()
    assert "word-paragraphs" in said.out


def test_one_template_again_leaves_the_others_read(output: Path) -> None:
    def shards() -> dict[str, int]:
        return {file.name: file.stat().st_mtime_ns for file in (output / "run" / "shards").iterdir()}

    before, kept = shards(), (output / "evidence.jsonl").read_bytes()
    assert run("-o", output, "--only", "word-header@1", *PATHS) == 0
    assert list(evidence(output)) == ["word-header"]
    assert shards() == before
    assert run("-o", output, "--only", "word-", *PATHS) == 0
    assert shards() == before
    assert (output / "evidence.jsonl").read_bytes() == kept


def test_two_runs_are_the_same(output: Path, tmp_path: Path) -> None:
    assert run("-o", tmp_path / "two", "--only", "word-", *PATHS) == 0
    assert (tmp_path / "two" / "evidence.jsonl").read_bytes() == (output / "evidence.jsonl").read_bytes()


def test_the_page_and_the_evidence_are_written_where_asked(output: Path, tmp_path: Path) -> None:
    file = output / "evidence.jsonl"
    assert run("--from", file, "--keep", tmp_path / "e.jsonl", "--write", tmp_path / "t.md") == 0
    assert (tmp_path / "e.jsonl").read_bytes() == file.read_bytes()
    assert "| word-header | 1 |" in (tmp_path / "t.md").read_text()


@pytest.mark.slow
def test_a_theme_that_moves_shows_in_the_summary_of_two_runs(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def boxed(person: dict[str, Any]) -> Docx:
        document = word.CONSTRUCTIONS["text-box"](person)
        document.body.append(paragraph("Second edition"))
        return document

    monkeypatch.setattr(word, "CONSTRUCTIONS", {**word.CONSTRUCTIONS, "paragraphs": boxed})
    monkeypatch.setattr(word, "VERSION", "2")
    out = tmp_path / "two"
    shop = Workshop(cache=tmp_path, person=resume.PERSON)
    (out / "pdf").mkdir(parents=True)
    (out / "made").mkdir()
    for one in word.templates(shop):
        gallery.print_one(one, word.prepare(shop), gallery.key_of(one, word.prepare(shop), shop), out, shop)
    assert run("-o", out, "--only", "word-", *PATHS) == 0
    capsys.readouterr()
    assert main(["summary", str(output / "run"), str(out / "run")]) == 0
    said = capsys.readouterr().out
    assert "word-paragraphs.docx" in said
    assert "python-docx-tables" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "nonesuch"), "no template has 'nonesuch' in its name"),
        (("--only", "npm-even@9"), "npm-even is here at version 0.26.1, not 9"),
        (("--only", "word-header", "--paths", "nonesuch"), "unknown parser path"),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("-o", tmp_path / "out", *arguments) == 2
    error = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note: ")]
    assert len(error) == 1
    assert said in error[0]


def test_evidence_that_is_none_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.jsonl").write_text("{}")
    assert run("--from", tmp_path / "x.jsonl") == 2
    assert "is no evidence on templates" in capsys.readouterr().err
