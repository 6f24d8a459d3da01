"""The CPU time and size of HTML reports beyond the check alone: committed files, side by side in one process.

    python tests/bench/html_report.py [-n ROUNDS]

Each round checks the files once without and once with reports (A B A B …); CPU time is that of this process
and of its workers. Jinja2 is imported, and templates are compiled, before the clock starts: the second line
says what that costs once a process.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from pathlib import Path

from atsharness.model import Exhibit, RenderOptions, View
from atsharness.run import run
from atsharness.settings import Settings
from atsharness_reports.html import files

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Settings(ocr=False, paths=("panel",))


def cpu() -> float:
    """CPU seconds of this process and its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def once(names: list[str], *, report: bool) -> tuple[float, int, list[float]]:
    """CPU seconds of a run, its pages, and kilobytes a page of each report."""
    start = cpu()
    exhibits: dict[int, Exhibit] = {}
    result = run(names, settings=SETTINGS, view=View() if report else None, exhibits=exhibits)
    pages = [item.document.page_count or 0 for item in result.documents]
    sizes = []
    if report:
        written = dict(files(result, RenderOptions(exhibits=exhibits)))
        sizes = [
            len(written[f"report-{number + 1:04}.html"].encode()) / 1000 / count
            for number, count in enumerate(pages)
            if count
        ]
    return cpu() - start, sum(pages), sizes


def main() -> int:
    """Prints one line on time and one on size; exit code 1 when either is over its limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", type=int, default=5, help="rounds (default 5)")
    parser.add_argument("files", nargs="*", help="other files than the committed corpus's dense ones")
    arguments = parser.parse_args()
    names = arguments.files or sorted(map(str, (ROOT / "corpus" / "rendered" / "pdf").glob("*__dense.pdf")))
    start = time.process_time()
    from jinja2 import Environment  # noqa: F401

    from atsharness_reports.html.page import page  # noqa: F401

    first = time.process_time() - start
    once(names, report=True), once(names, report=False)
    rounds = [(once(names, report=True), once(names, report=False)) for _ in range(arguments.n)]
    pages = rounds[0][0][1]
    beyond = statistics.median((ours[0] - alone[0]) / pages for ours, alone in rounds)
    alone = statistics.median(alone[0] / pages for _, alone in rounds)
    sizes = rounds[0][0][2]
    print(f"{len(names)} files, {pages} pages, {arguments.n} rounds")
    print(f"CPU a page: {1000 * beyond:.0f} ms beyond the check's own {1000 * alone:.0f} ms")
    print(f"once a process: {1000 * first:.0f} ms for Jinja2")
    print(f"size a page: median {statistics.median(sizes):.0f} kB, worst {max(sizes):.0f} kB")
    return int(beyond > 0.120 or statistics.median(sizes) > 200)


if __name__ == "__main__":
    sys.exit(main())
