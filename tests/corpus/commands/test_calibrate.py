"""``ats corpus calibrate``: from a built folder to a data file, and back to verdicts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness.verdict.limits import Limits
from atsharness_corpus.labels import Labels, read_labels, write_labels
from atsharness_corpus.person import content_dir

RENDERED = content_dir().parent / "rendered"
STEM = "typst-single-column__junior"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one clean file."""
    for part in (f"pdf/{STEM}.pdf", f"ref/{STEM}.txt"):
        (tmp_path / part).parent.mkdir()
        shutil.copy(RENDERED / part, tmp_path / part)
    return tmp_path


def label(folder: Path, seed: int) -> None:
    (own,) = [one for one in read_labels(RENDERED / "labels.json").files if one.file == f"pdf/{STEM}.pdf"]
    own = msgspec.structs.replace(own, seed=seed, fields=None)
    write_labels(folder / "labels.json", Labels(files=(own,)))


def test_limits_are_written_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    label(folder, seed=3)
    real = folder / "real"
    real.mkdir()
    for name in ("one", "two", "three", "four", "five"):
        shutil.copy(folder / "pdf" / f"{STEM}.pdf", real / f"{name}.pdf")
    out = folder / "limits.json"
    assert main(["corpus", "calibrate", str(folder), str(real), "--out", str(out)]) == ExitCode.OK
    limits = msgspec.json.decode(out.read_bytes(), type=Limits)
    assert limits.calibration is not None
    assert 1 <= limits.calibration.controls < 6
    assert (limits.calibration.joint_false_alarms, limits.spare) == (0.0, 5)
    capsys.readouterr()
    assert main(["corpus", "calibrate", str(folder), "--check"]) == ExitCode.USAGE
    assert "no clean control file of fresh seeds" in capsys.readouterr().err
    label(folder, seed=1003)
    assert main(["corpus", "calibrate", str(folder), "--check", "--format", "json"]) == ExitCode.OK
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["file"], row["level"], row["losses"]) == (f"{STEM}.pdf", "pass", {})
