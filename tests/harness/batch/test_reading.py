"""A run is read as far as it can be: done, under way, cut off in the middle, of another version."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest
from runs import document, journal_line, path, write_run

from atsharness.batch.folder import MANIFEST, RUN, SHARDS, TIMES
from atsharness.batch.reading import Numbered, Run, Seen
from atsharness.batch.rows import DocumentRow, encoded
from atsharness.batch.shard_state import TimesHead
from atsharness.errors import UsageError

ROWS = [document(number, path("pdfium")) for number in range(10)]


def numbers(run: Run) -> list[int]:
    return [row.number for row in run.rows(Numbered)]


def test_shards_that_are_done_and_one_under_way(tmp_path: Path) -> None:
    run = Run(str(write_run(tmp_path / "run", ROWS[:8], journal=ROWS[8:], missing=["gone.pdf"])))
    assert list(run.rows(DocumentRow)) == ROWS
    assert [entry.name for entry in run.manifest()] == [*(row.name for row in ROWS), "gone.pdf"]
    assert run.notes == []
    assert run.name == "run"


def test_the_torn_last_line_of_a_journal_is_no_row(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", ROWS[:8], journal=ROWS[8:9])
    with (folder / SHARDS / "00002.jsonl").open("ab") as stream:
        stream.write(journal_line(ROWS[9])[:-40])
    run = Run(str(folder))
    assert numbers(run) == list(range(9))
    assert run.notes == []


def test_a_journal_goes_before_what_was_done_before(tmp_path: Path) -> None:
    changed = msgspec.structs.replace(ROWS[2], size_bytes=5)
    run = Run(str(write_run(tmp_path / "run", ROWS[:4], journal=[changed])))
    found = {row.number: row for row in run.rows(DocumentRow)}
    assert sorted(found) == [0, 1, 2, 3]
    assert found[2] == changed


def test_of_a_shard_that_is_cut_off_the_beginning_counts(tmp_path: Path) -> None:
    """All others are read whole, and the note says which one is not."""
    rows = [document(number, *(path(f"p{at}") for at in range(9))) for number in range(32)]
    folder = write_run(tmp_path / "run", rows, shard=16)
    file = folder / SHARDS / "00000.jsonl.gz"
    file.write_bytes(file.read_bytes()[: -file.stat().st_size // 3])
    run = Run(str(folder))
    found = numbers(run)
    assert found[-16:] == list(range(16, 32))
    assert 0 < len(found) - 16 < 16
    assert any("00000.jsonl.gz is damaged" in note for note in run.notes)


def test_a_shard_of_nonsense_is_told(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", ROWS[:8])
    (folder / SHARDS / "00000.jsonl.gz").write_bytes(b"nothing of ours")
    run = Run(str(folder))
    assert numbers(run) == [4, 5, 6, 7]
    assert run.notes == ["shards/00000.jsonl.gz is damaged: what follows in it is missing"]


def test_a_line_that_is_no_row_is_told(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", ROWS[:4])
    data = b"".join(map(encoded, ROWS[:2])) + b'{"number": -}\n' + encoded(ROWS[3])
    (folder / SHARDS / "00000.jsonl.gz").write_bytes(gzip.compress(data))
    run = Run(str(folder))
    assert numbers(run) == [0, 1, 3]
    assert run.notes == ["shards/00000.jsonl.gz: 1 line cannot be read"]


def test_rows_of_other_settings_are_missing(tmp_path: Path) -> None:
    """The run was begun anew: its identity is another one, and this shard's turn has not come."""
    folder = write_run(tmp_path / "run", ROWS[:8])
    head = TimesHead(run="another", digest="", bytes=0, statuses={})
    (folder / TIMES / "00001.jsonl").write_bytes(msgspec.json.encode(head) + b"\n")
    run = Run(str(folder))
    assert numbers(run) == [0, 1, 2, 3]
    assert "as it was before" in run.notes[0]


def test_rows_of_documents_that_are_gone_are_left_out(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", ROWS[:4])
    lines = (folder / MANIFEST).read_bytes().splitlines(keepends=True)
    (folder / MANIFEST).write_bytes(b"".join(lines[:3]))
    run = Run(str(folder))
    assert numbers(run) == [0, 1, 2]
    assert "not in the manifest any more" in run.notes[0]


@pytest.mark.parametrize("where", ["run.json", "row"])
def test_a_newer_version_is_refused(tmp_path: Path, where: str) -> None:
    folder = write_run(tmp_path / "run", ROWS[:4])
    if where == "row":
        newer = encoded(ROWS[0]).replace(b'"schema_version":1', b'"schema_version":2')
        (folder / SHARDS / "00000.jsonl.gz").write_bytes(gzip.compress(newer))
    else:
        head = msgspec.json.decode((folder / RUN).read_bytes())
        (folder / RUN).write_bytes(msgspec.json.encode(head | {"format": 2}))
    with pytest.raises(UsageError, match="newer ats"):
        list(Run(str(folder)).rows(DocumentRow))


@pytest.mark.parametrize("damage", ["no folder", "no run.json", "no JSON", "no manifest"])
def test_what_is_no_run_is_refused_in_one_line(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "run"
    if damage != "no folder":
        write_run(folder, ROWS[:4])
    if damage == "no run.json":
        (folder / RUN).unlink()
    if damage == "no JSON":
        (folder / RUN).write_text("[", "utf-8")
    if damage == "no manifest":
        (folder / MANIFEST).unlink()
    with pytest.raises(UsageError, match="no run of ats batch") as raised:
        numbers(Run(str(folder)))
    assert "\n" not in str(raised.value)


def test_numbers_are_seen_once() -> None:
    seen = Seen()
    assert [seen.add(number) for number in (0, 7, 8, 0, 100_000, 8)] == [True, True, True, False, True, False]
    assert 9 not in seen
    assert 100_000 in seen
