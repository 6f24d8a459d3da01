"""``ats check`` with its verdict: exit codes, keywords, limits, scans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness_corpus.person import content_dir

RENDERED = content_dir().parent / "rendered"
TEXT = "mupdf,pdfium,pdfminer,pypdf"


def check(
    capsys: pytest.CaptureFixture[str], file: str | Path, *arguments: str
) -> tuple[int, dict[str, Any]]:
    path = file if isinstance(file, Path) else RENDERED / "pdf" / f"{file}.pdf"
    code = main(["check", str(path), "--format", "json", "--paths", TEXT, *arguments])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    return code, document


def test_a_single_column_passes_with_every_gate(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = check(capsys, "typst-single-column__dense", "--no-ocr", "--fail-on", "at-risk")
    assert (code, document["verdict"]["level"]) == (ExitCode.OK, "pass")
    assert len(document["verdict"]["gates"]) == 15
    verdict = document["verdict"]
    assert verdict["counted"] == 8
    assert verdict["complete"] == sum(reader["gets_everything"] for reader in verdict["readers"])
    assert document["verdict"]["calibration"]["controls"] >= 50
    assert {item["outcome"] for item in document["fields"] if item["path_id"] == "pdfium"} == {"exact"}
    assert "C++" in [word["keyword"] for word in document["keywords"]]


def test_columns_and_keywords_put_at_risk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posting, listed = tmp_path / "job.txt", tmp_path / "keywords.txt"
    posting.write_text("We need Go, Rust and OpenTelemetry | OTel.", "utf-8")
    listed.write_text("pgdrift\nFORTRAN | Fortran 77\n", "utf-8")
    arguments = ["--no-ocr", "--job", str(posting), "--keywords", str(listed), "--fail-on", "at-risk"]
    code, document = check(capsys, "typst-two-column__dense", *arguments)
    assert (code, document["verdict"]["level"]) == (ExitCode.VERDICT, "at_risk")
    fate = {word["keyword"]: (word["in_reference"], word["lost_in"]) for word in document["keywords"]}
    assert fate == {
        "Go": (True, []),
        "Rust": (False, []),
        "OpenTelemetry": (True, ["pymupdf-sorted"]),
        "pgdrift": (True, []),
        "FORTRAN": (False, []),
    }


def test_limits_can_be_set(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ATS_LIMITS__SEGMENTATION", "0.9")
    _, document = check(capsys, "typst-single-column__missing-spaces__1", "--no-ocr")
    (gate,) = [gate for gate in document["verdict"]["gates"] if gate["name"] == "segmentation"]
    assert gate["value"] > 0.01 * document["reference"]["word_count"]
    assert (gate["limit"], gate["level"]) == (int(0.9 * document["reference"]["word_count"]), "pass")


def test_a_scan_fails_and_without_ocr_nothing_can_be_measured(
    scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, document = check(capsys, scan, "--no-ocr")
    assert (code, document["verdict"]["level"]) == (ExitCode.UNREADABLE, "not_measurable")
    assert document["verdict"]["gates"][0]["note"]
    code, document = check(capsys, scan)
    if (document["reference"]["reason"] or "").startswith("without OCR"):
        pytest.skip("tesseract is not installed")
    assert (code, document["verdict"]["level"]) == (ExitCode.VERDICT, "fail")
    assert all(item["status"] == "empty" for item in document["extractions"])


def test_one_family_alone_is_not_judged_and_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(RENDERED / "pdf" / "typst-single-column__dense.pdf")
    code = main(["check", file, "--format", "json", "--paths", "pdfium", "--no-ocr"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (code, document["verdict"]["level"]) == (ExitCode.OK, "not_measurable")


def test_a_list_without_keywords_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posting = tmp_path / "job.txt"
    posting.write_text("We are a nice team.", "utf-8")
    file = str(RENDERED / "pdf" / "typst-single-column__dense.pdf")
    assert main(["check", file, "--job", str(posting)]) == ExitCode.USAGE
    assert "no keyword found" in capsys.readouterr().err


def test_an_encrypted_file_says_how_to_mend_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = check(capsys, "reportlab-single-column__encrypted__1", "--no-ocr")
    assert (code, document["document"]["status"]) == (ExitCode.UNREADABLE, "unreadable")
    (result,) = document["rule_results"]
    (finding,) = result["findings"]
    assert (result["rule_id"], result["outcome"], finding["impact"]) == ("ATS501", "violation", "critical")
    assert finding["families_hit"] == ["mupdf", "pdfium", "pdfminer", "pypdf"]
    assert "without a password" in finding["advice"]
    main(["check", str(RENDERED / "pdf" / "reportlab-single-column__encrypted__1.pdf"), "--no-ocr"])
    shown = capsys.readouterr().out
    assert "unreadable: encrypted" in shown
    assert "Save the file without a password" in shown


def test_a_rule_that_is_left_out_says_nothing_of_an_encrypted_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--no-ocr", "--ignore", "ATS501"]
    code, document = check(capsys, "reportlab-single-column__encrypted__1", *arguments)
    assert (code, document["rule_results"]) == (ExitCode.UNREADABLE, [])
