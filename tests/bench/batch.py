"""``ats batch``: what two workers give, what the parent costs, what a second run costs, and its memory."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RENDERED = Path(__file__).resolve().parents[2] / "corpus" / "rendered" / "pdf"
DOCUMENTS = 48
FEW, MANY = 4_000, 40_000
_CODE = """
import json, resource, sys
from atsharness.cli import main
code = main(sys.argv[1:])
own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
said = {"own_s": own.ru_utime + own.ru_stime, "below_s": below.ru_utime + below.ru_stime,
        "peak_mb": own.ru_maxrss * unit / 2**20}
print(json.dumps(said), file=sys.stderr)
sys.exit(code)
"""


def measured(documents: Path, run: Path, *options: str) -> dict[str, float]:
    """One call of ``ats batch``: wall seconds, CPU seconds of the parent and below it, the parent's peak."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, "batch", str(documents), "-o", str(run), "--ocr", "never", *options],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"ats batch exited {done.returncode}: {done.stderr[-500:]}")
    return {"wall_s": wall, **json.loads(done.stderr.splitlines()[-1])}


def _documents(folder: Path) -> Path:
    """Every fourth file of the committed corpus, all typesetters among them."""
    documents = folder / "in"
    documents.mkdir()
    for file in sorted(RENDERED.glob("*.pdf"))[::4][:DOCUMENTS]:
        shutil.copy(file, documents)
    return documents


def batch_workers(n: int) -> dict[str, object]:
    """Two workers against one, over the same documents, in turn."""
    pairs = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = _documents(folder)
        for turn in range(max(1, n // 2)):
            two, one = (
                measured(documents, folder / f"run{turn}-{jobs}", "-j", str(jobs))["wall_s"]
                for jobs in (2, 1)
            )
            pairs.append((two, one))
    return {
        "name": f"batch -j 2, {DOCUMENTS} documents, eight paths",
        "ratio": round(statistics.median(two / one for two, one in pairs), 3),
        "limit": 0.6,
        "goal": 0.54,
        "n": len(pairs),
        "peer": "batch -j 1",
        "ours_s": round(statistics.median(two for two, _ in pairs), 2),
        "peer_s": round(statistics.median(one for _, one in pairs), 2),
    }


def batch_parent(_n: int) -> dict[str, object]:
    """CPU time of the parent, as a share of all."""
    with tempfile.TemporaryDirectory() as name:
        first = measured(_documents(Path(name)), Path(name) / "run", "-j", "2")
    return {
        "name": f"batch, CPU of the parent, {DOCUMENTS} documents",
        "ratio": round(first["own_s"] / (first["own_s"] + first["below_s"]), 4),
        "limit": 0.02,
        "goal": 0.02,
        "n": 1,
        "peer": "CPU of all its processes",
        "ours_s": round(first["own_s"], 2),
        "peer_s": round(first["own_s"] + first["below_s"], 2),
    }


def batch_again(n: int) -> dict[str, object]:
    """A second run over documents that have not changed, in CPU time."""
    with tempfile.TemporaryDirectory() as name:
        documents, run = _documents(Path(name)), Path(name) / "run"
        first = measured(documents, run, "-j", "2")
        again = [measured(documents, run, "-j", "2") for _ in range(n)]
    spent = statistics.median(one["own_s"] + one["below_s"] for one in again)
    return {
        "name": f"batch once more, {DOCUMENTS} documents, CPU time",
        "ratio": round(spent / (first["own_s"] + first["below_s"]), 4),
        "limit": 0.01,
        "goal": 0.01,
        "n": n,
        "peer": "the first run",
        "ours_s": round(spent, 3),
        "peer_s": round(first["own_s"] + first["below_s"], 2),
    }


def batch_memory(_n: int) -> dict[str, object]:
    """Peak of the parent over many documents against few: empty files, since the parent opens none."""
    peaks = []
    with tempfile.TemporaryDirectory() as name:
        for count in (FEW, MANY):
            documents = Path(name) / str(count)
            documents.mkdir()
            for number in range(count):
                (documents / f"resume-of-applicant-{number:06}.pdf").touch()
            peaks.append(measured(documents, Path(name) / f"run{count}", "-j", "2")["peak_mb"])
    return {
        "name": f"batch, the parent's memory from {FEW:,} to {MANY:,} documents, MB more",
        "ratio": round(peaks[1] - peaks[0], 1),
        "limit": 5.0,
        "goal": 5.0,
        "n": 1,
        "peer": f"its peak over {FEW:,}: {peaks[0]:.0f} MB (no ratio)",
    }
