"""How often a word is called lost that a path has, and a loss is missed: by the true text, per typesetter.

Reads each file of built corpora with the panel's text paths and holds them against the page as a person sees
it, and against the true text. A word of the page that a path is said to lose or alter is a **false loss**
where the word of the true text that it stands for is unharmed in that path, or where the true text has no
such word. A word of the true text that a path loses or alters is a **missed loss** where the page's word is
said to be unharmed, or where the page's reading lacks it. Prints both as shares of words. Exits 1 beyond the
goals.
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import msgspec

from atsharness.alignment.align import align
from atsharness.in_process import inputs_of, text_panel
from atsharness.model import Reference, WordLabel
from atsharness.pipeline import against, artifacts_of
from atsharness.rules.kit.losses import LOST
from atsharness_corpus.labels import FileLabel, read_labels

ROOT = Path(__file__).resolve().parents[2]
FALSE, MISSED = 0.002, 0.005
"""Goals: shares of the words of all paths."""
SHOWN = 12


class Row(msgspec.Struct, frozen=True):
    """One file: words in all paths together, false and missed losses, and the worst examples."""

    file: str
    typesetter: str
    words: int
    false: int
    missed: int
    examples: tuple[str, ...]


def judged(ocr: bool, item: tuple[Path, FileLabel]) -> Row | None:
    """One file; None where it cannot be read at all, or its page not without OCR."""
    folder, label = item
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    page = artifacts_of(inputs_of((folder / label.file).read_bytes(), text_panel(), ocr=ocr))
    if page.reference is None or (not page.reference.complete and not ocr):
        return None
    text = (folder / label.reference).read_text("utf-8")
    truth = {item.path_id: item.words for item in against(page, Reference(text=text)).alignments}
    seen = align(text, page.reference.text, path_id="page")
    of_page: dict[int, list[int]] = {}
    for number, word in enumerate(seen.words):
        for at in word.hypothesis:
            of_page.setdefault(at, []).append(number)
    found = Counter[str]()
    examples: list[str] = []
    for alignment in page.alignments:
        true = truth.get(alignment.path_id)
        if true is None:
            continue
        for at, word in enumerate(alignment.words):
            if word.decoration or word.form not in LOST:
                continue
            if all(not _is_lost(true[number]) for number in of_page.get(at, ())):
                found["false"] += 1
                examples.append(f"false {alignment.path_id} {word.text!r} -> {word.observed!r}")
        for number, word in enumerate(true):
            if word.decoration or not _is_lost(word):
                continue
            images = seen.words[number].hypothesis
            if all(not _is_lost(alignment.words[at]) for at in images):
                found["missed"] += 1
                examples.append(f"missed {alignment.path_id} {word.text!r} -> {word.observed!r}")
        found["words"] += sum(not word.decoration for word in true)
    return Row(
        file=label.file,
        typesetter=label.typesetter,
        words=found["words"],
        false=found["false"],
        missed=found["missed"],
        examples=tuple(examples[:SHOWN]),
    )


def _is_lost(word: WordLabel) -> bool:
    return word.form in LOST and not word.decoration


def main() -> int:
    """Judges, counts, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", default=[ROOT / "corpus" / "rendered"])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth file")
    parser.add_argument("--ocr", action="store_true", help="also read what the text layer does not tell")
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="show examples of the N worst files"
    )
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    items = [
        (folder, label)
        for folder in options.folders
        for label in read_labels(folder / "labels.json").files[:: options.every]
    ]
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        rows = [row for row in pool.map(partial(judged, options.ocr), items, chunksize=2) if row is not None]
    print(f"{len(rows)} of {len(items)} files")
    met = True
    for typesetter in sorted({row.typesetter for row in rows}):
        own = [row for row in rows if row.typesetter == typesetter]
        met &= _printed(typesetter, own)
    met &= _printed("all", rows)
    for row in sorted(rows, key=lambda one: -(one.false + one.missed))[: options.worst]:
        print(f"{row.file}: {row.false} false, {row.missed} missed of {row.words}")
        for example in row.examples:
            print(f"  {example}")
    return int(not met)


def _printed(name: str, rows: Sequence[Row]) -> bool:
    words = sum(row.words for row in rows) or 1
    false = sum(row.false for row in rows) / words
    missed = sum(row.missed for row in rows) / words
    print(f"  {name:12} {len(rows):4} files  false {false:.3%} (goal {FALSE:.1%})  missed {missed:.3%}")
    return false <= FALSE and missed <= MISSED


if __name__ == "__main__":
    sys.exit(main())
