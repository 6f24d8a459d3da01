"""``ats check --guide`` from files to what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode

QUICK = ("--no-ocr", "--paths", "mupdf", "--fail-on", "never")
pytestmark = pytest.mark.filterwarnings("ignore")  # of the engines


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> str:
        code = main(["check", *arguments, *QUICK])
        assert code in (ExitCode.OK, ExitCode.UNREADABLE)  # of too few families no verdict is known
        return capsys.readouterr().out

    return call


def test_advice_is_there_only_where_it_was_asked_for(demo: Path, run: Any) -> None:
    file = str(demo / "resume.pdf")
    assert "Content" not in run(file)
    assert "Courses are listed beside" in run(file, "--guide")


def test_json_has_each_rule_s_result_and_redacting_reaches_it(demo: Path, run: Any) -> None:
    plain = json.loads(run(str(demo / "resume.pdf"), "--guide", "--format", "json"))
    rules = [item for item in plain["documents"][0]["rule_results"] if item["advises"]]
    assert len(rules) >= 40
    (courses,) = next(item["findings"] for item in rules if item["name"] == "coursework-when-junior")
    assert (courses["impact"], courses["concern"]) == ("advice", "weak")
    assert courses["evidence"][0]["expected"].startswith("Coursework:")
    shown = run(str(demo / "resume.pdf"), "--guide", "--format", "json", "--redact")
    assert "oyelaran" not in shown.casefold()


def test_numbers_come_from_the_folder_s_settings(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any
) -> None:
    (tmp_path / "ats.toml").write_text("[guide]\nbullets_max = 4\n", "utf-8")
    (tmp_path / "good.pdf").write_bytes((demo / "good.pdf").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert "1 job has more than 4 bullets" in run("good.pdf", "--guide")


def test_rules_of_advice_are_chosen_as_the_others(demo: Path, run: Any) -> None:
    shown = run(str(demo / "resume.pdf"), "--guide", "--ignore", "coursework-when-junior")
    assert "Courses are listed" not in shown
