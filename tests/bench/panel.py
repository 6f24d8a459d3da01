"""What a run over résumés costs beside its engines alone: CPU time of ``ats check`` and of a plain loop.

``python tests/bench/panel.py [FILE …]`` prints the row, over other files if some are named.
"""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SUPPORT = Path(__file__).resolve().parents[1] / "support"
RENDERED = Path(__file__).resolve().parents[2] / "corpus" / "rendered" / "pdf"
WARM = 3
"""Files read before the clock starts: by then engines are loaded, and workers have them from the start."""


def loop(files: Sequence[str]) -> None:
    """Reads files by the engines' own calls, one after the other."""
    import logging

    logging.disable()
    sys.path.append(str(SUPPORT))
    from documented import documented_calls

    calls = documented_calls().values()
    for file in files:
        data = Path(file).read_bytes()
        for call in calls:
            with contextlib.suppress(Exception):
                call(data)


def run(files: Sequence[str]) -> None:
    """Checks files as ``ats check --no-ocr`` does."""
    from atsharness import run as runs
    from atsharness.settings import Settings

    runs.run(files, settings=Settings(jobs=2, ocr=False, paths=("panel",)))


def _cpu_s(kind: str, files: Sequence[str]) -> float:
    """CPU seconds of a fresh process that reads those files, and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, f"--{kind}", *files], check=True, env=_environ())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def panel(n: int = 5, files: Sequence[str] = ()) -> dict[str, object]:
    """CPU time a file of a run over the corpus's layouts over that of the engines' own calls, both warm.

    Each side is measured twice in turn, with the files and with the first few of them alone: the difference
    is what files cost once all is loaded.
    """
    files = files or layouts()
    for kind in ("run", "loop"):
        _cpu_s(kind, files[:WARM])
    pairs = []
    for _ in range(n):
        ours, theirs = (
            (_cpu_s(kind, [*files[:WARM], *files]) - _cpu_s(kind, files[:WARM])) / len(files)
            for kind in ("run", "loop")
        )
        pairs.append((ours, theirs))
    return {
        "name": f"check --no-ocr, CPU a file of {len(files)} résumés",
        "ratio": round(statistics.median(ours / theirs for ours, theirs in pairs), 3),
        "limit": 1.2,
        "goal": 0.9,
        "n": n,
        "peer": "the panel's eight engines in a loop, by their documented calls, "
        f"{statistics.median(theirs for _, theirs in pairs) * 1000:.0f} ms",
    }


def layouts() -> list[str]:
    """Every second of the committed files without a fault."""
    return [str(file) for file in sorted(RENDERED.glob("*.pdf")) if file.stem.count("__") == 1][::2]


if __name__ == "__main__":
    kinds = {"--loop": loop, "--run": run}
    if len(sys.argv) > 1 and sys.argv[1] in kinds:
        kinds[sys.argv[1]](sys.argv[2:])
    else:
        print(panel(files=sys.argv[1:]))
