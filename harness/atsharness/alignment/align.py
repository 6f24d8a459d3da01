"""One alignment of a reference and a recovered text, word by word, whatever order the text is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import prod

from atsharness.alignment.gaps import Side
from atsharness.alignment.labels import label
from atsharness.alignment.matching import Matching, fill_gaps, fill_places, fill_tight
from atsharness.alignment.pieces import match_glued_words, match_spaced_words
from atsharness.alignment.positions import Positions, equal_in_place, positions_of, trusted
from atsharness.alignment.residue import (
    CHANCE,
    is_displaced,
    is_scrambled,
    match_characters,
    match_contexts,
    match_equal_words,
    match_similar_words,
)
from atsharness.alignment.seeds import Run, accept_longest, free_spans, unique_runs
from atsharness.model import Alignment, Word
from atsharness.text.tokens import Token, tokens

_LONG_SHINGLES = (6, 3)
_SHORT_SHINGLES = (2, 1)
"""Sought only after the gaps are filled: among what is left, a pair of common words may meet by accident."""
_LONE_CHARS = 5
"""A single word is a seed only from this many characters on."""
_CHANCE_WORDS = 3
"""Shingles of so few words may be there by accident."""
_EDGE_WORDS = 2
_END_WORDS = 6
"""A common start or end shorter than this proves nothing about order."""


def align(
    reference: str | Sequence[Token],
    hypothesis: str | Sequence[Token],
    *,
    path_id: str,
    reference_words: Sequence[Word | None] | None = None,
    hypothesis_words: Sequence[Word] | None = None,
) -> Alignment:
    """Aligns a recovered text with the reference and labels every word.

    Seeds are word shingles that occur once in both texts, wherever they stand; the gaps between them are
    filled from their neighbours; what is left is sought anywhere. Spaces never take part, so
    that letter-spaced and glued words are facts about boundaries, not edits.

    Args:
        reference: known text, or its tokens (cut once for many paths).
        hypothesis: what one parser path returned, or its tokens.
        path_id: goes into the result.
        reference_words: the reference's words with their boxes, if known.
        hypothesis_words: the path's. Where both are given and agree on a page, equal words are told apart
            there by their place.

    Returns:
        A label for each reference word in order, and runs of recovered words without a reference.
        About linear in the words; bounded for any input.
    """
    expected = tokens(reference) if isinstance(reference, str) else reference
    observed = tokens(hypothesis) if isinstance(hypothesis, str) else hypothesis
    ref, hyp = _side(expected), _side(observed)
    matching = Matching(ref, hyp)
    if reference_words and hypothesis_words:
        _set_places(
            matching, positions_of(expected, reference_words), positions_of(observed, hypothesis_words)
        )
    _seed(matching, _LONG_SHINGLES, ends=True)
    if not _complete(matching):
        if is_scrambled(matching):
            _seed(matching, _SHORT_SHINGLES)
            match_equal_words(matching, scrambled=True)
        fill_tight(matching)
        _seed(matching, _SHORT_SHINGLES)
        fill_gaps(matching, strict=True)
        fill_gaps(matching, strict=False)
        fill_places(matching)
        match_spaced_words(matching)
        match_characters(matching)
        fill_gaps(matching, strict=False)
        match_equal_words(matching)
        match_similar_words(matching)
        match_glued_words(matching)
        fill_gaps(matching, strict=False)
        match_contexts(matching)
    return label(matching, expected, observed, path_id)


def _side(words: Sequence[Token]) -> Side:
    return Side(
        [word.key for word in words], [word.decoration for word in words], [word.line for word in words]
    )


def _set_places(matching: Matching, ref: Positions | None, hyp: Positions | None) -> None:
    """Matches equal words in one place, if words that match without places show that they can be trusted."""
    if ref is None or hyp is None:
        return
    trial = Matching(matching.ref, matching.hyp)
    _seed(trial, _LONG_SHINGLES, ends=True)
    agreed = trusted(ref, hyp, ((a, b) for a, b in enumerate(trial.exact) if b >= 0))
    if agreed is None:
        return
    matching.ref.positions, matching.hyp.positions = agreed
    for a, b in equal_in_place(matching.ref.keys, matching.hyp.keys, *agreed):
        matching.add_run(a, b, 1)


def _complete(matching: Matching) -> bool:
    return matching.taken_a.find(0) < 0 or matching.taken_b.find(0) < 0


def _seed(matching: Matching, shingles: Sequence[int], *, ends: bool = False) -> None:
    """Matches equal stretches of words; decoration is left out and joins afterwards."""
    rest = _LeftOver(matching)
    taken_a = bytearray(i < 0 for i in rest.solid_a)
    taken_b = bytearray(i < 0 for i in rest.solid_b)
    runs = _ends(rest.a, rest.b) if ends and matching.ref.positions is None else []
    for run in runs:
        taken_a[run.at_a : run.at_a + run.length] = b"\1" * run.length
        taken_b[run.at_b : run.at_b + run.length] = b"\1" * run.length
    for k in shingles:
        found = unique_runs(rest.a, rest.b, free_spans(taken_a), free_spans(taken_b), k)
        cut = (_cut_at_lines(run, rest.lines_a, rest.lines_b, k) for run in found)
        found = [run for run in cut if run.length]
        if k <= _CHANCE_WORDS:
            free = taken_b.count(0)
            found = [run for run in found if not rest.is_chance(run, free)]
        if matching.ref.positions is not None:
            found = [run for run in found if not rest.is_apart(run)]
        runs += accept_longest(found, rest.weight, taken_a, taken_b, k)
    for run in runs:
        rest.match(run)


class _LeftOver:
    """The free words of both texts but for decoration, as numbers: equal words have the same one.

    Attributes:
        solid_a: which words of the reference they are; -1 stands for the taken ones between two stretches.
        solid_b: the same for the hypothesis.
        a: numbers of the reference's, below 0 for taken ones.
        b: those of the hypothesis's.
        lines_a: lines that the reference's stand in.
        lines_b: likewise.
    """

    def __init__(self, matching: Matching) -> None:
        ref, hyp = matching.ref, matching.hyp
        numbers: dict[str, int] = {}
        self._matching = matching
        self.solid_a, self.solid_b = _solid(ref, matching.taken_a), _solid(hyp, matching.taken_b)
        self.a = [numbers.setdefault(ref.keys[i], len(numbers)) if i >= 0 else -1 for i in self.solid_a]
        self.b = [numbers.setdefault(hyp.keys[i], len(numbers)) if i >= 0 else -2 for i in self.solid_b]
        self.lines_a = [ref.lines[i] for i in self.solid_a]
        self.lines_b = [hyp.lines[i] for i in self.solid_b]
        self._names = list(numbers)
        self._lengths = [len(key) for key in self._names]
        self._frequency = Counter(ref.keys)

    def weight(self, run: Run) -> int:
        """Characters of a run."""
        return sum(self._lengths[number] for number in self.a[run.at_a : run.at_a + run.length])

    def is_chance(self, run: Run, free: int) -> bool:
        """Whether so few and so common words may meet by accident in so many free ones of the hypothesis."""
        if run.length == 1 and self.weight(run) < _LONE_CHARS:
            return True
        numbers = self.a[run.at_a : run.at_a + min(run.length, 9)]
        words = len(self._matching.ref.keys)
        if free * prod(self._frequency[self._names[number]] / words for number in numbers) > CHANCE:
            return True
        return run.length == 1 and is_displaced(
            self._matching, self.solid_a[run.at_a], self.solid_b[run.at_b]
        )

    def is_apart(self, run: Run) -> bool:
        """Whether two equal words of a run stand in different places of a page."""
        ones = self.solid_a[run.at_a : run.at_a + run.length]
        others = self.solid_b[run.at_b : run.at_b + run.length]
        return any(self._matching.apart(a, b) for a, b in zip(ones, others, strict=True))

    def match(self, run: Run) -> None:
        """Matches a run, in as few stretches as its decoration allows."""
        solid_a = self.solid_a[run.at_a : run.at_a + run.length]
        solid_b = self.solid_b[run.at_b : run.at_b + run.length]
        start = 0
        for i in range(1, run.length + 1):
            if i == run.length or solid_a[i] - solid_a[i - 1] != 1 or solid_b[i] - solid_b[i - 1] != 1:
                self._matching.add_run(solid_a[start], solid_b[start], i - start)
                start = i


def _solid(side: Side, taken: bytearray) -> list[int]:
    """The free words that are not decoration; -1 stands for the taken ones between two stretches."""
    found: list[int] = []
    for start, stop in free_spans(taken):
        if found and not all(side.decoration[found[-1] + 1 : start]):
            found.append(-1)
        found += [i for i in range(start, stop) if not side.decoration[i]]
    return found


def _cut_at_lines(run: Run, lines_a: list[int], lines_b: list[int], k: int) -> Run:
    """Drops one or two words at either end that lie beyond a line's end: order breaks at lines.

    What is then too short is no run of k words; it is sought again with a smaller k.
    """
    at_a, at_b, length = run

    def breaks(i: int) -> bool:
        return lines_a[at_a + i - 1] != lines_a[at_a + i] or lines_b[at_b + i - 1] != lines_b[at_b + i]

    start = next((i for i in (_EDGE_WORDS, 1) if i < length and breaks(i)), 0)
    stop = next((length - i for i in (_EDGE_WORDS, 1) if i < length and breaks(length - i)), length)
    if stop - start < k:
        return Run(at_a, at_b, 0)
    return Run(at_a + start, at_b + start, stop - start)


def _ends(a: list[int], b: list[int]) -> list[Run]:
    """The common start and end, where long enough to be no accident."""
    if a == b:
        return [Run(0, 0, len(a))] if a else []
    most = min(len(a), len(b))
    start = next((i for i in range(most) if a[i] != b[i]), most)
    end = next((i for i in range(most - start) if a[-1 - i] != b[-1 - i]), most - start)
    runs = []
    if start >= _END_WORDS:
        runs.append(Run(0, 0, start))
    if end >= _END_WORDS:
        runs.append(Run(len(a) - end, len(b) - end, end))
    return runs
