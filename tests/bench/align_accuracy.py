"""How often the aligner's word labels are right, on synthetic texts whose true labels are known.

Run ``python -m tests.bench.align_accuracy --seeds 1-3 [--format json]``.

The text: words drawn by Zipf's law (s = 1) from the 200 commonest English words (ranks 1-200) and
3,000 seeded pseudo-words of 2-12 letters, in lines of 8-12 words. Each of drop, split (at a random
inner position), glue (to the next word on the line), substitute (1-2 letters, at least half of the
word stays, never another vocabulary word) and insert (a word drawn like the text's, behind the word)
happens with probability p per word, at most one a word. Then the lines keep their order, six blocks
are permuted, two columns are interleaved line by line, or all lines are shuffled.

A label also counts as right where another copy of the same word with the same neighbours truly has it.
That holds for copies in a row on one line too: of "the the", one of them lost, nothing shows which; there the
labels of the row are compared as a bag. `accuracy_by_place` is the figure without that second case.

With positions, every word of the reference has a box (lines of 14 pt, 5 pt a letter, 50 lines a page; two
columns beside each other where the order is "2col"), and every recovered word has the box of what it stands
for, as another engine would measure it: 1.5 pt higher, a tenth lower, its ends off by up to half a point.
An added word stands behind its predecessor, over what follows. The texts are the same as without.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from itertools import accumulate, pairwise
from typing import NamedTuple

from atsharness.alignment.align import align
from atsharness.model import Word

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


WIDE, HIGH, LINES_A_PAGE = 5.0, 14.0, 50


class Noisy(NamedTuple):
    """A recovered word: its letters, and the part of which reference words it stands for."""

    text: str
    first: int
    last: int
    start: float = 0.0
    stop: float = 1.0


class Case(NamedTuple):
    """A reference, what became of it, each reference word's true form and line, and both texts' boxes."""

    reference: str
    hypothesis: str
    words: list[str]
    truth: list[str]
    line_of: list[int]
    reference_words: list[Word]
    hypothesis_words: list[Word]


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
    arranged = _arrange(noisy, order, rng)
    hypothesis = "\n".join(" ".join(word.text for word in line) for line in arranged)
    text = "\n".join(" ".join(reference[i] for i in line) for line in lines)
    line_of = [number for number, line in enumerate(lines) for _ in line]
    places = _lay_out(lines, reference, order)
    blur = random.Random(f"{seed}/boxes")
    measured = [_measured(word, places, blur) for line in arranged for word in line]
    return Case(text, hypothesis, reference, truth, line_of, places, measured)


def _lay_out(lines: list[list[int]], words: list[str], order: str) -> list[Word]:
    """Where each reference word stands on the page."""
    columns = 2 if order == "2col" else 1
    half = (len(lines) + columns - 1) // columns
    placed = []
    for number, line in enumerate(lines):
        page, row = divmod(number % half, LINES_A_PAGE)
        x, y = 50 + 600.0 * (number // half), 50 + HIGH * row
        for i in line:
            stop = x + WIDE * len(words[i])
            placed.append(Word(text=words[i], page=page + 1, box=(x, y, stop, y + 10)))
            x = stop + WIDE
    return placed


def _measured(word: Noisy, places: list[Word], rng: random.Random) -> Word:
    """A recovered word's box, as a second engine has it."""
    first, last = places[word.first].box, places[word.last].box
    x0, x1 = first[0], last[2]
    if word.stop > 1:  # added: behind its predecessor
        x0, x1 = x1 + WIDE, x1 + WIDE * (1 + len(word.text))
    else:
        x0, x1 = x0 + (x1 - x0) * word.start, x0 + (x1 - x0) * word.stop
    x0, x1 = x0 + rng.uniform(-0.5, 0.5), x1 + rng.uniform(-0.5, 0.5)
    return Word(text=word.text, page=places[word.first].page, box=(x0, first[1] - 1.5, x1, first[3] - 2.5))


