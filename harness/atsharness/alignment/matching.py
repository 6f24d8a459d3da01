"""What is matched so far between two texts, and the filling of the gaps beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.alignment.gaps import Group, Side, align_gap
from atsharness.alignment.positions import Rows, apart, row_height, stretches_near
from atsharness.alignment.seeds import Span, free_spans

_MOST_CELLS = 1500
"""Largest product of a gap's sides for the word-by-word table; beyond it equal words are taken first."""
_MOST_LONG_CELLS = 20_000_000_000
"""Largest sum of products for rapidfuzz's bit-parallel tables in one alignment: about two seconds."""
_LONE_CHARS = 5
_WINDOW = 12
"""Words looked at from one anchor into a gap that is open at its other end."""


_ROUNDS = 4


class Link(NamedTuple):
    """Characters ``[a, a_end)`` of the reference stand for ``[b, b_end)``; offsets without spaces."""

    a: int
    a_end: int
    b: int
    b_end: int


class Matching:
    """Mutable state of one alignment.

    `low` and `high` give, for each matched reference word, its half-open range of hypothesis words
    (-1 where free), `back` the first reference word of each hypothesis word. Words that match as a
    whole are in `exact`; all else is in `links`.
    """

    def __init__(self, ref: Side, hyp: Side) -> None:
        self.ref = ref
        self.hyp = hyp
        self.taken_a = bytearray(len(ref.keys))
        self.taken_b = bytearray(len(hyp.keys))
        self.low = array("i", [-1]) * len(ref.keys)
        self.high = array("i", [-1]) * len(ref.keys)
        self.exact = array("i", [-1]) * len(ref.keys)
        self.back = array("i", [-1]) * len(hyp.keys)
        self.links: list[Link] = []
        self.long_cells = _MOST_LONG_CELLS
        self.tried: set[tuple[Span, Span, str]] = set()

    def add_run(self, a: int, b: int, length: int) -> None:
        """Matches `length` equal words in a row."""
        ones = b"\1" * length
        self.taken_a[a : a + length] = ones
        self.taken_b[b : b + length] = ones
        places = array("i", range(b, b + length + 1))
        self.low[a : a + length] = self.exact[a : a + length] = places[:-1]
        self.high[a : a + length] = places[1:]
        self.back[b : b + length] = array("i", range(a, a + length))

    def add(self, group: Group) -> bool:
        """Matches a group unless one of its words is taken; says whether it did."""
        a, a_end, b, b_end = group
        if self.taken_a.find(1, a, a_end) >= 0 or self.taken_b.find(1, b, b_end) >= 0:
            return False
        if a_end - a == b_end - b == 1 and self.ref.keys[a] == self.hyp.keys[b]:
            self.add_run(a, b, 1)
            return True
        ref, hyp = self.ref.starts, self.hyp.starts
        self.add_link(Link(ref[a], ref[a_end], hyp[b], hyp[b_end]), group)
        return True

    def apart(self, a: int, b: int) -> bool:
        """Whether two words with known places on the page surely are two."""
        ref, hyp = self.ref.positions, self.hyp.positions
        return ref is not None and hyp is not None and apart(ref[a], hyp[b])

    def add_link(self, link: Link, group: Group) -> None:
        """Matches characters within the words of a group, all of which count as taken."""
        a, a_end, b, b_end = group
        self.taken_a[a:a_end] = b"\1" * (a_end - a)
        self.taken_b[b:b_end] = b"\1" * (b_end - b)
        for word in range(a, a_end):
            self.low[word] = b if self.low[word] < 0 else min(b, self.low[word])
            self.high[word] = max(b_end, self.high[word])
        for word in range(b, b_end):
            self.back[word] = a
        self.links.append(link)


def fill_gaps(matching: Matching, *, strict: bool) -> None:
    """Aligns every free stretch of the reference with the free stretches beside its neighbours' matches.

    First where both neighbours point at the same stretch, then from one neighbour at a time, the
    largest gain first.

    Args:
        matching: is added to.
        strict: from one neighbour, take only words that read the same on the neighbour's line.
    """
    fill_tight(matching)
    for _ in range(_ROUNDS):
        if not _fill_open(matching, strict):
            break
        fill_tight(matching)


def fill_tight(matching: Matching) -> None:
    """Aligns the stretches whose two neighbours point at the same free stretch."""
    for span, beside in _tight_gaps(matching):
        if _is_new(matching, span, beside, "tight"):
            _fill_tight(matching, span, beside)


def _beside(matching: Matching, span: Span) -> tuple[Span | None, Span | None]:
    """The free hypothesis words behind the left neighbour's match and before the right neighbour's."""
    start, stop = span
    size = len(matching.hyp.keys)
    after = matching.high[start - 1] if start else 0
    left: Span | None = None
    if after >= 0:
        end = matching.taken_b.find(1, after)
        left = (after, size if end < 0 else end)
    before = matching.low[stop] if stop < len(matching.ref.keys) else size
    right: Span | None = None
    if before >= 0:
        right = (matching.taken_b.rfind(1, 0, before) + 1, before)
    return left, right


def _tight_gaps(matching: Matching) -> list[tuple[Span, Span]]:
    gaps = []
    for span in free_spans(matching.taken_a):
        left, right = _beside(matching, span)
        if left is not None and left == right and left[1] > left[0]:
            gaps.append((span, left))
    return gaps


def _is_new(matching: Matching, span: Span, beside: Span, how: str) -> bool:
    """Whether this pair of stretches was not yet aligned in this way; the result would be the same."""
    key = (span, beside, how)
    if key in matching.tried:
        return False
    matching.tried.add(key)
    return True


