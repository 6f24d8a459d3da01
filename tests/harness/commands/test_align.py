"""``ats align``: two files as a person compares them, and what it says of bad ones."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness_reports._terminal import columns

REFERENCE = """Jane Example
jane@example.org +1 503
WORK EXPERIENCE
Senior engineer who builds measuring tools
Led a team of nine and cut costs
"""
READ = """Jane Example
Led a team of nine and cut costs
jane@example.org +1 503
W O R K  E X P E R I E N C E
Senior enginer whobuilds tools
hidden words
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(reference: str, hypothesis: str, *options: str) -> str:
        (tmp_path / "r.txt").write_text(reference, "utf-8")
        (tmp_path / "h.txt").write_text(hypothesis, "utf-8")
        code = main(["align", str(tmp_path / "r.txt"), str(tmp_path / "h.txt"), *options])
        assert code == ExitCode.OK
        return capsys.readouterr().out

    return call


def test_the_screen_shows_numbers_and_words(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(REFERENCE, READ)
    assert "CER" in shown
    assert "[-WORK-]{+W O R K+}" in shown
    assert "Senior [-engineer-]{+enginer+} [-who builds-]{+whobuilds+} [-measuring-] tools" in shown
    assert "<Led a team of nine and cut costs>" in shown
    assert "recovered, but not in the reference (2 words):\n{+hidden words+}" in shown
    assert max(map(columns, shown.splitlines())) <= 80


def test_json_holds_both_kinds_of_numbers_and_every_label(run: Any) -> None:
    content = json.loads(run(REFERENCE, READ, "--format", "json"))
    assert set(content["classic"]) == {"cer", "cer_no_space", "wer", "indel_similarity"}
    assert content["recovery"]["content"]["char_recall"] > 0.9
    assert content["classic"]["cer"] > 0.3
    forms = [word["form"] for word in content["alignment"]["words"]]
    assert len(forms) == len(REFERENCE.split())
    assert forms.count("missing") == 1
    assert "alignment" not in json.loads(run(REFERENCE, READ, "--format", "json", "--no-diff"))


def test_a_text_with_itself(run: Any) -> None:
    content = json.loads(run(REFERENCE, REFERENCE, "--format", "json"))
    assert content["classic"] == {"cer": 0.0, "cer_no_space": 0.0, "wer": 0.0, "indel_similarity": 1.0}
    assert {word["form"] for word in content["alignment"]["words"]} == {"ok"}
    assert content["recovery"]["order"]["cause"] == "none"


def test_no_control_character_reaches_the_terminal(run: Any) -> None:
    for options in ((), ("--format", "json")):
        shown = run("Jane \x1b[31m Example", "Jane \u202e\x07 Example", *options)
        assert all(char.isprintable() or char == "\n" for char in shown)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"%PDF-1.7\n"])
def test_what_is_no_text_is_said(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "bad.txt").write_bytes(content)
    code = main(["align", str(tmp_path / "good.txt"), str(tmp_path / "bad.txt")])
    said = capsys.readouterr().err
    assert code == ExitCode.USAGE
    assert said.startswith("ats: bad.txt: ")
    assert said.count("\n") == 1


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", str(tmp_path / "a.txt"), str(tmp_path)]) == ExitCode.USAGE
    assert capsys.readouterr().err == "ats: a.txt: no such file\n"


MIXED = "שלום abc 漢字 مرحبا Ωμέγα हिन्दी "


@pytest.mark.parametrize(
    ("reference", "hypothesis"),
    [
        ("", ""),
        ("", READ),
        (READ, ""),
        ("\n \t", "\u00a0"),
        ("same " * 20_000, "same " * 19_990),
        pytest.param("same " * 100_000, "same " * 99_990, marks=pytest.mark.slow),
        ("!!! ... " * 5_000, "... ??? " * 5_000),
        ("漢字仮名交じり文" * 2_000, "漢字仮名文交じり" * 2_000),
        (MIXED * 500, MIXED[5:] * 490),
        ("x" * 300_000, "x" * 299_990 + "y"),
        pytest.param("x" * 5_000_000, "x" * 4_999_990 + "y", marks=pytest.mark.slow),
        pytest.param("ab c" * 1_250_000, "ab c" * 1_249_990 + "y", marks=pytest.mark.slow),
    ],
)
def test_bad_input_ends_with_rates_or_null(run: Any, reference: str, hypothesis: str) -> None:
    start = time.process_time()
    content = json.loads(run(reference, hypothesis, "--format", "json", "--no-diff"))
    assert time.process_time() - start < 60
    recovery = content["recovery"]
    rates = [recovery["content"][name] for name in ("char_recall", "char_precision", "word_exact")]
    rates += [recovery["order"]["moved"], recovery["order"]["adjacency"], recovery["extra"]["rate"]]
    rates += [content["classic"]["indel_similarity"]]
    assert all(rate is None or 0 <= rate <= 1 for rate in rates)
    for name in ("cer", "cer_no_space", "wer"):
        assert content["classic"][name] is None or content["classic"][name] >= 0
