"""The same rates with and without a source: what each path recovers of built files, held against both.

Reads every file of a built corpus once, holds the paths against what a person sees on the page and against
the file's true text, and prints how often CharRecall and Moved are within .01 of each other. Exits 1 below
the goal.

    python -m tests.bench.sources [FOLDER] [--no-ocr]
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import Reference
from atsharness.pipeline import artifacts_of, with_source
from atsharness_corpus.labels import FileLabel, read_labels

ROOT = Path(__file__).resolve().parents[2]
WITHIN, GOAL = 0.01, 0.95


def differences(folder: Path, ocr: bool, label: FileLabel) -> list[tuple[str, str, float, float]]:
    """For each path of a file by how much CharRecall and Moved differ."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    page = artifacts_of(inputs_of((folder / label.file).read_bytes(), text_panel(), name=label.file, ocr=ocr))
    true = (folder / label.reference).read_text("utf-8")
    sourced = {item.path_id: item for item in with_source(page, Reference(text=true)).recoveries}
    found = []
    for seen in page.recoveries:
        other = sourced.get(seen.path_id)
        if other is None:
            continue
        moved = 0.0
        if seen.order.moved is not None and other.order.moved is not None:
            moved = abs(seen.order.moved - other.order.moved)
        recall = abs((seen.content.char_recall or 0.0) - (other.content.char_recall or 0.0))
        found.append((label.file, seen.path_id, recall, moved))
    return found


def main() -> int:
    """Reads, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "corpus" / "rendered")
    parser.add_argument(
        "--no-ocr", action="store_true", help="leave unread what the text layer does not tell"
    )
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    labels = read_labels(options.folder / "labels.json").files
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        compared = partial(differences, options.folder, not options.no_ocr)
        rows = [row for some in pool.map(compared, labels, chunksize=4) for row in some]
    apart = Counter(row[0] for row in rows if max(row[2:]) > WITHIN)
    share = 1 - sum(apart.values()) / len(rows)
    print(f"{len(rows)} (file, path): CharRecall and Moved within {WITHIN} in {share:.1%} (goal {GOAL:.0%})")
    for file, count in apart.most_common():
        print(f"  {file}: {count} paths")
    return int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
