"""What isolation costs: CPU time against a plain loop, and the parent's memory over many results.

``python tests/bench/isolation.py`` prints the rows; each function returns one of them.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from types import ModuleType

from atsharness.harness.isolation import Supervisor, Task

DOCUMENTS = 30
PATHS = 9
ROUNDS = 75_000
"""Of plain arithmetic in a task: nine tasks take about 50 ms, as text engines take for a dense page."""

FEW, MANY = 4_000, 40_000
RESULT_BYTES = 4_000


def scripted() -> ModuleType:
    """The tests' task handler."""
    path = Path(__file__).resolve().parents[1] / "support" / "scripted.py"
    spec = importlib.util.spec_from_file_location("scripted", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tasks(module: ModuleType, count: int, rounds: int, pad: int) -> Iterator[Task]:
    """`count` tasks in nine groups."""
    payload = module.payload("work", rounds=rounds, pad=pad)
    return (Task(key=number, payload=payload, group=str(number % PATHS)) for number in range(count))


def cpu_s(pid: int) -> float:
    """CPU seconds that a process had until it was last switched off a core: all, when it sleeps."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9


def overhead(n: int = 5) -> dict[str, object]:
    """CPU time of supervisor and worker over that of the same calls in a loop, document by document in turn.

    One warm worker on the parent's own core: else what is measured is what the cores take from each other.
    """
    module = scripted()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    ratios, peers = [], []
    try:
        for _ in range(n):
            with Supervisor(module.scripted, workers=1) as supervisor:
                supervisor.submit(Task(key="warm", payload=module.payload("pid")))
                outcome = supervisor.next()
                assert outcome is not None
                assert outcome.payload is not None
                worker = int(outcome.payload)
                pairs = []
                for _ in range(DOCUMENTS):
                    start = process_time()
                    for task in tasks(module, PATHS, ROUNDS, 2000):
                        module.scripted(task.payload, int)
                    middle = process_time()
                    before = cpu_s(worker)
                    done = [outcome.status for outcome in supervisor.run(tasks(module, PATHS, ROUNDS, 2000))]
                    assert done == ["done"] * PATHS
                    pairs.append((process_time() - middle + cpu_s(worker) - before, middle - start))
            ratios.append(statistics.median(isolated / plain for isolated, plain in pairs))
            peers.append(statistics.median(plain for _, plain in pairs) * 1000)
    finally:
        os.sched_setaffinity(0, cores)
    return {
        "name": f"isolation, CPU of {PATHS} tasks of a document",
        "ratio": round(statistics.median(ratios), 3),
        "limit": 1.05,
        "goal": 1.02,
        "n": n,
        "peer": f"the same in a loop, {statistics.median(peers):.0f} ms (Python {sys.version.split()[0]})",
    }


def memory(n: int = 5) -> dict[str, object]:
    """MB by which the parent is larger after 40,000 results than after 4,000; a fresh process each time."""
    command = [sys.executable, __file__, "--grow"]
    grown = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(n)
    ]
    return {
        "name": f"isolation, parent memory from {FEW:,} to {MANY:,} results of 4 kB, MB",
        "ratio": round(statistics.median(grown), 2),
        "limit": 5,
        "goal": 1,
        "n": n,
        "peer": "its own resident size, in MB (no ratio)",
    }


def grow() -> float:
    """MB that this process grows by from one mark to the other."""
    module = scripted()
    marks = {}
    with Supervisor(module.scripted, workers=2) as supervisor:
        for count, _ in enumerate(supervisor.run(tasks(module, MANY, 10, RESULT_BYTES)), 1):
            if count in (FEW, MANY):
                pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
                marks[count] = pages * os.sysconf("SC_PAGESIZE") / 2**20
    return marks[MANY] - marks[FEW]


if __name__ == "__main__":
    if "--grow" in sys.argv:
        print(grow())
    else:
        for row in (overhead(), memory()):
            print(row)
