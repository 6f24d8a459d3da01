"""``ats corpus build`` and ``list`` as a person calls them."""

import filecmp
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from atsharness.cli import main
from atsharness.errors import UsageError
from atsharness_corpus.commands.corpus import seeds_of
from atsharness_corpus.labels import read_labels

pytest.importorskip("typst")
pytest.importorskip("pikepdf")

# Every typesetter is asked whether it is there; WeasyPrint warns of an old Pango while it is imported.
pytestmark = pytest.mark.filterwarnings("ignore:HarfBuzz-Subset:DeprecationWarning")


def ats(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "atsharness.cli", "corpus", *arguments]
    environment = {**os.environ, "COLUMNS": "100"}
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=240, env=environment)


@pytest.mark.slow
def test_two_builds_are_the_same_files_and_labels(tmp_path: Path) -> None:
    asked = ("--seeds", "1001-1002", "--layouts", "typst/two-column", "--faults", "tiny-text,columns")
    for folder in ("a", "b"):
        result = ats("build", *asked, "--out", str(tmp_path / folder))
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("10 files in ")
    names = [str(path.relative_to(tmp_path / "a")) for path in (tmp_path / "a").rglob("*.*")]
    assert len(names) == 31
    same, different, missing = filecmp.cmpfiles(tmp_path / "a", tmp_path / "b", names, shallow=False)
    assert (sorted(same), different, missing) == (sorted(names), [], [])


def test_labels_say_what_the_files_are(tmp_path: Path) -> None:
    asked = ("--seeds", "5", "--layouts", "typst/two-column", "--faults", "tiny-text")
    assert main(["corpus", "build", *asked, "--out", str(tmp_path)]) == 0
    labels = {Path(label.file).stem: label for label in read_labels(tmp_path / "labels.json").files}
    column = labels.pop("typst-two-column__clean__5")
    assert [fault.fault for fault in column.faults] == ["sidebar", "right-edge-text"]
    assert not column.clean
    near_miss = next(label for label in labels.values() if label.near_miss_of)
    positive = next(label for label in labels.values() if not label.near_miss_of)
    assert (near_miss.near_miss_of, near_miss.clean) == ("tiny-text", True)
    # Dates at the right are the sheet's own.
    assert [fault.rule_ids for fault in near_miss.faults] == [("ATS213",)]
    assert [fault.rule_ids for fault in positive.faults] == [("ATS144",), ("ATS213",)]
    assert positive.content == near_miss.content
    fields = json.loads((tmp_path / str(positive.fields)).read_text("utf-8"))
    assert fields["basics.email"].endswith("@example.com")


@pytest.mark.slow
def test_a_whole_seed_is_built_twice_the_same(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        result = ats("build", "--typesetters", "typst,reportlab", "--out", str(tmp_path / folder))
        assert (result.returncode, result.stderr) == (0, "")
    names = [str(path.relative_to(tmp_path / "a")) for path in (tmp_path / "a").rglob("*.*")]
    assert len(read_labels(tmp_path / "a" / "labels.json").files) >= 100
    assert len(json.loads((tmp_path / "a" / "hostile" / "manifest.json").read_text("utf-8"))["files"]) >= 16
    _, different, missing = filecmp.cmpfiles(tmp_path / "a", tmp_path / "b", names, shallow=False)
    assert (different, missing) == ([], [])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--layouts", "typst/origami"), "no such layout: typst/origami"),
        (("--faults", "bad-mood"), "no such fault: bad-mood"),
        (("--typesetters", "quill"), "no such typesetter: quill"),
        (("--seeds", "5-3"), "'5-3' is not a range of seeds"),
    ],
)
def test_what_there_is_not_is_one_line(
    arguments: tuple[str, str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", "build", *arguments, "--out", str(tmp_path / "out")]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"ats: {reason}")
    assert shown.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_list_names_people_layouts_and_faults(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    main(["corpus", "list", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert len(found["people"]) >= 8
    assert len(found["layouts"]) >= 25
    assert len(found["faults"]) >= 45
    assert len({layout["template"] or layout["id"].split("/")[0] for layout in found["layouts"]}) >= 8
    main(["corpus", "list"])
    shown = capsys.readouterr().out
    assert "each with a near-miss" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_seeds_are_a_range() -> None:
    assert list(seeds_of("3-5")) == [3, 4, 5]
    assert list(seeds_of("7")) == [7]
    for wrong in ("5-3", "x", "1-"):
        with pytest.raises(UsageError):
            seeds_of(wrong)
