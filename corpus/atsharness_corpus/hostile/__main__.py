"""``python -m atsharness_corpus.hostile --out DIR`` writes all hostile files and their manifest."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from atsharness_corpus.hostile.catalogue import all_hostile, write


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m atsharness_corpus.hostile",
        description="Writes small PDF files that stop or deceive parsers, with their acceptable outcomes.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args(arguments)
    write(options.out)
    for key, item in all_hostile().items():
        print(f"{key}: {item.title}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
