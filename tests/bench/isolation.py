"""What isolation costs: CPU time against a plain loop, fresh sandboxed workers, and the parent's memory.

``python tests/bench/isolation.py`` prints the rows; each function returns one of them.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from types import ModuleType

import msgspec

from atsharness import registry
from atsharness.extract import selection, work
from atsharness.extract.tasks import extraction, read_task
from atsharness.garbage import look_rarely
from atsharness.model import ReadOptions
from atsharness.settings import Settings
from atsharness.workers.supervisor import Supervisor, Task

DOCUMENTS = 10
DENSE = Path(__file__).resolve().parents[2] / "corpus" / "rendered" / "pdf" / "typst-single-column__dense.pdf"
GROUPS = 9
FILES = 20
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
    return (Task(key=number, payload=payload, group=str(number % GROUPS)) for number in range(count))


def cpu_s(pid: int) -> float:
    """CPU seconds that a process had until it was last switched off a core: all, when it sleeps."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9


def overhead(n: int = 5) -> dict[str, object]:
    """CPU time of supervisor and worker over that of the same paths in a loop, in turn.

    The eight text paths of the panel read the dense page and hand back text and words, decoded in the parent.
    One warm worker on the parent's own core: else what is measured is what the cores take from each other.
    """
    settings = Settings(paths=("panel",), ocr=False)
    chosen = selection.select(registry.discover("atsharness_parsers", "PARSER"), settings).items()
    found = dict(sorted(chosen, key=lambda item: -item[1].value.cost))  # as a run does
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    ratios, peers = [], []
    try:
        with tempfile.TemporaryDirectory() as folder, Supervisor(work.work, workers=1) as supervisor:
            options = ReadOptions(work_dir=folder)
            files = [Path(folder) / str(number) for number in range(DOCUMENTS)]
            for file in files:  # each another document: nothing that was kept of one is found for the next
                file.write_bytes(DENSE.read_bytes() + b"\n% " + file.name.encode())

            def plain(file: Path) -> None:
                for item in found.values():
                    item.value.read(file.read_bytes(), options)

            def isolated(file: Path) -> set[str]:
                return {
                    extraction(found[str(outcome.key)].value, outcome).status
                    for outcome in supervisor.run(
                        read_task(key, item, str(file), options, settings) for key, item in found.items()
                    )
                }

            plain(DENSE)
            isolated(DENSE)
            (worker,) = _workers()
            look_rarely()  # as the worker does
            for _ in range(n):
                pairs = []
                for file in files:
                    start = process_time()
                    plain(file)
                    middle = process_time()
                    before = cpu_s(worker)
                    assert isolated(file) == {"ok"}
                    pairs.append((process_time() - middle + cpu_s(worker) - before, middle - start))
                ratios.append(statistics.median(isolated_s / plain_s for isolated_s, plain_s in pairs))
                peers.append(statistics.median(plain_s for _, plain_s in pairs) * 1000)
            assert _workers() == [worker], "the worker was replaced on the way"
    finally:
        os.sched_setaffinity(0, cores)
    return {
        "name": f"isolation, CPU of {len(found)} text paths on the dense page",
        "ratio": round(statistics.median(ratios), 3),
        "limit": 1.05,
        "goal": 1.02,
        "n": n,
        "peer": f"the same in a loop, {statistics.median(peers):.0f} ms (Python {sys.version.split()[0]})",
    }


def _workers() -> list[int]:
    """The children of the template, which is the only child here."""
    (template,) = _children(os.getpid())
    return _children(template)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def sandbox(n: int = 5) -> dict[str, object]:
    """CPU time of checking 20 one-page files over the same without sandbox and fresh forks.

    Without them two workers serve all documents. A fresh process each time, in turn; as in ``ats check``, OCR
    reads each page too where Tesseract is.
    """
    pairs = []
    for _ in range(n):
        kept, loose = (
            float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for command in ([sys.executable, __file__, "--check", kind] for kind in ("kept", "loose"))
        )
        pairs.append((kept / loose, loose))
    return {
        "name": f"isolation, CPU of checking {FILES} one-page files in sandboxed workers of their own",
        "ratio": round(statistics.median(ratio for ratio, _ in pairs), 3),
        "limit": 1.05,
        "goal": 1.03,
        "n": n,
        "peer": f"two workers for all, no sandbox, {statistics.median(loose for _, loose in pairs):.1f} s",
    }


def one_page_files() -> list[str]:
    """Files of the corpus with one page, evenly spread over it."""
    import pypdfium2

    found = []
    for file in sorted(DENSE.parent.glob("*.pdf")):
        with contextlib.suppress(pypdfium2.PdfiumError), pypdfium2.PdfDocument(file) as document:
            if len(document) == 1:
                found.append(str(file))
    return found[:: len(found) // FILES][:FILES]


def check_files(kind: str) -> float:
    """CPU seconds of this process and all it starts for a check of those files."""
    from atsharness import dispatch
    from atsharness.run import run

    if kind == "loose":

        class Loose(Supervisor):
            """Tasks that belong to no document, and have no bounds."""

            def submit(self, task: Task) -> None:
                super().submit(msgspec.structs.replace(task, document="", bounds=None))

            def load(self, names: object) -> None:
                """Workers load what they need, once."""

        vars(dispatch)["Supervisor"] = Loose
    files = one_page_files()
    run(files[:1], settings=Settings(jobs=2))  # bytecode is there, and files are cached
    before = sum(map(_used, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    run(files, settings=Settings(jobs=2))
    return sum(map(_used, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))) - before


def _used(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


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
    elif "--check" in sys.argv:
        print(check_files(sys.argv[-1]))
    else:
        for row in (overhead(), memory(), sandbox()):
            print(row)
