"""Order-free seeds: stretches that occur once in each of two sequences, grown as far as they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

Span = tuple[int, int]

_MOST_GRAMS = 400_000
"""Beyond this many places, grams of `a` are taken from every second, third, … place only (memory)."""


class Run(NamedTuple):
    """``a[at_a : at_a + length] == b[at_b : at_b + length]``."""

    at_a: int
    at_b: int
    length: int


def unique_runs(
    a: Sequence[Any], b: Sequence[Any], spans_a: Iterable[Span], spans_b: Iterable[Span], k: int
) -> list[Run]:
    """Finds every k-gram that occurs once within the spans of either sequence, extended both ways.

    Args:
        a: a list of numbers or a string.
        b: the same kind of sequence.
        spans_a: the parts of `a` to look in, ascending and disjoint; extension stays within them.
        spans_b: the same for `b`.
        k: items in a gram.

    Returns:
        Maximal runs in the order of `a`; they may overlap each other. Time is about linear in the spans: what
        lies between two unique grams is passed over at most twice.
    """
    spans_a, spans_b = list(spans_a), list(spans_b)
    places_a: dict[Any, int] = {}
    step = 1 + sum(stop - start for start, stop in spans_a) // _MOST_GRAMS
    for start, stop in spans_a:
        for at, gram in enumerate(_grams(a[start:stop], k), start):
            if at % step == 0:
                places_a[gram] = -1 if gram in places_a else at
    places_b: dict[Any, int] = {}
    for start, stop in spans_b:
        for at, gram in enumerate(_grams(b[start:stop], k), start):
            if places_a.get(gram, -1) >= 0:
                places_b[gram] = -1 if gram in places_b else at
    pairs = sorted((places_a[gram], q) for gram, q in places_b.items() if q >= 0)
    if not pairs:
        return []
    bounds_b = _Bounds(spans_b)
    bounds_a = _Bounds(spans_a)
    reached: dict[int, int] = {}
    runs = []
    for p, q in pairs:
        if reached.get(q - p, -1) > p:
            continue
        low_a, high_a = bounds_a.around(p)
        low_b, high_b = bounds_b.around(q)
        back = 0
        most = min(p - low_a, q - low_b)
        while back < most and a[p - back - 1] == b[q - back - 1]:
            back += 1
        ahead = k
        most = min(high_a - p, high_b - q)
        while ahead < most and a[p + ahead] == b[q + ahead]:
            ahead += 1
        reached[q - p] = p + ahead
        runs.append(Run(p - back, q - back, back + ahead))
    return runs


def accept_longest(
    runs: Iterable[Run], weight: Callable[[Run], int], taken_a: Any, taken_b: Any, shortest: int
) -> list[Run]:
    """Takes runs by falling weight; a run that meets a taken place is cut back to its free parts.

    Args:
        runs: candidates.
        weight: what makes a run long, e.g. its characters.
        taken_a: a mutable sequence with one truth value per item of `a`; accepted items are set to 1.
        taken_b: the same for `b`.
        shortest: parts shorter than this are dropped.

    Returns:
        The accepted runs, which meet in neither sequence, by falling weight.
    """
    accepted = []
    for run in sorted(runs, key=lambda run: (-weight(run), run)):
        for part in _free_parts(run, taken_a, taken_b):
            if part.length >= shortest:
                ones = b"\1" * part.length
                taken_a[part.at_a : part.at_a + part.length] = ones
                taken_b[part.at_b : part.at_b + part.length] = ones
                accepted.append(part)
    return accepted


def free_spans(taken: bytes | bytearray, within: Iterable[Span] | None = None) -> list[Span]:
    """The maximal stretches of zeros, inside the given spans."""
    spans = []
    for start, stop in within if within is not None else [(0, len(taken))]:
        at = taken.find(0, start, stop)
        while at >= 0:
            end = taken.find(1, at, stop)
            end = stop if end < 0 else end
            spans.append((at, end))
            at = taken.find(0, end, stop)
    return spans


def _free_parts(run: Run, taken_a: bytearray, taken_b: bytearray) -> list[Run]:
    at_a, at_b, length = run
    if (
        taken_a.find(1, at_a, at_a + length) < 0 and taken_b.find(1, at_b, at_b + length) < 0
    ):  # the usual case, in C
        return [run]
    parts = []
    start = -1
    for i in range(length):
        free = not (taken_a[at_a + i] or taken_b[at_b + i])
        if free and start < 0:
            start = i
        elif not free and start >= 0:
            parts.append(Run(at_a + start, at_b + start, i - start))
            start = -1
    if start >= 0:
        parts.append(Run(at_a + start, at_b + start, length - start))
    return parts


def _grams(part: Sequence[Any], k: int) -> Iterable[Any]:
    if k == 1:
        return part
    if isinstance(part, str):
        return (part[i : i + k] for i in range(len(part) - k + 1))
    return zip(*(part[i:] for i in range(k)), strict=False)


class _Bounds:
    """Finds the span around a position, for positions in any order."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def around(self, at: int) -> Span:
        from bisect import bisect_right

        return self._spans[bisect_right(self._starts, at) - 1]
