"""``ats badge``: the count of readers as a picture and for an endpoint."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness_reports._badge import Badge, endpoint, svg

SHIELDS = {"schemaVersion", "label", "message", "color"}
"""Keys of those that shields.io takes; it refuses the whole badge for any other."""


@pytest.mark.parametrize(
    ("complete", "counted", "verdict", "message"),
    [
        (8, 8, "pass", "8 of 8, pass"),
        (6, 8, "at_risk", "6 of 8, at risk"),
        (0, 0, "not_measurable", "not measurable"),
    ],
)
def test_the_count_comes_first(complete: int, counted: int, verdict: str, message: str) -> None:
    badge = Badge(
        complete=complete,
        counted=counted,
        verdict=verdict,
        tool="1.0",
        engines={"pdfium": "5 <b>&", "pypdf-plain": "7"},
    )
    made = json.loads(endpoint(badge))
    assert made["message"] == message
    assert made.keys() == SHIELDS
    picture = ElementTree.fromstring(svg(badge))
    texts = ["".join(one.itertext()) for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["ATS readers", message]
    assert "pdfium 5 <b>&, pypdf-plain 7" in "".join(picture.itertext())
    assert "<script" not in svg(badge)
    assert "<b>" not in svg(badge)


def test_of_several_files_the_worst_counts(
    tmp_path: Path, rendered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(rendered / "pdf" / "typst-single-column__dense.pdf", "one.pdf")
    shutil.copy(rendered / "pdf" / "typst-two-column__dense.pdf", "two.pdf")
    text = ["--no-ocr", "--paths", "mupdf,pdfium,pdfminer,pypdf"]
    assert main(["badge", "one.pdf", "two.pdf", "-o", "read.json", *text]) == ExitCode.OK
    assert main(["baseline", "one.pdf", "two.pdf", *text]) == ExitCode.OK
    assert main(["badge", "-o", "recorded.json", "-o", "recorded.svg"]) == ExitCode.OK
    assert Path("read.json").read_text("utf-8") == Path("recorded.json").read_text("utf-8")
    assert "of 8, at risk" in json.loads(Path("read.json").read_text("utf-8"))["message"]
    assert ElementTree.parse("recorded.svg").getroot().tag.endswith("svg")
    capsys.readouterr()
    assert main(["badge", "-o", "badge.png"]) == ExitCode.USAGE
    assert "as .svg or .json" in capsys.readouterr().err


def test_without_a_baseline_the_command_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["badge"]) == ExitCode.USAGE
    assert "ats baseline" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
