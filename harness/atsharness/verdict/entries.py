"""Whether a parser path keeps the lines of each entry together, and its dates beside it.

An entry is what stands between two headings, or between two lines with a period: a job, a degree, a list of
skills. A path may return entries in any order (a sidebar before or after the body); it may also return what
stands at the right edge of a line after the entry's other lines. It must not mix the lines of two entries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec

from atsharness.fields.field import Field
from atsharness.model import Alignment, Word
from atsharness.text.tokens import Token

_GAP = 2.0
"""Heights of a letter between a line's text and what is set at its right edge; ATS213 takes 2.5 em."""
_MOST_ASIDE = 6
"""Words of a place and a period at a right edge ("Linz, Austria, Sep 2019 – Jun 2022"); more is text."""
_FEW = 3
"""Foreign words amid an entry that do not tear it: a page number, a running header."""
_LEAST_OUTSIDE = 4
_SHARE_OUTSIDE = 0.2
"""Words, and share of an entry, away from its other lines from which its lines are mixed with another's."""
_SHARE_INSIDE = 0.25
"""Foreign words, as a share of an entry's own, from which two lists are read row by row."""


class Kept(msgspec.Struct, frozen=True):
    """What a path made of the entries of a document."""

    mixed: int = 0
    """Entries whose lines it mixes with those of others."""
    torn: frozenset[str] = frozenset()
    """Pointers of the starts of periods that it returns, alone or with the rest of their line, beside none of
    their entry's other words."""

    @property
    def whole(self) -> bool:
        """Whether each entry keeps its own lines and dates."""
        return not self.mixed and not self.torn


