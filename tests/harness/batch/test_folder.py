"""A run's files: whole or not at all, and nothing left beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.batch.folder import LocalStore, RunFolder


def test_writers_of_one_file_leave_each_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As two Dask workers that read the same shard: the second one comes while the first one renames."""
    here, name = LocalStore(tmp_path), "shards/00000.jsonl.gz"
    rename = Path.replace

    def replace(file: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", rename)
        here.write(name, b"second")
        return rename(file, target)

    monkeypatch.setattr(Path, "replace", replace)
    here.write(name, b"first")
    assert {file.name: file.read_bytes() for file in (tmp_path / "shards").iterdir()} == {
        "00000.jsonl.gz": b"first"
    }


def test_what_killed_processes_have_begun_goes_when_a_run_is_taken_up(tmp_path: Path) -> None:
    run = tmp_path / "run"
    with RunFolder(str(run)):
        pass
    begun = {".run.json-1a", "shards/.00000.jsonl.gz-1a", "times/.00000.jsonl-1a"}
    for name in (*begun, "shards/00000.jsonl"):
        (run / name).touch()
    with RunFolder(str(run)):
        found = {str(file.relative_to(run)) for file in run.rglob("*") if file.is_file()}
    assert found == {"shards/00000.jsonl", "lock"}
