"""Aligns two short stretches of words: equal words, then joins and splits, then similar words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.alignment.positions import Positions, apart

_SKIP = 0.3
_INEXACT = 0.5
_BOUNDARY = 0.5
_DECORATION = 0.1
_EDGE = 0.02
"""Settles ties: a word at the start or end of a line is rather found there."""
_MOST_EDITS = 200
"""Keeps the comparison of two monstrous words linear (rapidfuzz looks at a band of this width only)."""


class Side:
    """One text ready for matching: its words' KEYs, joined without spaces, and where each begins."""

    def __init__(self, keys: Sequence[str], decoration: Sequence[bool], lines: Sequence[int] = ()) -> None:
        self.keys = keys
        self.decoration = decoration
        self.lines = lines
        self.edges = _edges(lines)
        self.positions: Positions | None = None
        self.flat = "".join(keys)
        self.starts = [0]
        at = 0
        for key in keys:
            at += len(key)
            self.starts.append(at)


def _edges(lines: Sequence[int]) -> bytes:
    """For each word 1 if it begins a line; one more for the end of the text."""
    return bytes([1, *(one != two for one, two in itertools.pairwise(lines)), 1]) if lines else b""


class Group(NamedTuple):
    """Reference words ``[a, a_end)`` that stand for hypothesis words ``[b, b_end)``."""

    a: int
    a_end: int
    b: int
    b_end: int


def are_apart(ref: Side, hyp: Side, group: Group) -> bool:
    """Whether a word of the group stands where none of the other text's words in it stands."""
    if ref.positions is None or hyp.positions is None:
        return False
    ones, others = ref.positions[group.a : group.a_end], hyp.positions[group.b : group.b_end]
    return any(all(apart(one, other) for other in others) for one in ones) or any(
        all(apart(one, other) for one in ones) for other in others
    )


def compound(ref: Side, hyp: Side, i: int, j: int, i_end: int, j_end: int) -> Group | None:
    """The shortest stretches from words i and j on that read the same without spaces, or None."""
    a, b = ref.keys[i], hyp.keys[j]
    if a == b:
        return Group(i, i + 1, j, j + 1)
    start_a, start_b = ref.starts[i], hyp.starts[j]
    i += 1
    j += 1
    first_i, first_j = i - 1, j - 1
    while True:
        size_a, size_b = ref.starts[i] - start_a, hyp.starts[j] - start_b
        short = size_a if size_a < size_b else size_b
        if ref.flat[start_a : start_a + short] != hyp.flat[start_b : start_b + short]:
            return None
        if size_a == size_b:
            return Group(first_i, i, first_j, j) if size_a else None
        if size_a < size_b:
            if i == i_end:
                return None
            i += 1
        else:
            if j == j_end:
                return None
            j += 1


class _Gap:
    """Two short stretches of words, and what may be matched from each pair of their words on.

    Attributes:
        ref: the reference.
        hyp: the hypothesis.
        span_a: reference words, half open.
        span_b: hypothesis words, half open.
    """

    def __init__(self, ref: Side, hyp: Side, span_a: tuple[int, int], span_b: tuple[int, int]) -> None:
        from rapidfuzz.distance import Levenshtein

        self.ref = ref
        self.hyp = hyp
        self.span_a = span_a
        self.span_b = span_b
        self.distance = Levenshtein.distance
        self._knows_positions = ref.positions is not None and hyp.positions is not None
        self._knows_lines = bool(ref.edges and hyp.edges)

    def options(self, i: int, j: int) -> list[tuple[float, Group]]:
        """What may be matched from words i and j on, with the gain of each."""
        ref, hyp = self.ref, self.hyp
        i_end, j_end = self.span_a[1], self.span_b[1]
        a, b = ref.keys[i], hyp.keys[j]
        if ref.decoration[i] or hyp.decoration[j]:
            if a == b:
                return [(_DECORATION, Group(i, i + 1, j, j + 1))]
            if ref.decoration[i] and hyp.decoration[j]:
                return []
        if a == b:
            return [(len(a) + 0.5, Group(i, i + 1, j, j + 1))]
        found = []
        group = compound(ref, hyp, i, j, i_end, j_end)
        if b[-1:] == "-" and j + 1 < j_end and a == b[:-1] + hyp.keys[j + 1]:
            found.append((len(a) - _BOUNDARY, Group(i, i + 1, j, j + 2)))
        elif group is not None:
            parts = (group.a_end - i) + (group.b_end - j) - 2
            gain = ref.starts[group.a_end] - ref.starts[i] - _BOUNDARY * min(parts, 2)
            found.append((gain, group))
        else:
            gain = self.similar(a, b)
            if gain > 0:
                found.append((gain, Group(i, i + 1, j, j + 1)))
            if i + 1 < i_end and len(b) >= 5:
                gain = self.similar(a + ref.keys[i + 1], b, joined=True)
                if gain > 0:
                    found.append((gain, Group(i, i + 2, j, j + 1)))
            if j + 1 < j_end and len(a) >= 5:
                gain = self.similar(a, b + hyp.keys[j + 1], joined=True)
                if gain > 0:
                    found.append((gain, Group(i, i + 1, j, j + 2)))
        return found

    def steps(self, i: int, j: int, *, left: bool, strict: bool) -> list[tuple[float, Group]]:
        """The options that their places allow, with the gain of each less what its place costs."""
        found = self.options(i, j)
        if not found:
            return found
        ref, hyp = self.ref, self.hyp
        if strict:
            found = [one for one in found if not _is_risky(ref, hyp, one[1], left)]
        if self._knows_positions:
            found = [one for one in found if not are_apart(ref, hyp, one[1])]
        if self._knows_lines:
            found = [(gain - _EDGE * _edges_off(ref, hyp, group), group) for gain, group in found]
        return found

    def similar(self, a: str, b: str, *, joined: bool = False) -> float:
        """The gain of reading `a` as `b`: equal characters less a part of the edits; 0 if too unlike."""
        long, short = len(a), len(b)
        if long < short:
            long, short = short, long
        most = long // 4 if joined else long // 2
        most = min(most, _MOST_EDITS)
        if long - short > most:
            return 0.0
        edits = self.distance(a, b, score_cutoff=most)
        if edits > most:
            return 0.0
        return long - edits - _INEXACT * edits - _BOUNDARY * joined