class Entries:
    """The entries of a reference, and what becomes of each in a path."""

    def __init__(
        self, words: Sequence[Token], fields: Sequence[Field], places: Sequence[Word | None] = ()
    ) -> None:
        """Divides the reference into entries.

        Args:
            words: of the reference.
            fields: expected there; headings and periods begin entries.
            places: of the words, one by one, where they are known.
        """
        self._words = words
        self._places = places
        self._periods = _periods(fields)
        starts = {field.words[0] for field in fields if field.kind == "heading" and field.words}
        starts |= {period[0] for period in self._periods.values()}
        lines = {words[index].line for index in starts}
        self.of: list[int] = []
        """The number of each word's entry."""
        number = 0
        for index, word in enumerate(words):
            if index and word.line in lines and words[index - 1].line != word.line:
                number += 1
            self.of.append(number)

    @cached_property
    def aside(self) -> frozenset[int]:
        """Words at the right edge of a line, beyond a gap."""
        return frozenset(index for stretch in self._stretches() for index in stretch)

    @cached_property
    def _loose(self) -> frozenset[int]:
        """Words that may be of this entry or of the next: at a right edge, or in the line before a period."""
        before = {self._words[period[0]].line - 1 for period in self._periods.values()}
        return self.aside | {index for line in before for index in self._lines.get(line, ())}

    @cached_property
    def _solid(self) -> list[int]:
        return [index for index, word in enumerate(self._words) if not word.decoration]

    def kept(self, alignment: Alignment) -> Kept:
        """What a path made of them."""
        return Kept(len(self.mixed(alignment)), self.torn_periods(alignment))

    def mixed(self, alignment: Alignment) -> frozenset[int]:
        """The entries whose lines a path mixes with those of others."""
        order = sorted(
            (label.hypothesis[0], index)
            for index in self._solid
            if index not in self._loose and (label := alignment.words[index]).hypothesis
        )
        at: dict[int, list[int]] = {}
        for position, (_, index) in enumerate(order):
            at.setdefault(self.of[index], []).append(position)
        return frozenset(entry for entry, positions in at.items() if _is_mixed(positions))

    def torn_periods(self, alignment: Alignment) -> frozenset[str]:
        """The periods, by their start's pointer, that a path returns away from their entry's other words.

        Alone, or with the rest of their line: the employers and dates of all jobs first, then all texts.
        """
        images = {image: index for index, label in enumerate(alignment.words) for image in label.hypothesis}
        order = sorted(image for image, index in images.items() if not alignment.words[index].decoration)
        return frozenset(
            pointer
            for pointer, (units, near) in self._around_periods.items()
            if any(self._is_alone(own, near, alignment, images, order) for own in units)
        )

    @staticmethod
    def _is_alone(
        own: frozenset[int],
        near: frozenset[int],
        alignment: Alignment,
        images: Mapping[int, int],
        order: Sequence[int],
    ) -> bool:
        """Whether a path returns some words beside, and around, none of those that they stand near to."""
        entry = near - own
        here = [image for index in own for image in alignment.words[index].hypothesis]
        if not here or not any(alignment.words[index].hypothesis for index in entry):
            return False
        first, last = bisect_left(order, min(here)), bisect_left(order, max(here))
        around = [images[order[n]] for n in (first - 1, last + 1) if 0 <= n < len(order)]
        between = (images[order[n]] for n in range(first, last + 1))
        return not entry & {*around, *between}

    @cached_property
    def _around_periods(self) -> dict[str, tuple[tuple[frozenset[int], ...], frozenset[int]]]:
        """Of each period what may be torn off with it, and the words that it stands near to, in any path."""
        return {
            pointer: ((self._beside(unit), self._head(unit)), self._near(unit))
            for pointer, unit in self._periods.items()
        }

    # --- where words stand -----------------------------------------------------------------------------

    def _stretches(self) -> Iterator[list[int]]:
        """What stands beyond a gap at the end of each line, of a few words at most."""
        if not self._places:
            return
        for line in self._lines.values():
            for before, after in pairwise(line):
                one, two = self._places[before], self._places[after]
                if one is None or two is None:
                    continue
                if two.box[0] - one.box[2] > _GAP * (two.box[3] - two.box[1]):
                    stretch = line[line.index(after) :]
                    if len(stretch) <= _MOST_ASIDE:
                        yield stretch
                    break

    @cached_property
    def _lines(self) -> dict[int, list[int]]:
        lines: dict[int, list[int]] = {}
        for index in self._solid:
            lines.setdefault(self._words[index].line, []).append(index)
        return lines

    def _beside(self, unit: Sequence[int]) -> frozenset[int]:
        """A period with what stands beside it beyond the same gap: its place."""
        line = self._lines.get(self._words[unit[0]].line, [])
        return frozenset(unit) | (self.aside & set(line) if unit[0] in self.aside else frozenset())

    def _head(self, unit: Sequence[int]) -> frozenset[int]:
        """The whole line of a period, an employer with its dates, where the entry has other lines too."""
        line = self._words[unit[0]].line
        head = frozenset(self._lines.get(line, ()))
        return head if self._own(unit) - head else frozenset()

    def _own(self, unit: Sequence[int]) -> frozenset[int]:
        return frozenset(index for index in self._solid if self.of[index] == self.of[unit[0]])

    def _near(self, unit: Sequence[int]) -> frozenset[int]:
        """The words that may stand beside a period: its entry, and the line before it, a title."""
        first = self._words[unit[0]].line
        before = max((line for line in self._lines if line < first), default=None)
        return frozenset({*self._own(unit), *self._lines.get(before or 0, ()), *self._lines.get(first, ())})


def _periods(fields: Iterable[Field]) -> Mapping[str, tuple[int, ...]]:
    """The words of each period, by the pointer of its start."""
    return {field.pointer: field.unit for field in fields if field.kind == "start" and field.unit}


def _is_mixed(positions: Sequence[int]) -> bool:
    """Whether words at these positions, of all that a path returns, are mixed with many others."""
    runs = [[positions[0]]]
    for before, after in pairwise(positions):
        if after - before - 1 > _FEW:
            runs.append([])
        runs[-1].append(after)
    largest = max(runs, key=len)
    outside = len(positions) - len(largest)
    if outside >= _LEAST_OUTSIDE and outside >= _SHARE_OUTSIDE * len(positions):
        return True
    foreign = largest[-1] - largest[0] + 1 - len(largest)
    return foreign > max(2 * _FEW, _SHARE_INSIDE * len(largest))
