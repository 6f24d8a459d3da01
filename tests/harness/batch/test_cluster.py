"""Shards on a Dask cluster: workers die, documents are poison, and the run is that of one machine."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import batching
import msgspec
import pytest
from batch_documents import small_pdf
from poison_rule import plugged

from atsharness.batch.cluster import Report, read_shard
from atsharness.batch.folder import RunFolder
from atsharness.batch.plan import Plan, asked_for
from atsharness.batch.sources import Source
from atsharness.settings import Settings

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")

OPTIONS = ("--paths", "pdfium,mock", "--ocr", "never", "--shard-size", "2")
KILLS = 5
SCRIPT = Path(__file__).resolve().parents[2] / "support" / "dask_cluster.py"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with the mock path and the rule that ends its process."""
    return plugged(tmp_path_factory.mktemp("site"))


@pytest.fixture
def cluster(site: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The address of a scheduler with two workers, and the process that they are below."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT)],
        env={**os.environ, **site},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def busy_workers(cluster: int) -> list[int]:
    """Workers that have the process of a shard, which is their child."""
    found = []
    for pid in batching.descendants(cluster):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"atsharness.batch.shard" in command:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                found.append(int(fields[1]))
        except OSError:
            continue
    return found


def killed_workers(process: subprocess.Popen[str], run: Path, cluster: int) -> int:
    """Kills a worker that reads a shard, each time one shard later; returns how often."""
    for killed in range(KILLS):
        victim = next_victim(process, run, killed, cluster)
        if victim is None:
            return killed
        os.kill(victim, signal.SIGKILL)
    return KILLS


def next_victim(process: subprocess.Popen[str], run: Path, shards: int, cluster: int) -> int | None:
    """A worker that reads a shard when so many are done; None where the run has ended."""
    victims: list[int] = []

    def found() -> bool:
        if len(list((run / "shards").glob("*.gz"))) >= shards:
            victims.extend(busy_workers(cluster))
        return bool(victims)

    return random.choice(victims) if batching.until(found, process) else None


@pytest.mark.slow
def test_killed_workers_and_poison_change_nothing(
    cluster: tuple[str, int], site: dict[str, str], tmp_path: Path
) -> None:
    address, pid = cluster
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        small_pdf(folder / f"{number:02}.pdf", "Poison" if number == 5 else "Jane")
    for number, fault in ((2, "segv"), (9, "exit")):
        file = folder / f"{number:02}.pdf"
        file.write_bytes(file.read_bytes() + f"\n%MOCK {fault}\n".encode())
    here, there = tmp_path / "here", tmp_path / "there"
    process = batching.start(folder, there, *OPTIONS, "--scheduler", address, environ=site)
    killed = killed_workers(process, there, pid)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert killed == KILLS
    found = batching.rows(there)
    assert [row["number"] for row in found] == list(range(12))
    assert {len(row["extractions"]) for row in found} == {2}
    assert [row["number"] for row in found if row["status"] == "quarantined"] == [5]

    done = batching.batch(folder, here, *OPTIONS, "-j", "2", environ=site)
    assert done.returncode == 0, done.stderr
    assert batching.shards(there) == batching.shards(here)

    done = batching.batch(folder, there, *OPTIONS, "--scheduler", address, environ=site)
    assert "12 documents: ok 11, quarantined 1 · 0 read now" in done.stdout, done.stderr


def test_a_task_that_runs_twice_at_once_writes_the_same(tmp_path: Path) -> None:
    """As where Dask takes a worker for dead that is not."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(2):
        small_pdf(folder / f"{number}.pdf", "Jane")
    settings = Settings(paths=("pdfium",))
    asked = asked_for(settings, ocr="never", keep_text=False, anonymous=False)
    with RunFolder(str(tmp_path / "run")) as run:
        plan = Plan(run, Source(str(folder)), settings, asked, shard_size=2)
        (job,) = plan.jobs()
        data = msgspec.json.encode(job)
        with ThreadPoolExecutor(2) as pool:
            reports = [msgspec.json.decode(one, type=Report) for one in pool.map(read_shard, (data, data))]
        assert [one.refused for one in reports] == [None, None]
        assert [dict(one.statuses) for one in reports] == [{"ok": 2}, {"ok": 2}]
        first = batching.shards(tmp_path / "run")
        assert list(first) == ["00000.jsonl.gz"]
        assert list(plan.jobs()) == []
        again = msgspec.json.decode(read_shard(data), type=Report)
        assert (dict(again.statuses), again.read) == ({"ok": 2}, 0)
        assert batching.shards(tmp_path / "run") == first


def test_no_scheduler_is_one_line(tmp_path: Path) -> None:
    small_pdf(tmp_path / "a.pdf", "Jane")
    impatient = (
        "import sys; from atsharness.batch import cluster; from atsharness.cli import main; "
        "cluster.CONNECT_S = 0.5; sys.exit(main(sys.argv[1:]))"
    )
    options = ("--paths", "pdfium", "--ocr", "never", "--scheduler", "tcp://127.0.0.1:9")
    command = ("batch", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "run"), *options)
    done = subprocess.run(
        [sys.executable, "-c", impatient, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("ats: no Dask scheduler answers at tcp://127.0.0.1:9 (")
    assert done.stderr.count("\n") == 1