def align_gap(
    ref: Side,
    hyp: Side,
    span_a: tuple[int, int],
    span_b: tuple[int, int],
    *,
    left: bool,
    right: bool,
    strict: bool = False,
) -> tuple[float, list[Group]]:
    """The best monotone matching of two short stretches.

    Words may be skipped at a small price, which draws equal choices to the anchor; on a side
    that is not anchored the rest of both stretches is free.

    Args:
        ref: the reference.
        hyp: the hypothesis.
        span_a: reference words, half open.
        span_b: hypothesis words, half open.
        left: the words before both spans are matched to each other.
        right: the words behind both spans are.
        strict: take only words that read the same and stay on the anchor's line.

    Returns:
        The gain in characters, and the groups in order. Time and memory: the spans' product.
    """
    (i0, i1), (j0, j1) = span_a, span_b
    if left and right and ref.decoration[i0] == hyp.decoration[j0]:
        whole = compound(ref, hyp, i0, j0, i1, j1)
        if whole is not None and whole == (i0, i1, j0, j1):
            return float(ref.starts[i1] - ref.starts[i0]), [whole]
    gap = _Gap(ref, hyp, span_a, span_b)
    if i1 - i0 == j1 - j0 == 1 and left and right:
        options = [one for one in gap.options(i0, j0) if not are_apart(ref, hyp, one[1])]
        return (options[0][0], [options[0][1]]) if options else (0.0, [])
    paths = _best_paths(gap, left=left, strict=strict)
    at = (i1 - i0, j1 - j0) if right else paths.top
    return paths.best[at[0]][at[1]], _groups(paths, at, i0, j0)


class _Paths(NamedTuple):
    """The best way to each pair of a gap's words, counted from its beginning."""

    best: list[list[float]]
    """The gain of the best way there."""
    before: dict[tuple[int, int], tuple[int, int]]
    """The pair that the best way there comes from."""
    top: tuple[int, int]
    """The first pair with the greatest gain of all."""


def _best_paths(gap: _Gap, *, left: bool, strict: bool) -> _Paths:
    (i0, i1), (j0, j1) = gap.span_a, gap.span_b
    n, m = i1 - i0, j1 - j0
    best = [[float("-inf") if left else 0.0] * (m + 1) for _ in range(n + 1)]
    before: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    top, top_at = 0.0, (0, 0)
    for x in range(n + 1):
        row = best[x]
        for y in range(m + 1):
            here = row[y]
            if here > top:
                top, top_at = here, (x, y)
            skipped = here - _SKIP
            if y < m and skipped > row[y + 1]:
                row[y + 1] = skipped
                before[x, y + 1] = (x, y)
            if x == n:
                continue
            if skipped > best[x + 1][y]:
                best[x + 1][y] = skipped
                before[x + 1, y] = (x, y)
            if y == m:
                continue
            for gain, group in gap.steps(i0 + x, j0 + y, left=left, strict=strict):
                to_x, to_y = group.a_end - i0, group.b_end - j0
                if here + gain > best[to_x][to_y]:
                    best[to_x][to_y] = here + gain
                    before[to_x, to_y] = (x, y)
    return _Paths(best, before, top_at)


def _groups(paths: _Paths, at: tuple[int, int], i0: int, j0: int) -> list[Group]:
    """The groups that the best way to a pair takes, in order."""
    groups = []
    while at in paths.before:
        start = paths.before[at]
        if start[0] < at[0] and start[1] < at[1]:
            groups.append(Group(start[0] + i0, at[0] + i0, start[1] + j0, at[1] + j0))
        at = start
    groups.reverse()
    return groups


def _edges_off(ref: Side, hyp: Side, group: Group) -> int:
    """At how many of its two ends a group begins or ends a line in one text only."""
    a, a_end, b, b_end = group
    return (ref.edges[a] != hyp.edges[b]) + (ref.edges[a_end] != hyp.edges[b_end])


def _is_risky(ref: Side, hyp: Side, group: Group, left: bool) -> bool:
    """Whether a step reads unlike words as one, or leaves its only witness's line: order breaks at lines."""
    a, a_end, b, b_end = group
    if ref.flat[ref.starts[a] : ref.starts[a_end]] != hyp.flat[hyp.starts[b] : hyp.starts[b_end]]:
        return True
    if left:
        return bool((a and ref.lines[a - 1] != ref.lines[a]) or (b and hyp.lines[b - 1] != hyp.lines[b]))
    return bool(
        (a_end < len(ref.keys) and ref.lines[a_end - 1] != ref.lines[a_end])
        or (b_end < len(hyp.keys) and hyp.lines[b_end - 1] != hyp.lines[b_end])
    )
