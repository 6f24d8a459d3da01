"""``ats summary`` and ``ats export``: what is printed, written, and said where something is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from runs import document, measures, path, violation, write_run

from atsharness.cli import main
from atsharness.errors import ExitCode


@pytest.fixture
def run(tmp_path: Path) -> Path:
    rows = [
        document(
            number,
            path("pdfium", made=measures(lost=100 * (number % 2))),
            path("pypdf-plain"),
            layout="columns" if number % 2 else "single",
            findings=(violation("ATS201"),) if number % 2 else (),
        )
        for number in range(10)
    ]
    return write_run(tmp_path / "run", rows, missing=["gone.pdf"])


def test_a_run_is_summed_up_and_its_page_written(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(run)]) == ExitCode.OK
    said = capsys.readouterr()
    assert "11 documents in the manifest: 10 done" in said.out
    assert "missing: gone.pdf" in said.out
    assert "By " not in said.out
    assert f"the page is {run}/index.html" in said.err
    assert "10 of 11 documents pass" in (run / "index.html").read_text("utf-8")


def test_json_holds_every_figure(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(run), "--format", "json", "--by", "layout"]) == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    assert found["paths"][0]["losses"]["text_lost"]["macro"]["value"] == 0.05
    assert [one["name"] for one in found["groups"]["groups"]] == ["columns", "single"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("layout", "By layout: text lost, in %"),
        ("producer", "typst"),
        ("rule", "ATS201 ats201"),
        ("path", "pypdf-plain: what is lost, in %"),
        ("label", "No document has a label."),
        ("label:template", "No document has a label."),
    ],
)
def test_documents_are_grouped(run: Path, by: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(run), "--by", by]) == ExitCode.OK
    assert said in capsys.readouterr().out


def test_the_page_is_written_elsewhere(run: Path, tmp_path: Path) -> None:
    assert main(["summary", str(run), "-o", str(tmp_path / "new" / "place")]) == ExitCode.OK
    assert (tmp_path / "new" / "place" / "index.html").is_file()
    assert not (run / "index.html").exists()


def test_a_page_that_cannot_be_written_costs_nothing_else(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (run / "index.html").mkdir()
    assert main(["summary", str(run)]) == ExitCode.OK
    said = capsys.readouterr()
    assert "10 done" in said.out
    assert "-o DIR writes the page elsewhere" in said.err
    assert main(["summary", str(run), "-o", str(run)]) == ExitCode.USAGE


@pytest.mark.parametrize("by", ["layout", "path", "rule"])
def test_a_run_in_which_nothing_could_be_read(
    by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        document(
            number,
            path("pdfium", "not_read"),
            path("tika", "unavailable"),
            level=None,
            status="unreadable",
            reason="encrypted",
            rules_asked=0,
        )
        for number in range(3)
    ]
    run = str(write_run(tmp_path / "run", rows))
    assert main(["summary", run, "--by", by]) == ExitCode.OK
    said = capsys.readouterr().out
    assert "3 done (3 unreadable" in said
    assert "read no document (see ats doctor): pdfium, tika" in said
    assert "encrypted" in said
    assert main(["summary", run, run]) == ExitCode.OK
    assert "3 documents in both" in capsys.readouterr().out


def test_two_runs_are_compared(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [document(number, path("pdfium", version="2.0", made=measures(lost=500))) for number in range(10)]
    other = write_run(tmp_path / "other", rows)
    assert main(["summary", str(run), str(other)]) == ExitCode.OK
    said = capsys.readouterr().out
    assert "10 documents in both" in said
    assert "1.0 → 2.0" in said
    assert "+45" in said
    assert "ATS201" in said
    assert not (other / "index.html").exists()
    assert main(["summary", str(run), str(other), "--format", "json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["same_bytes"] == 10


def test_a_table_is_printed(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(run), "--csv", "--table", "extractions"]) == ExitCode.OK
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 20
    assert {row["path"] for row in rows} == {"pdfium", "pypdf-plain"}


def test_all_tables_are_written_into_the_run(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(run), "--jsonl"]) == ExitCode.OK
    assert "documents 10, extractions 20" in capsys.readouterr().err
    lines = (run / "export" / "documents.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(10))


def test_one_table_is_written_to_a_file(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "documents.csv"
    assert main(["export", str(run), "--csv", "--table", "documents", "-o", str(file)]) == ExitCode.OK
    assert len(file.read_text("utf-8").splitlines()) == 11


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summary", "nowhere"], "nowhere is no run of ats batch: there is no run.json"),
        (["summary", "RUN", "nowhere"], "nowhere is no run of ats batch"),
        (["summary", "RUN", "RUN", "--by", "layout"], "--by and --output are for one"),
        (["summary", "RUN", "--by", "colour"], "producer, layout, rule, path, label or label:NAME"),
        (["summary", "RUN", "--by", "layout:x"], "producer, layout, rule, path, label or label:NAME"),
        (["export", "RUN"], "--csv, --jsonl or --parquet"),
        (["export", "RUN", "--csv", "--table", "people"], "there is no table 'people'; there are documents"),
        (["export", "RUN", "--parquet", "--table", "fields"], "leave out --table"),
        (["export", "nowhere", "--csv"], "nowhere is no run of ats batch"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str],
    said: str,
    run: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(run.parent)
    assert main([str(run) if one == "RUN" else one for one in arguments]) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert error.startswith("ats: ")
    assert said in error
    assert len(error.splitlines()) == 1
