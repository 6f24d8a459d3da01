"""Builds faults from fresh seeds and prints the confusion table of their expected labels.

Run ``python tests/bench/expected_labels.py --seeds 1001-1003``; exits 1 where under 97 % are as expected.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
GOAL = 0.97


def main() -> int:
    """The command line."""
    import tabulate
    from confusion import confusion, diagonal

    from atsharness_corpus import build
    from atsharness_corpus.commands.corpus import seeds_of

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1001-1003", metavar="A-B")
    parser.add_argument("--typesetters", default="typst,reportlab", metavar="A,B")
    options = parser.parse_args()
    setters = dict.fromkeys(options.typesetters.split(","), "")
    with tempfile.TemporaryDirectory(prefix="ats-labels-") as name:
        jobs, _ = build.plan(seeds_of(options.seeds), (), build.choose_faults(), setters)
        positives = [job for job in jobs if not job.near_miss]
        build.build(Path(name), positives, list(setters))
        cells = confusion(Path(name))
    by_fault: Counter[tuple[str, str, str]] = Counter()
    for (fault, _, wanted, got), number in cells.items():
        by_fault[fault, wanted, got] += number
    rows = [[*key, number] for key, number in sorted(by_fault.items())]
    print(tabulate.tabulate(rows, ["fault", "expected", "found", "words"]))
    share = diagonal(cells)
    print(f"\n{share:.4f} of {sum(cells.values())} labels are as expected (goal {GOAL})")
    return int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