def _corrupt(
    line: list[int], words: list[str], truth: list[str], vocabulary: Vocabulary, p: float, rng: random.Random
) -> list[Noisy]:
    out: list[Noisy] = []
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
            share = cut / len(word)
            out += [Noisy(word[:cut], i, i, 0, share), Noisy(word[cut:], i, i, share, 1)]
        elif 2 * p <= draw < 3 * p and place + 1 < len(line):
            truth[i] = truth[i + 1] = "glued"
            out.append(Noisy(word + words[i + 1], i, i + 1))
            skip = True
        elif 3 * p <= draw < 4 * p and len(word) >= 2:
            truth[i] = "substituted"
            out.append(Noisy(_substitute(word, vocabulary, rng), i, i))
        elif 4 * p <= draw < 5 * p:
            out += [Noisy(word, i, i), Noisy(vocabulary.draw(rng, 1)[0], i, i, 1, 2)]
        else:
            out.append(Noisy(word, i, i))
    return out


def _substitute(word: str, vocabulary: Vocabulary, rng: random.Random) -> str:
    while True:
        letters = list(word)
        for at in rng.sample(range(len(word)), rng.randint(1, min(2, len(word) // 2))):
            letters[at] = rng.choice([c for c in LETTERS if c != letters[at]])
        if "".join(letters) not in vocabulary.known:
            return "".join(letters)


def _arrange(lines: list[list[Noisy]], order: str, rng: random.Random) -> list[list[Noisy]]:
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
    """Labels right and words in all; hits, claims and truths of `missing`; labels right place by place."""

    right: int
    words: int
    hits: int
    claims: int
    truths: int
    right_by_place: int
    cpu_s: float


def score(case: Case, *, positions: bool = False) -> Score:
    """Aligns one case and counts the right labels."""
    boxes = (case.reference_words, case.hypothesis_words) if positions else (None, None)
    start = time.process_time()
    alignment = align(
        case.reference,
        case.hypothesis,
        path_id="synthetic",
        reference_words=boxes[0],
        hypothesis_words=boxes[1],
    )
    cpu_s = time.process_time() - start
    labels = [word.form.partition("~")[0] for word in alignment.words]
    copies: dict[tuple[str, ...], set[str]] = defaultdict(set)
    around = ["", *case.words, ""]
    contexts = [tuple(around[i : i + 3]) for i in range(len(case.words))]
    for context, truth in zip(contexts, case.truth, strict=True):
        copies[context].add(truth)
    right = by_place = hits = claims = truths = 0
    settled = _settled(case, labels)
    for i, (truth, context) in enumerate(zip(case.truth, contexts, strict=True)):
        by_place += labels[i] == truth or labels[i] in copies[context]
        label = settled[i]
        actual = label if label in copies[context] else truth
        right += label == actual
        hits += label == actual == "missing"
        claims += label == "missing"
        truths += actual == "missing"
    return Score(right, len(labels), hits, claims, truths, by_place, cpu_s)


def _settled(case: Case, labels: list[str]) -> list[str]:
    """The labels, those within a row of one word on one line handed out so that most are right."""
    settled = list(labels)
    start = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and case.words[i] == case.words[start] and case.line_of[i] == case.line_of[start]:
            continue
        given = Counter(labels[start:i])
        rest = Counter(given)
        rest.subtract(Counter(case.truth[start:i]) & given)
        others = rest.elements()
        for at in range(start, i):
            if given[case.truth[at]]:
                given[case.truth[at]] -= 1
                settled[at] = case.truth[at]
            else:
                settled[at] = next(others)
        start = i
    return settled


def rows(seeds: list[int]) -> list[dict[str, object]]:
    """Two rows per cell, without and with positions, counts summed over the seeds."""
    table: list[dict[str, object]] = []
    for words, noise, order in CELLS:
        cases = [make_case(words, noise, order, seed) for seed in seeds]
        for positions in (False, True):
            scores = [score(case, positions=positions) for case in cases]
            counts = [sum(column) for column in list(zip(*scores, strict=True))[:6]]
            right, total, hits, claims, truths, by_place = counts
            table.append(
                {
                    "words": words,
                    "noise": noise,
                    "order": order,
                    "positions": positions,
                    "accuracy": round(right / total, 5),
                    "missing_precision": round(hits / claims, 4) if claims else None,
                    "missing_recall": round(hits / truths, 4) if truths else None,
                    "accuracy_by_place": round(by_place / total, 5),
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
