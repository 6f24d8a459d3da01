"""``python -m atsharness.corpus.faults --out DIR --seeds A-B``: builds the faults and their labels."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from atsharness.corpus.faults._build import build_faults, choose_faults
from atsharness.corpus.person import content_dir, load_people
from atsharness.harness.errors import HarnessError, UsageError


def seeds_of(text: str) -> range:
    """``3-7`` as 3, 4, 5, 6, 7; ``3`` as 3 alone.

    Raises:
        UsageError: it is neither.
    """
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise UsageError(f"{text!r} is no range of seeds; give one as 1-5")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m atsharness.corpus.faults", description="Builds faults and their near-misses."
    )
    parser.add_argument("--out", type=Path, default=Path("build/faults"), metavar="DIR")
    parser.add_argument("--seeds", default="1", metavar="A-B", help="inclusive; 1 unless given")
    parser.add_argument("--faults", default="", help="ids, separated by commas; all unless given")
    parser.add_argument("--people", default="", help="ids, separated by commas; all unless given")
    options = parser.parse_args(arguments)
    try:
        faults = choose_faults(filter(None, options.faults.split(",")))
        people = load_people(content_dir(), filter(None, options.people.split(",")))
        report = build_faults(options.out, faults, people, seeds_of(options.seeds))
    except HarnessError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return int(error.exit_code)
    for stem in report.built:
        print(stem)  # noqa: T201
    for fault_id, reason in report.skipped.items():
        print(f"skipped {fault_id}: {reason}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
