"""How often the aligner's word labels are right, on synthetic texts whose true labels are known.

Run ``python tests/bench/align_accuracy.py --seeds 1-3 [--format json]``.

The text: words drawn by Zipf's law (s = 1) from the 200 commonest English words (ranks 1-200) and
3,000 seeded pseudo-words of 2-12 letters, in lines of 8-12 words. Each of drop, split (at a random
inner position), glue (to the next word on the line), substitute (1-2 letters, at least half of the
word stays, never another vocabulary word) and insert (a word drawn like the text's, behind the word)
happens with probability p per word, at most one a word. Then the lines keep their order, six blocks
are permuted, two columns are interleaved line by line, or all lines are shuffled. A label also
counts as right where another copy of the same word with the same neighbours truly has it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import NamedTuple

from atsharness.harness.align import align

COMMON = """
the be to of and a in that have i it for not on with he as you do at this but his by from they we
say her she or an will my one all would there their what so up out if about who get which go me when
make can like time no just him know take people into year your good some could them see other than
then now look only come its over think also back after use two how our work first well way even new
want because any these give day most us is are was were been has had did said made may very where
much too long down should each those own same great here through before must such under between
never last right while might still again off always world life old part place small large number
point home hand high every school state family student group country problem fact company system
program question government service run believe hold bring happen write provide sit stand lose pay
meet include continue set learn change lead understand watch follow stop create speak read allow add
spend grow open walk win offer remember
"""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ORDERS = ("same", "6blocks", "2col", "shuffled lines")
CELLS = [(words, noise, order) for words in (700, 10_000) for noise in (0.01, 0.04) for order in ORDERS]


class Case(NamedTuple):
    """A reference, what became of it, and the true form of each reference word."""

    reference: str
    hypothesis: str
    words: list[str]
    truth: list[str]


class Vocabulary:
    """The seeded words and their cumulative Zipf weights."""

    def __init__(self, rng: random.Random) -> None:
        self.words = COMMON.split()
        self.known = set(self.words)
        while len(self.words) < 3200:
            word = "".join(rng.choices(LETTERS, k=rng.randint(2, 12)))
            if word not in self.known:
                self.known.add(word)
                self.words.append(word)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.weights, k=count)


def make_case(words: int, noise: float, order: str, seed: int) -> Case:
    """One synthetic case; the same arguments give the same case."""
    rng = random.Random(f"{seed}/{words}/{noise}/{order}")
    vocabulary = Vocabulary(rng)
    reference = vocabulary.draw(rng, words)
    lines: list[list[int]] = []
    at = 0
    while at < words:
        size = rng.randint(8, 12)
        lines.append(list(range(at, min(at + size, words))))
        at += size
    truth = ["ok"] * words
    noisy = [_corrupt(line, reference, truth, vocabulary, noise, rng) for line in lines]
    hypothesis = "\n".join(" ".join(line) for line in _arrange(noisy, order, rng))
    text = "\n".join(" ".join(reference[i] for i in line) for line in lines)
    return Case(text, hypothesis, reference, truth)


def _corrupt(
    line: list[int], words: list[str], truth: list[str], vocabulary: Vocabulary, p: float, rng: random.Random
) -> list[str]:
    out: list[str] = []
    skip = False
    for place, i in enumerate(line):
        if skip:
            skip = False
            continue
        word = words[i]
        draw = rng.random()
        if draw < p:
            truth[i] = "missing"
        elif draw < 2 * p and len(word) >= 2:
            truth[i] = "split"
            cut = rng.randrange(1, len(word))
            out += [word[:cut], word[cut:]]
        elif 2 * p <= draw < 3 * p and place + 1 < len(line):
            truth[i] = truth[i + 1] = "glued"
            out.append(word + words[i + 1])
            skip = True
        elif 3 * p <= draw < 4 * p and len(word) >= 2:
            truth[i] = "substituted"
            out.append(_substitute(word, vocabulary, rng))
        elif 4 * p <= draw < 5 * p:
            out += [word, *vocabulary.draw(rng, 1)]
        else:
            out.append(word)
    return out


def _substitute(word: str, vocabulary: Vocabulary, rng: random.Random) -> str:
    while True:
        letters = list(word)
        for at in rng.sample(range(len(word)), rng.randint(1, min(2, len(word) // 2))):
            letters[at] = rng.choice([c for c in LETTERS if c != letters[at]])
        if "".join(letters) not in vocabulary.known:
            return "".join(letters)


def _arrange(lines: list[list[str]], order: str, rng: random.Random) -> list[list[str]]:
    if order == "6blocks":
        cuts = [round(len(lines) * i / 6) for i in range(7)]
        blocks = [lines[a:b] for a, b in pairwise(cuts)]
        plain = list(blocks)
        while blocks == plain:
            rng.shuffle(blocks)
        return [line for block in blocks for line in block]
    if order == "2col":
        half = (len(lines) + 1) // 2
        right = [*lines[half:], *([[]] * (2 * half - len(lines)))]
        return [a + b for a, b in zip(lines[:half], right, strict=True)]
    if order == "shuffled lines":
        lines = list(lines)
        rng.shuffle(lines)
    return lines


class Score(NamedTuple):
    """Labels right and words in all; hits, claims and truths of `missing`."""

    right: int
    words: int
    hits: int
    claims: int
    truths: int
    cpu_s: float


def score(case: Case) -> Score:
    """Aligns one case and counts the right labels."""
    start = time.process_time()
    alignment = align(case.reference, case.hypothesis, path_id="synthetic")
    cpu_s = time.process_time() - start
    labels = [word.form.partition("~")[0] for word in alignment.words]
    copies: dict[tuple[str, ...], set[str]] = defaultdict(set)
    around = ["", *case.words, ""]
    contexts = [tuple(around[i : i + 3]) for i in range(len(case.words))]
    for context, truth in zip(contexts, case.truth, strict=True):
        copies[context].add(truth)
    right = hits = claims = truths = 0
    for label, truth, context in zip(labels, case.truth, contexts, strict=True):
        actual = label if label in copies[context] else truth
        right += label == actual
        hits += label == actual == "missing"
        claims += label == "missing"
        truths += actual == "missing"
    return Score(right, len(labels), hits, claims, truths, cpu_s)


def rows(seeds: list[int]) -> list[dict[str, object]]:
    """One row per cell, its counts summed over the seeds."""
    table: list[dict[str, object]] = []
    for words, noise, order in CELLS:
        scores = [score(make_case(words, noise, order, seed)) for seed in seeds]
        right, total, hits, claims, truths = (sum(column) for column in list(zip(*scores, strict=True))[:5])
        table.append(
            {
                "words": words,
                "noise": noise,
                "order": order,
                "positions": False,
                "accuracy": round(right / total, 5),
                "missing_precision": round(hits / claims, 4) if claims else None,
                "missing_recall": round(hits / truths, 4) if truths else None,
                "cpu_s": round(sorted(s.cpu_s for s in scores)[len(scores) // 2], 4),
            }
        )
    return table


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", default="1-3", help="inclusive, A-B or A")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args(arguments)
    first, _, last = options.seeds.partition("-")
    table = rows(list(range(int(first), int(last or first) + 1)))
    if options.format == "json":
        print(json.dumps(table, indent=1))
    else:
        from tabulate import tabulate

        print(tabulate(table, headers="keys", floatfmt=".4f"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
