"""Section headings in a column of labels: each stands beside the first line of its section, after a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.language import headings
from atsharness.language.found import Found
from atsharness.model import Word
from atsharness.text.tokens import Token

_GAP = 1.0
"""Heights of a letter between a label and what it labels; words of a sentence are .3 apart."""
_ALIGNED = 3.0
"""Points by which the left or right edges of labels of one column differ."""
_LEAST = 2
"""One line that begins with "Skills" and a gap is no column."""
_WIDEST = 0.4
"""Of the width of the text, that a column of labels takes at most; beyond it dates stand at the edge."""
_CROSSING = 0.2
"""Share of the lines below a label that may run over its gap; text that starts where labels do has more."""


class Beside(Found, frozen=True, kw_only=True):
    """A heading that shares its line on the page."""


class _Label(NamedTuple):
    """A heading with its page, its top, left and right edge, and the left edge of the text beside it."""

    heading: Beside
    page: int
    top: float
    left: float
    right: float
    body: float

    def aligned(self, other: _Label) -> bool:
        """Whether two stand in one column, set to the left or to the right."""
        return min(abs(self.left - other.left), abs(self.right - other.right)) <= _ALIGNED


def label_headings(words: Sequence[Token], places: Sequence[Word | None]) -> tuple[Beside, ...]:
    """The headings of a column of labels, two or more with one left or right edge.

    Args:
        words: of the reference.
        places: of the words, one by one.
    """
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        if not word.decoration:
            lines.setdefault(word.line, []).append(index)
    found = [label for at in lines.values() if (label := _label(at, words, places)) is not None]
    edge = max((word.box[2] for word in places if word is not None), default=0.0)
    found = [one for one in found if one.body - one.left <= _WIDEST * (edge - one.left)]
    kept = []
    for one in found:
        same = [other for other in found if one.aligned(other)]
        if len(same) >= _LEAST and not _is_crossed(one, lines.values(), places):
            kept.append(one.heading)
    return tuple(kept)


def _is_crossed(label: _Label, lines: Iterable[Sequence[int]], places: Sequence[Word | None]) -> bool:
    """Whether text below a label runs over the gap beside it: then it stands in no column of its own."""
    below = crossing = 0
    for at in lines:
        own = [place for index in at if (place := places[index]) is not None]
        if not own or own[0].page != label.page or own[0].box[1] <= label.top:
            continue
        below += 1
        gaps = pairwise(own)
        parted = any(
            one.box[2] <= label.right + _ALIGNED and two.box[0] >= label.body - _ALIGNED for one, two in gaps
        )
        crossing += own[0].box[0] < label.body - _ALIGNED and own[-1].box[2] > label.body and not parted
    return crossing > _CROSSING * below


def _label(at: Sequence[int], words: Sequence[Token], places: Sequence[Word | None]) -> _Label | None:
    """What stands before the first gap of a line, if it is a heading."""
    for number, (before, after) in enumerate(pairwise(at), start=1):
        one, two = places[before], places[after]
        first = places[at[0]]
        if one is None or two is None or first is None:
            return None
        if two.box[0] - one.box[2] > _GAP * (one.box[3] - one.box[1]):
            text = " ".join(words[index].raw for index in at[:number])
            key = headings.section_of(text)
            if key is None:
                return None
            heading = Beside(start=words[at[0]].start, stop=words[before].stop, text=text, value=key)
            return _Label(heading, one.page, one.box[1], first.box[0], one.box[2], two.box[0])
    return None
