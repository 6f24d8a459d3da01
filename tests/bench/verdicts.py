"""Whether the verdict holds: the same level with and without the source, and against the true text.

Judges every file of a built corpus three times: without its source (against the page as a person sees it),
with its reference text as the source, and against that text in its own order, which is the truth. Prints the
share of files with the same level and the files that differ. Exits 1 below the goals.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from atsharness.corpus.labels import read_labels
from atsharness.harness.session import Session
from atsharness.harness.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = ("mupdf", "pdfium", "pdfminer", "pypdf")
SAME_LEVEL, SAME_FAILS = 0.95, 0.98


def levels(session: Session, file: Path, truth: Path) -> dict[str, str | None]:
    """The level of one file by what it is held against; None where it cannot be read."""
    ways: dict[str, dict[str, Any]] = {
        "page": {},
        "source": {"source": truth},
        "truth": {"source": truth, "look": False},
    }
    found: dict[str, str | None] = {}
    for way, how in ways.items():
        verdict = next(session.check([str(file)], **how)).result.verdict
        found[way] = verdict.level if verdict is not None else None
    return found


def main() -> int:
    """Judges, counts, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "corpus" / "rendered")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with Session(Settings(paths=TEXT)) as session:
        for label in read_labels(options.folder / "labels.json").files[:: options.every]:
            found = levels(session, options.folder / label.file, options.folder / label.reference)
            rows.append({"file": label.file, **found})
            if sys.stderr.isatty():
                print(f"\r{len(rows)} files", end="", file=sys.stderr)
    read = [row for row in rows if row["truth"] is not None]
    same = sum(row["page"] == row["source"] for row in read) / len(read)
    failing = [row for row in read if row["truth"] == "fail"]
    kept = sum(row["page"] == "fail" for row in failing) / max(len(failing), 1)
    false = [row["file"] for row in read if row["page"] == "fail" != row["truth"]]
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        for row in read:
            if len({row["page"], row["source"], row["truth"]}) > 1:
                print(f"{row['file']}: page {row['page']}, source {row['source']}, truth {row['truth']}")
        print(f"{len(read)} files; levels against the truth: {dict(Counter(row['truth'] for row in read))}")
        print(f"same level with and without the source: {same:.3f} (goal {SAME_LEVEL})")
        print(f"fails found: {kept:.3f} of {len(failing)} (goal {SAME_FAILS}); false ones: {false or 'none'}")
    return int(same < SAME_LEVEL or kept < SAME_FAILS or bool(false))


if __name__ == "__main__":
    sys.exit(main())
