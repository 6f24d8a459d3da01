"""The baseline file: what is written is read again, and what is not one is refused in one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.errors import UsageError
from atsharness.installed import installed
from atsharness.regression import store
from atsharness.regression.baseline import FileRecord, FoundRecord, PathRecord
from atsharness.settings import Settings, load

RECORD = FileRecord(
    sha256="0" * 64,
    pages=1,
    verdict="at_risk",
    readers=(1, 2),
    gates={"order": "at_risk"},
    fonts=("Lato-Regular",),
    fields={"basics.name": 1},
    findings={"ATS201": (FoundRecord(anchor="abc", impact="serious", families=("pdfium",)),)},
    paths={"pdfium": PathRecord(family="pdfium", text=99, lost={"basics.name": {"altered": 1}})},
)


def write(file: Path, *names: str) -> Path:
    store.save(file, store.made(Settings(ocr=False), {"pdfium": "1.0"}, dict.fromkeys(names, RECORD)))
    return file


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = write(tmp_path / ".ats" / "baseline.json", "a.pdf", "b.pdf")
    known = store.load(file)
    assert known.files == {"a.pdf": RECORD, "b.pdf": RECORD}
    assert known.settings == {"ocr": False}
    assert store.encoded(known) == file.read_bytes()
    assert [path.name for path in file.parent.iterdir()] == ["baseline.json"]


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name.isprintable()), st.just(RECORD)))
def test_any_name_is_written_as_json(files: dict[str, FileRecord]) -> None:
    made = store.made(Settings(), {}, files)
    assert set(json.loads(store.encoded(made))["files"]) == set(files)


def cut_off(text: str) -> str:
    return text[: len(text) // 2]


def twice(text: str) -> str:
    return text.replace('    "b.pdf": {', '    "a.pdf": {')


def conflict(text: str) -> str:
    ours = '      "pages": 1,'
    theirs = ours.replace("1", "2")
    return text.replace(ours, f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> theirs", 1)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda text: text.replace('"schema_version": 1', '"schema_version": 2'), "newer ats.*update ats"),
        (cut_off, "cut off.*git checkout"),
        (lambda text: "", "cut off"),
        (lambda text: "[]", "no JSON object"),
        (lambda text: text.replace('"pages": 1', '"pages": "one"'), "not as ats wrote it.*pages"),
        (lambda text: text.replace('"pages"', '"page"'), "not as ats wrote it.*page"),
        (conflict, "merge conflict.*ats approve"),
        (twice, "a.pdf twice"),
    ],
    ids=["newer", "cut-off", "empty", "list", "wrong-type", "unknown-key", "conflict", "twice"],
)
def test_what_is_no_baseline_is_one_line(tmp_path: Path, harm, message: str) -> None:
    file = write(tmp_path / "baseline.json", "a.pdf", "b.pdf")
    harmed = harm(file.read_text("utf-8"))
    file.write_text(harmed, "utf-8")
    with pytest.raises(UsageError, match=message) as caught:
        store.load(file)
    assert "\n" not in str(caught.value)
    assert file.read_text("utf-8") == harmed


def test_a_missing_baseline_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ats baseline out/a.pdf$"):
        store.load(store.DEFAULT if not store.DEFAULT.exists() else tmp_path / "none", again=["out/a.pdf"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match=r"cannot write .*: Permission denied; nothing was changed"):
        write(tmp_path / "baseline.json", "a.pdf")


def test_a_place_that_takes_no_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot write .*; nothing was changed"):
        write(tmp_path / "file" / "baseline.json", "a.pdf")


def test_names_are_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    project = store.project_of(tmp_path / ".ats" / "baseline.json")
    assert project == tmp_path
    monkeypatch.chdir(tmp_path / "out")
    assert store.name_of("a.pdf", project) == "out/a.pdf"
    monkeypatch.chdir(tmp_path)
    assert store.name_of("out/a.pdf", project) == "out/a.pdf"
    with pytest.raises(UsageError, match="standard input"):
        store.name_of("-", project)


def test_what_is_installed_is_found_without_importing_it() -> None:
    found = installed()
    assert {"pypdf", "pymupdf", "pdfminer-six", "pypdfium2", "pdfplumber"} <= found.keys()
    assert all(found.values())


def test_the_baseline_s_settings_hold_where_nobody_sets_any(tmp_path: Path) -> None:
    known = store.load(write(tmp_path / "b.json", "a.pdf"))
    assert store.as_recorded(known, load({}, {}, tmp_path)).ocr is False
    assert store.as_recorded(known, load({"ocr": True}, {}, tmp_path)).ocr is True
