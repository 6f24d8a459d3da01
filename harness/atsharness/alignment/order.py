"""Reading order: which words kept it, and how the rest was disturbed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.model import OrderCause

_JUMP = 3
"""A run continues a chain if it begins at most so many matched words behind the chain's end."""
_RECENT = 4
_MIN_RETURNS = 3
_MOST_BLOCKS = 12


def heaviest_increasing(positions: Sequence[int], weights: Sequence[int]) -> list[bool]:
    """Marks the increasing subsequence of the greatest total weight.

    Args:
        positions: one number per item; equal numbers count as increasing.
        weights: what each item counts.

    Returns:
        Whether each item is in the subsequence. O(n log n), by a Fenwick tree of prefix maxima.
    """
    count = len(positions)
    if all(positions[i] <= positions[i + 1] for i in range(count - 1)):
        return [True] * count
    ranks = {position: rank for rank, position in enumerate(sorted(set(positions)), 1)}
    size = len(ranks)
    heaviest = [0] * (size + 1)
    last_of = [-1] * (size + 1)
    before = [-1] * count
    top, top_item = 0, -1
    for item, position in enumerate(positions):
        rank = ranks[position]
        weight, previous = 0, -1
        at = rank
        while at:
            if heaviest[at] > weight:
                weight, previous = heaviest[at], last_of[at]
            at &= at - 1
        weight += weights[item]
        before[item] = previous
        if weight > top:
            top, top_item = weight, item
        at = rank
        while at <= size:
            if weight > heaviest[at]:
                heaviest[at], last_of[at] = weight, item
            at += at & -at
    kept = [False] * count
    while top_item >= 0:
        kept[top_item] = True
        top_item = before[top_item]
    return kept


def inversions(values: Sequence[int]) -> int:
    """Counts the pairs that stand in falling order; equal values do not count. O(n log n), by merging."""
    items = list(values)
    if all(one <= two for one, two in pairwise(items)):
        return 0
    count = 0
    width = 1
    while width < len(items):
        merged: list[int] = []
        for start in range(0, len(items), 2 * width):
            left, right = items[start : start + width], items[start + width : start + 2 * width]
            if not right or left[-1] <= right[0]:
                merged += left
                merged += right
                continue
            i = 0
            for value in right:
                while i < len(left) and left[i] <= value:
                    merged.append(left[i])
                    i += 1
                count += len(left) - i
                merged.append(value)
            merged += left[i:]
        items = merged
        width *= 2
    return count


class Disorder(NamedTuple):
    """Stretches read in one go, comings back to a chain left shortly before, and what they amount to."""

    runs: int
    returns: int
    cause: OrderCause


def disorder(ranks: Sequence[int]) -> Disorder:
    """Names the cause of a disturbed order.

    Args:
        ranks: for each matched word in the order of the recovered text, its rank among the matched words of
            the reference.

    Returns:
        ``none`` where one run holds everything; ``interleaved`` where the text keeps coming back to a
        chain it used within the last four runs (at least three times and for half of the runs);
        ``scrambled`` above twelve runs; else ``blocks_moved``.
    """
    runs: list[tuple[int, int]] = []
    for rank in ranks:
        if runs and 0 <= rank - runs[-1][1] <= _JUMP:
            runs[-1] = (runs[-1][0], rank)
        else:
            runs.append((rank, rank))
    if len(runs) <= 1:
        return Disorder(len(runs), 0, "none")
    chain_of_end: dict[int, int] = {}
    recent: list[int] = []
    chains = returns = 0
    for start, end in runs:
        chain = -1
        for jump in range(_JUMP + 1):
            chain = chain_of_end.pop(start - jump, -1)
            if chain >= 0:
                break
        if chain < 0:
            chain = chains
            chains += 1
        elif chain in recent[-_RECENT:]:
            returns += 1
        chain_of_end[end] = chain
        recent.append(chain)
    if returns >= max(_MIN_RETURNS, len(runs) / 2):
        return Disorder(len(runs), returns, "interleaved")
    return Disorder(len(runs), returns, "scrambled" if len(runs) > _MOST_BLOCKS else "blocks_moved")
