"""The list of documents, and the folder that is theirs."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from atsharness.web.documents import IDLE_S, Documents
from atsharness.web.messages import Broken
from atsharness.web.serve import OWNER, PREFIX, private_folder, sweep


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_idle_is_when_nobody_has_asked_for_long(tmp_path: Path) -> None:
    clock = Clock()
    documents = Documents(tmp_path, clock)
    entry = documents.new("a.pdf")
    documents.add(entry)
    clock.now = IDLE_S + 1
    assert not documents.idle  # it is being checked
    entry.hear(Broken(key=entry.key, reason=""))
    assert documents.idle
    documents.touch()
    clock.now += IDLE_S - 1
    assert not documents.idle
    clock.now += 1
    assert documents.idle


def test_an_edited_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    documents = Documents(tmp_path)
    first, second, third = (documents.new(name) for name in "abc")
    for entry in (first, second, third):
        entry.file.write_bytes(b"x")
        documents.add(entry)
    new = documents.new("b")
    documents.add(new, instead=second.key)
    assert [entry.key for entry in documents] == [third.key, new.key, first.key]
    assert not second.folder.exists()
    documents.add(late := documents.new("d"), instead=second.key)  # cleared meanwhile
    assert next(iter(documents)) is late


def test_folders_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with private_folder() as folder:
        entry = Documents(folder).new("a")
        assert folder.stat().st_mode & 0o777 == 0o700
        assert entry.folder.stat().st_mode & 0o777 == 0o700
        with private_folder() as other:  # a second server leaves the first one's alone
            assert other != folder
            assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_is_swept(tmp_path: Path) -> None:
    left, held, foreign = (tmp_path / name for name in (f"{PREFIX}left", f"{PREFIX}held", "other"))
    for folder in (left, held, foreign):
        folder.mkdir()
        (folder / OWNER).touch()
    (tmp_path / f"{PREFIX}link").symlink_to(foreign)
    with (held / OWNER).open("ab") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX)
        sweep(tmp_path)
    assert not left.exists()
    assert held.is_dir()
    assert foreign.is_dir()
