"""Periods that a narrow column breaks over two lines.

Either a column of dates, "Oct 2019 – Mar" above "2022", a title beside them; or running text, whose line ends
after "Acme Inc. | Oct 2019 – Mar".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from atsharness.language import periods
from atsharness.language.found import Found
from atsharness.model import Word
from atsharness.text.tokens import Token

_LINE_PITCH = 1.8
"""A line so many heights below is not the next one."""
_ALIGNED = 3.0
"""Points by which the left edges, the right ones or the middles of two lines of one column differ."""
_GAP = 1.5
"""Heights of a letter between two words that are not of one column."""
_SAME_SIZE = 0.8
_DASHES = ("-", "\u2010", "\u2013", "\u2014", "\u2212", "\xad")


class Torn(Found, frozen=True, kw_only=True):
    """A period in two lines: `words` are the indices of its words; what stands between is not its own."""

    words: tuple[int, ...]


class _Piece(NamedTuple):
    """Words side by side that can be part of a period, and the box around them."""

    at: tuple[int, ...]
    page: int
    x0: float
    top: float
    x1: float
    height: float


def torn_periods(
    words: Sequence[Token], places: Sequence[Word | None], whole: Sequence[Found]
) -> tuple[Torn, ...]:
    """The periods of which one part stands straight below the other, or goes on at the next line's start.

    Args:
        words: of the reference.
        places: of the words, one by one.
        whole: periods that stand in one stretch of text; their words are no part of others.

    Returns:
        In the order of the text; `start` and `stop` are those of the part in the upper line.
    """
    taken = {
        index
        for one in whole
        for index, word in enumerate(words)
        if word.start < one.stop and one.start < word.stop
    }
    pieces = sorted(_pieces(words, places, taken), key=lambda piece: (piece.page, piece.top))
    levels = [(piece.page, piece.top) for piece in pieces]
    starts: dict[int, int] = {}
    for index, word in enumerate(words):
        starts.setdefault(word.line, index)
    found: list[Torn] = []
    used: set[int] = set()
    for upper in pieces:
        first = bisect_left(levels, (upper.page, upper.top + upper.height / 2))
        last = bisect_right(levels, (upper.page, upper.top + _LINE_PITCH * upper.height))
        for lower in pieces[first:last]:
            follows = _in_column(upper, lower) or _goes_on(upper, lower, words, places, starts)
            if not (follows and _of_one_size(upper, lower)):
                continue
            one = _joined(upper, lower, words)
            if one is not None and not used.intersection(one.words):
                found.append(one)
                used.update(one.words)
                break
    return tuple(sorted(found, key=lambda one: one.start))


def _pieces(words: Sequence[Token], places: Sequence[Word | None], taken: set[int]) -> Iterator[_Piece]:
    run: list[int] = []
    for index, word in enumerate(words):
        place = places[index]
        if place is None or index in taken or not periods.can_be_part(word.raw):
            yield from _piece(run, places)
            run = []
            continue
        before = places[run[-1]] if run else None
        if before is not None and not _beside(before, place):
            yield from _piece(run, places)
            run = []
        run.append(index)
    yield from _piece(run, places)


def _beside(one: Word, two: Word) -> bool:
    height = one.box[3] - one.box[1]
    level = abs(two.box[1] - one.box[1]) < height / 2
    return one.page == two.page and level and 0 <= two.box[0] - one.box[2] + height < (1 + _GAP) * height


def _piece(run: Sequence[int], places: Sequence[Word | None]) -> Iterator[_Piece]:
    own = [place for index in run if (place := places[index]) is not None]
    if own:
        top, foot = min(place.box[1] for place in own), max(place.box[3] for place in own)
        yield _Piece(tuple(run), own[0].page, own[0].box[0], top, own[-1].box[2], foot - top)


def _in_column(upper: _Piece, lower: _Piece) -> bool:
    """Whether two pieces are of one column."""
    left, right = lower.x0 - upper.x0, lower.x1 - upper.x1
    return abs(left) < _ALIGNED or abs(right) < _ALIGNED or abs(left + right) < 2 * _ALIGNED


def _of_one_size(upper: _Piece, lower: _Piece) -> bool:
    return min(upper.height, lower.height) >= _SAME_SIZE * max(upper.height, lower.height)


def _goes_on(
    upper: _Piece,
    lower: _Piece,
    words: Sequence[Token],
    places: Sequence[Word | None],
    starts: Mapping[int, int],
) -> bool:
    """Whether a line of running text ends with the upper piece and the next begins with the lower one."""
    last, first = upper.at[-1], lower.at[0]
    start = places[starts[words[last].line]]
    return (
        first == last + 1
        and starts[words[first].line] == first
        and start is not None
        and abs(start.box[0] - lower.x0) < _ALIGNED
    )


def _joined(upper: _Piece, lower: _Piece, words: Sequence[Token]) -> Torn | None:
    """The period that two pieces are together, if each holds a part of it."""
    text, stops = "", []
    for index in (*upper.at, *lower.at):
        text += (" " if text else "") + words[index].raw
        stops.append(len(text))
    edge = stops[len(upper.at) - 1]
    for one in periods.periods(text):
        # "2022 –" above "2021 –" are two that still last.
        if one.start < edge < one.stop and not text[one.stop :].lstrip().startswith(_DASHES):
            starts = [0, *(stop + 1 for stop in stops)]
            own = tuple(
                index
                for index, start, stop in zip((*upper.at, *lower.at), starts, stops, strict=False)
                if start < one.stop and one.start < stop
            )
            first = words[own[0]]
            return Torn(
                start=first.start, stop=words[upper.at[-1]].stop, text=one.text, value=one.value, words=own
            )
    return None
