"""Speed and memory of the alignment beside jiwer and dinglehopper, in one run.

Run ``python -m tests.bench.align [--format json] [-n 5] [--most-words 100000]``. The peers are the extra
``[bench]``; without them our own figures are shown and the rows say so.

Texts are those of `align_accuracy`: clean, 5 % noise (.01 each of drop, split, glue, substitute,
insert), six blocks moved and two columns (both with that noise). CPU seconds of one process, each figure the
median of `n` runs taken in turn with the peer's. "Ours" is cutting both texts into words, aligning and
labelling them, and all rates. "dinglehopper" is what its report holds: CER, WER and both alignments;
"jiwer" is its words and its characters. The peers stop at 10,000 words.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import align_accuracy

TEXTS = (("clean", 0.0, "same"), ("5 % noise", 0.01, "same"), ("six blocks", 0.01, "6blocks"))
TEXTS += (("two columns", 0.01, "2col"),)
SIZES = (700, 10_000, 100_000)
MOST_FOR_PEERS = 10_000


def ours(reference: str, hypothesis: str) -> None:
    from atsharness.alignment.align import align
    from atsharness.measure.rates import measure
    from atsharness.text.tokens import tokens as text

    text._kept.cache_clear()  # each run cuts its texts anew
    read = text.tokens(hypothesis)
    measure(align(text.tokens(reference), read, path_id="p"), read)


def dinglehopper(reference: str, hypothesis: str) -> None:
    import dinglehopper as peer
    from dinglehopper.word_error_rate import words_normalized
    from uniseg.graphemecluster import grapheme_clusters

    peer.character_error_rate(reference, hypothesis)
    peer.word_error_rate(reference, hypothesis)
    list(peer.seq_align(list(grapheme_clusters(reference)), list(grapheme_clusters(hypothesis))))
    list(peer.seq_align(list(words_normalized(reference)), list(words_normalized(hypothesis))))


def jiwer(reference: str, hypothesis: str) -> None:
    import jiwer as peer

    peer.process_words(reference, hypothesis)
    peer.process_characters(reference, hypothesis)


def version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def cpu(work: Callable[[str, str], None], case: align_accuracy.Case) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        start = time.process_time()
        work(case.reference, case.hypothesis)
        return time.process_time() - start


def paired(case: align_accuracy.Case, peer: Callable[[str, str], None], n: int) -> tuple[float, float, float]:
    """Median CPU seconds of both, and the median of the pairs' ratios peer / ours, after one warm-up."""
    cpu(ours, case), cpu(peer, case)
    pairs = [(cpu(ours, case), cpu(peer, case)) for _ in range(n)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(b / a for a, b in pairs),
    )


def rows(n: int, most_words: int) -> list[dict[str, Any]]:
    """One row per size, text and peer: CPU seconds and how many times ours the peer takes."""
    peers = {"jiwer": jiwer, "dinglehopper": dinglehopper}
    there = {name: work for name, work in peers.items() if version(name)}
    table = []
    for words in (size for size in SIZES if size <= most_words):
        for text, noise, order in TEXTS:
            case = align_accuracy.make_case(words, noise, order, 1)
            wanted = there if words <= MOST_FOR_PEERS else {}
            for name, work in wanted.items():
                repeats = max(1, n if words < 5_000 else n // 2 if name == "jiwer" else 1)
                own, peer_s, ratio = paired(case, work, repeats)
                table.append(_row(words, text, own, f"{name} {version(name)}", peer_s, ratio, repeats))
            if not wanted:
                cpu(ours, case)
                own = statistics.median(cpu(ours, case) for _ in range(max(1, n // 2)))
                missing = "beyond the peers' sizes" if words > MOST_FOR_PEERS else "not installed: [bench]"
                table.append(_row(words, text, own, missing, None, None, max(1, n // 2)))
    return table


def _row(
    words: int, text: str, own: float, peer: str, peer_s: float | None, ratio: float | None, n: int
) -> dict[str, Any]:
    return {
        "words": words,
        "text": text,
        "ours_s": round(own, 4),
        "peer": peer,
        "peer_s": None if peer_s is None else round(peer_s, 4),
        "peer_over_ours": None if ratio is None else round(ratio, 2),
        "n": n,
    }


def memory() -> float:
    """Peak MB of a fresh process that aligns 100,000 noisy words."""
    code = (
        "import sys, resource; sys.path.insert(0, sys.argv[1]); import align, align_accuracy;"
        "case = align_accuracy.make_case(100_000, 0.01, 'same', 1);"
        "align.ours(case.reference, case.hypothesis);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / (1024 if sys.platform != "darwin" else 1024**2)


def benchmarks(n: int = 5) -> list[dict[str, object]]:
    """The goals as rows of ``make bench``; as smaller is better there, a speed-up is ours / peer."""
    found = rows(n, 100_000)

    def worst(peer: str, words: int, text: str = "") -> float | None:
        ratios = [
            1 / row["peer_over_ours"]
            for row in found
            if row["words"] == words and row["peer"].startswith(peer) and text in row["text"]
        ]
        return round(max(ratios), 4) if ratios else None

    def own(words: int) -> dict[str, float]:
        return {row["text"]: row["ours_s"] for row in found if row["words"] == words}

    small, large = own(10_000), own(100_000)
    growth = round(max(large[text] / small[text] for text in large), 2)
    wanted: list[tuple[str, float | None, float, float, str]] = [
        ("align 700 words, four texts", worst("dinglehopper", 700), 1 / 50, 1 / 80, "dinglehopper"),
        ("align 10,000 words, four texts", worst("dinglehopper", 10_000), 1 / 40, 1 / 50, "dinglehopper"),
        ("align 10,000 words, 5 % noise", worst("jiwer", 10_000, "5 %"), 1.25, 1.0, "jiwer"),
        ("align 100,000 words over 10,000", growth, 16.0, 14.0, "ours at 10,000 words"),
        ("align 100,000 words, MB", round(memory(), 1), 260.0, 250.0, "peak resident size"),
    ]
    return [
        {"name": name, "ratio": ratio, "limit": limit, "goal": round(goal, 4), "n": n, "peer": _title(peer)}
        for name, ratio, limit, goal, peer in wanted
        if ratio is not None
    ]


def _title(peer: str) -> str:
    return f"{peer} {version(peer)}" if version(peer) else peer


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-n", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--most-words", type=int, default=100_000, help="leave larger texts out")
    parser.add_argument("--goals", action="store_true", help="the goals alone, as make bench shows them")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args(arguments)
    table = benchmarks(options.n) if options.goals else rows(options.n, options.most_words)
    if options.format == "json":
        print(json.dumps(table, indent=1))
    else:
        from tabulate import tabulate

        print(tabulate(table, headers="keys"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
