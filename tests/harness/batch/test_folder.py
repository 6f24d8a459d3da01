"""A run's files: whole or not at all, and nothing left beside them."""

from __future__ import annotations

from pathlib import Path

from atsharness.batch.folder import LocalStore


def test_a_file_begun_by_a_process_that_was_killed_goes_with_the_next_writing(tmp_path: Path) -> None:
    """The rest of another file stays: who writes that one may be alive."""
    shards = tmp_path / "shards"
    shards.mkdir()
    (shards / ".00000.jsonl.gz-1").write_bytes(b"half")
    (shards / ".00001.jsonl.gz-1").write_bytes(b"half")
    LocalStore(tmp_path).write("shards/00000.jsonl.gz", b"whole")
    assert {file.name: file.read_bytes() for file in shards.iterdir()} == {
        "00000.jsonl.gz": b"whole",
        ".00001.jsonl.gz-1": b"half",
    }
