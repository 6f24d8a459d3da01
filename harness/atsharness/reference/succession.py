"""Which word follows which: breaks in the order of the reference that no reader has.

Readers that follow the file and readers that sort by place seldom err alike. Where none of them reads on
as the reference does, and most read on at one other word, the reference has taken a gap for a gutter, or
missed one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.model import WordLabel
from atsharness.reference.readers import LEAST_FAMILIES, MOST_PLACES, Reader


class Order(NamedTuple):
    """Indices of the reference's words in a new order, and in how many places it differs."""

    words: Sequence[int]
    links: int


def order(readers: Sequence[Reader]) -> Order:
    """The reference's words in the order that its readers bear out.

    No two words are parted that any reader has beside each other.
    """
    labels = readers[0].labels
    solid = [index for index, label in enumerate(labels) if not label.decoration]
    followed = dict(pairwise(solid))
    loose = _loose(readers, followed)
    before = {two: one for one, two in followed.items()}
    links: dict[int, int] = {}
    if len(loose) <= MOST_PLACES:
        backs = [_stands_for(reader) for reader in readers] if loose else []
        for one in sorted(loose):
            two = _agreed(readers, backs, one)
            if two is not None and (two not in before or before[two] in loose) and two not in links.values():
                links[one] = two
    stretches = _Stretches(labels, followed, links)
    return Order(stretches.chained(), len(stretches.after))


class _Stretches:
    """The reference cut where its order is left, and which stretch follows which.

    A stretch that no link leads to or away from would be left behind: then the order stays as it is there.
    """

    def __init__(
        self, labels: Sequence[WordLabel], followed: Mapping[int, int], links: Mapping[int, int]
    ) -> None:
        self._count = len(labels)
        links = dict(links)
        while True:
            cuts = {_with_bullet(labels, word) for one in links for word in (followed[one], links[one])}
            self.starts = sorted({0, *cuts})
            of = {one: self._start_of(one) for one in links}
            self.after = self._without_rings(
                {of[one]: _with_bullet(labels, two) for one, two in links.items()}
            )
            tied = {0, *self.after, *self.after.values()}
            alone = {
                one
                for one in links
                if _with_bullet(labels, followed[one]) not in tied or of[one] not in self.after
            }
            if not alone:
                return
            for one in alone:
                del links[one]

    def _start_of(self, index: int) -> int:
        return self.starts[bisect_right(self.starts, index) - 1]

    @staticmethod
    def _without_rings(after: Mapping[int, int]) -> dict[int, int]:
        kept: dict[int, int] = {}
        for one, two in after.items():
            at: int | None = two
            while at is not None and at != one:
                at = kept.get(at)
            if at is None:
                kept[one] = two
        return kept

    def chained(self) -> list[int]:
        """The words of all stretches, each followed by those that it is linked to."""
        ends = dict(pairwise((*self.starts, self._count)))
        result: list[int] = []
        for start in self.starts:
            at = None if start in self.after.values() else start
            while at is not None:
                result += range(at, ends[at])
                at = self.after.get(at)
        return result


def _loose(readers: Sequence[Reader], followed: dict[int, int]) -> set[int]:
    """Words of the reference that no reader has right before the word that follows them."""
    loose = set(followed)
    for reader in readers:
        kept = set()
        for one in loose:
            first, second = reader.labels[one].hypothesis, reader.labels[followed[one]].hypothesis
            if (
                first
                and second
                and (second[0] == first[-1] or second[0] <= (reader.after(one) or -1) <= second[-1])
            ):
                kept.add(one)
        loose -= kept
    return loose


def _stands_for(reader: Reader) -> dict[int, int]:
    """Which word of the reference each word of a reader stands for."""
    found: dict[int, int] = {}
    for index, label in enumerate(reader.labels):
        for at in label.hypothesis:
            found.setdefault(at, index)
    return found


def _agreed(readers: Sequence[Reader], backs: Sequence[Mapping[int, int]], index: int) -> int | None:
    """The word of the reference that most code bases read on at after a word."""
    votes: dict[int, set[str]] = defaultdict(set)
    for reader, back in zip(readers, backs, strict=True):
        at = reader.after(index) if reader.labels[index].hypothesis else None
        two = back.get(at) if at is not None else None
        if two is not None:
            votes[two].add(reader.family)
    if not votes:
        return None
    best = max(votes, key=lambda two: (len(votes[two]), -two))
    return best if len(votes[best]) >= LEAST_FAMILIES else None


def _with_bullet(labels: Sequence[WordLabel], index: int) -> int:
    """Where the decoration before a word begins, which goes with it."""
    while index and labels[index - 1].decoration:
        index -= 1
    return index
