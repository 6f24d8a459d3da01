"""Whatever ends a run: the same command goes on, nothing is lost or doubled, the bytes are the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import batching
import pytest
from batch_documents import make_documents

OPTIONS = (*batching.OPTIONS, "--shard-size", "4")


def finish(documents: Path, run: Path, *options: str) -> subprocess.CompletedProcess[str]:
    done = batching.batch(documents, run, *OPTIONS, *options)
    assert done.returncode == 0, done.stderr
    assert not list((run / "shards").glob("*.jsonl"))
    return done


def killed_and_finished(documents: Path, run: Path, kills: int, seed: int, *, most: int = 5) -> int:
    """Kills a run's parent so often, each time a random number of lines on; how often it was there.

    `most` lines are asked for; a quick machine is a line or two farther by the time of the kill.
    """
    chance = random.Random(seed)
    happened = 0
    for _ in range(kills):
        process = batching.start(documents, run, *OPTIONS, "-j", str(chance.choice((1, 2))))
        happened += batching.kill_at(process, run, batching.journal_lines(run) + chance.randint(1, most))
    finish(documents, run, "-j", "2")
    return happened


def test_every_document_has_a_row_and_every_path_a_status(unbroken: Path, documents: Path) -> None:
    found = batching.rows(unbroken)
    assert len(found) == 12
    assert [row["number"] for row in found] == list(range(12))
    assert {row["name"] for row in found} == {
        str(file.relative_to(documents)) for file in documents.rglob("*.pdf")
    }
    for row in found:
        assert [item["path"] for item in row["extractions"]] == list(batching.PATHS)
    by_name = {row["name"]: row for row in found}
    assert by_name["a-letter.pdf"]["status"] == "unsupported"
    assert by_name["nothing.pdf"]["status"] == by_name["cut-off.pdf"]["status"] == "unreadable"
    assert {item["status"] for item in by_name["nothing.pdf"]["extractions"]} == {"not_read"}
    assert {item["status"] for item in by_name["small003.pdf"]["extractions"]} == {"ok"}


def test_two_workers_write_what_one_writes(unbroken: Path, documents: Path, tmp_path: Path) -> None:
    finish(documents, tmp_path / "run", "-j", "2")
    assert batching.shards(tmp_path / "run") == batching.shards(unbroken)


@pytest.mark.slow
def test_killed_at_random_points_it_goes_on(unbroken: Path, documents: Path, tmp_path: Path) -> None:
    assert killed_and_finished(documents, tmp_path / "run", 3, random.randrange(10**9)) > 0
    assert batching.shards(tmp_path / "run") == batching.shards(unbroken)


@pytest.mark.slow
def test_killed_at_twenty_random_points_it_goes_on(rendered: Path, tmp_path: Path) -> None:
    documents = make_documents(tmp_path / "in", rendered, 94)
    finish(documents, tmp_path / "unbroken", "-j", "2")
    assert killed_and_finished(documents, tmp_path / "run", 24, random.randrange(10**9), most=3) >= 20
    assert batching.shards(tmp_path / "run") == batching.shards(tmp_path / "unbroken")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_killed_workers_and_shard_processes_change_nothing(
    unbroken: Path, documents: Path, tmp_path: Path
) -> None:
    """The next process is killed when the shards of the last kill are done, lest a document meets two."""
    run, shards = tmp_path / "run", 3
    chance = random.Random()
    process = batching.start(documents, run, *OPTIONS, "-j", "2")
    killed, due, lines = 0, set[str](), 3

    def unfinished() -> list[str]:
        names = [f"{number:05}.jsonl.gz" for number in range(shards)]
        return [name for name in names if not (run / "shards" / name).exists()]

    def is_time() -> bool:
        left = unfinished()  # none where suspects are read again
        return batching.journal_lines(run) >= lines and bool(left) and due.isdisjoint(left)

    while batching.until(is_time, process):
        victims = batching.descendants(process.pid)
        due = set(unfinished()[:2])  # one a worker
        if victims:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed += 1
        lines = batching.journal_lines(run) + chance.randint(1, 4)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert killed > 0
    assert batching.shards(run) == batching.shards(unbroken)


@pytest.mark.slow
def test_ctrl_c_leaves_a_run_and_says_how_to_go_on(unbroken: Path, documents: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = batching.start(documents, run, *OPTIONS, "-j", "1")
    assert batching.until(lambda: batching.journal_lines(run) >= 4, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert [text for text in err.splitlines() if text] == [
        f"note: what is done is kept in {run}: run the same command again to go on",
        "ats: interrupted",
    ]
    done = finish(documents, run)
    assert "12 documents" in done.stdout
    assert batching.shards(run) == batching.shards(unbroken)