def _fill_tight(matching: Matching, span: Span, beside: Span) -> None:
    (i, i_end), (j, j_end) = span, beside
    if (i_end - i) * (j_end - j) <= _MOST_CELLS:
        _add_aligned(matching, span, beside)
        return
    inner = [(i, j)]
    for a, b, length in _equal_words(matching, span, beside):
        matching.add_run(a, b, length)
        inner.append((a, b))
        inner.append((a + length, b + length))
    inner.append((i_end, j_end))
    for (a, b), (a_end, b_end) in zip(inner[::2], inner[1::2], strict=True):
        if 0 < (a_end - a) * (b_end - b) <= _MOST_CELLS:
            _add_aligned(matching, (a, a_end), (b, b_end))


def _add_aligned(matching: Matching, span: Span, beside: Span) -> None:
    """Matches what two stretches between the same neighbours have in order."""
    for group in align_gap(matching.ref, matching.hyp, span, beside, left=True, right=True)[1]:
        if not _is_swap(matching, group, span, beside):
            matching.add(group)


def _is_swap(matching: Matching, group: Group, span: Span, beside: Span) -> bool:
    """Whether unlike words that were paired have equal ones to pair with within the same stretches.

    "John Doe" and "john.doe" that changed places are each their own.
    """
    a, a_end, b, b_end = group
    ref, hyp = matching.ref.keys, matching.hyp.keys
    return (
        ref[a:a_end] != hyp[b:b_end]
        and set(ref[a:a_end]) <= set(hyp[slice(*beside)])
        and set(hyp[b:b_end]) <= set(ref[slice(*span)])
    )


def _equal_words(matching: Matching, span: Span, beside: Span) -> list[tuple[int, int, int]]:
    """Equal words in the same order in two long stretches.

    Levenshtein rather than Indel: rapidfuzz cuts its table in two (Hirschberg), so that memory stays linear.
    A lone short word is taken only if it is not the chance companion of unlike neighbours.
    """
    from rapidfuzz.distance import Levenshtein

    ref, hyp = matching.ref.keys, matching.hyp.keys
    shared = set(ref[slice(*span)]) & set(hyp[slice(*beside)])
    numbers = {key: number for number, key in enumerate(sorted(shared))}
    at_a = [i for i in range(*span) if ref[i] in shared]
    at_b = [j for j in range(*beside) if hyp[j] in shared]
    cells = len(at_a) * len(at_b)
    # Beyond the budget the two are cut into as many parts as it takes, each aligned with its counterpart.
    parts = -(-cells // max(matching.long_cells, _MOST_LONG_CELLS // 20))
    matching.long_cells -= cells // max(parts, 1)
    found: list[tuple[int, int, int]] = []
    for part in range(parts):
        part_a = at_a[len(at_a) * part // parts : len(at_a) * (part + 1) // parts]
        part_b = at_b[len(at_b) * part // parts : len(at_b) * (part + 1) // parts]
        for step in Levenshtein.opcodes([numbers[ref[i]] for i in part_a], [numbers[hyp[j]] for j in part_b]):
            if step.tag != "equal":
                continue
            places_a, places_b = (
                part_a[step.src_start : step.src_end],
                part_b[step.dest_start : step.dest_end],
            )
            for i, j in zip(places_a, places_b, strict=True):
                if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
                    found[-1] = (found[-1][0], found[-1][1], found[-1][2] + 1)
                else:
                    found.append((i, j, 1))
    return [run for run in found if run[2] > 1 or len(ref[run[0]]) >= _LONE_CHARS]


def _fill_open(matching: Matching, strict: bool) -> bool:
    """One round of filling from single neighbours; says whether anything was matched."""
    found: list[tuple[float, list[Group]]] = []
    ref, hyp = matching.ref, matching.hyp
    for span in free_spans(matching.taken_a):
        start, stop = span
        left, right = _beside(matching, span)
        if left is not None and left == right:
            continue
        if left is not None and left[1] > left[0]:
            a = (start, min(stop, start + _WINDOW))
            b = (left[0], min(left[1], left[0] + _WINDOW))
            if _is_new(matching, a, b, f"left {strict}"):
                found.append(align_gap(ref, hyp, a, b, left=True, right=False, strict=strict))
        if right is not None and right[1] > right[0]:
            a = (max(start, stop - _WINDOW), stop)
            b = (max(right[0], right[1] - _WINDOW), right[1])
            if _is_new(matching, a, b, f"right {strict}"):
                found.append(align_gap(ref, hyp, a, b, left=False, right=True, strict=strict))
    found.sort(key=lambda candidate: -candidate[0])
    added = False
    for _, groups in found:
        for group in groups:
            added |= matching.add(group)
    return added


def fill_places(matching: Matching) -> None:
    """Aligns what is free with what is free in the same place on the page, where places are known."""
    ref, hyp = matching.ref, matching.hyp
    if ref.positions is None or hyp.positions is None:
        return
    free = (b for start, stop in free_spans(matching.taken_b) for b in range(start, stop))
    rows = Rows(hyp.positions, free, row_height(ref.positions))
    for span in free_spans(matching.taken_a):
        for beside in stretches_near(ref.positions, hyp.positions, span, rows):
            if (span[1] - span[0]) * (beside[1] - beside[0]) <= _MOST_CELLS:
                for group in align_gap(ref, hyp, span, beside, left=False, right=False)[1]:
                    matching.add(group)


def free_words(taken: bytearray, decoration: Sequence[bool]) -> list[int]:
    """The free words that are not decoration."""
    return [i for start, stop in free_spans(taken) for i in range(start, stop) if not decoration[i]]
