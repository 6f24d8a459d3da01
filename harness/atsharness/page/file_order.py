"""The order in which a file holds the lines of a page, against the order in which they are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Literal

import msgspec

from atsharness.model.facts import Block, Line, LineWord, ReadingOrder
from atsharness.model.geometry import union
from atsharness.page.page import Page

INTERLEAVED = 0.3
"""Share of lines at which the side of a gutter changes, from which the order is row by row."""

LEAST_SWITCHES = 4

LEAST_PASSED = 3
"""Lines above or below that a line out of place has passed, at least: fewer are parts of one row."""

MOST_ENDS = 200
"""Ends of lines that are looked at on a page; no page that a person reads has half as many."""

APART = 2.5
"""Em of white from which the end of a line stands apart: no justified text has such gaps."""

LEAST_LETTERS = 4
"""Letters and digits of a line that says something by itself; a formula's rows have fewer."""


def stream_order(page: Page) -> ReadingOrder | None:
    """How the content stream orders the lines of a page; None for fewer than three lines."""
    beginnings = [_beginning(line) for line in page.lines]
    drawn = [_run(words) for words in beginnings]
    order = sorted(range(len(drawn)), key=lambda index: (drawn[index], index))
    found = compare("stream", page, order, _switches(page))
    if found is None:
        return None
    return msgspec.structs.replace(found, torn_ends=_torn_ends(page, beginnings, drawn))


def _run(words: Sequence[LineWord]) -> int:
    """Where the stream holds some words.

    Most of a line may be set before or after its bold words and its bullet: the median glyph tells.
    """
    runs = sorted(part.run for word in words for part in word.parts for _ in range(part.start, part.stop))
    return runs[len(runs) // 2]


def _torn_ends(page: Page, beginnings: Sequence[Sequence[LineWord]], drawn: Sequence[int]) -> tuple[int, ...]:
    """Lines whose end beyond a wide gap has passed lines over or under it that their beginning has not.

    A browser draws the dates that float at the right edge before all text of their section. A line without a
    gap counts if it is over or under any of the line: short ones do not reach the end. One with a gap may
    begin with a date itself, in a column of them that is drawn first: it counts under the end alone.

    Args:
        page: whose lines they are.
        beginnings: the words of each line up to a wide gap.
        drawn: where the stream holds these.
    """
    boxes = [union(word.box for word in words) for words in beginnings]
    rests = [line.words[len(words) :] for words, line in zip(beginnings, page.lines, strict=True)]
    whole = [not rest for rest in rests]
    ends = (at for at, rest in enumerate(rests) if _letters(word.text for word in rest) >= LEAST_LETTERS)
    found = []
    for index in islice(ends, MOST_ENDS):
        rest = rests[index]
        own = _run(rest)
        passed = [
            other
            for other, box in enumerate(boxes)
            if other != index
            and (drawn[other] < own) != (other < index)
            and (drawn[other] < drawn[index]) == (other < index)
            and box[0] < rest[-1].box[2]
            and (boxes[index][0] if whole[other] else rest[0].box[0]) < box[2]
        ]
        if len(passed) >= LEAST_PASSED and not _is_in_entry(passed, index, whole):
            found.append(index)
    return tuple(found)


def _is_in_entry(passed: Sequence[int], index: int, whole: Sequence[bool]) -> bool:
    """Whether an end has passed only lines of its own entry, up to the next line with an end."""
    after = next((other for other in range(index + 1, len(whole)) if not whole[other]), len(whole))
    return all(index < other < after for other in passed)


def _beginning(line: Line) -> Sequence[LineWord]:
    """The words of a line up to a wide gap: what stands beyond it is a date at the right edge (ATS213)."""
    words = line.words
    for at in range(1, len(words)):
        apart = words[at].box[0] - words[at - 1].box[2] >= APART * line.size
        if apart and _letters(word.text for word in words[:at]) >= LEAST_LETTERS:
            return words[:at]
    return words


def _letters(texts: Iterable[str]) -> int:
    return sum(char.isalnum() for text in texts for char in text)


def _switches(page: Page) -> int:
    """How often the stream changes between the sides of a gutter, run by run."""
    sides: dict[int, tuple[int | None, str | None]] = {}
    for line in page.lines:
        block = page.blocks[line.block]
        for word in line.words:
            for part in word.parts:
                if is_columnar(page, block):
                    sides[part.run] = block.gutter, block.side
    order = [sides[run] for run in sorted(sides)]
    return sum(a != b and a[0] is not None and a[0] == b[0] for a, b in pairwise(order))


def is_columnar(page: Page, block: Block) -> bool:
    """Whether a block is one side of columns or beside a sidebar (not a date or label beside its entry)."""
    return block.gutter is not None and page.gutters[block.gutter].kind in ("columns", "sidebar")


def compare(
    source: Literal["stream", "tags"], page: Page, order: Sequence[int], switches: int
) -> ReadingOrder | None:
    """An order of lines against the order of reading.

    Args:
        source: of the order.
        page: whose lines they are.
        order: indices of lines.
        switches: changes of side at a gutter on the way.
    """
    count = len(order)
    if count < 3:
        return None
    seen: list[int] = []
    inversions = 0
    for at, index in enumerate(order):
        place = bisect_left(seen, index)
        inversions += at - place
        seen.insert(place, index)
    moved = [
        index
        for index in _out_of_place(order)
        if _letters([page.lines[index].text]) >= LEAST_LETTERS and _passed(page, order, index) >= LEAST_PASSED
    ]
    boxes = [page.lines[index].box for index in moved]
    columnar = [block for block in page.blocks if is_columnar(page, block)]
    # Read rightly, each side is entered once a block.
    extra = max(0, switches - max(0, len(columnar) - 1))
    lines_beside = sum(block.stop - block.start for block in columnar)
    return ReadingOrder(
        source=source,
        page=page.number,
        lines=count,
        switches=extra,
        inversions=round(2 * inversions / (count * (count - 1)), 4),
        interleaved=extra >= max(LEAST_SWITCHES, INTERLEAVED * lines_beside),
        box=union(boxes) if boxes else None,
        moved=tuple(moved),
    )


def _out_of_place(order: Sequence[int]) -> list[int]:
    """The fewest lines without which the rest is in order."""
    return sorted(set(order) - set(_longest_rising(order)))


def _passed(page: Page, order: Sequence[int], index: int) -> int:
    """How many lines above or below a line, not beside it, come on its wrong side."""
    at = order.index(index)
    wrong = [other for other in order[:at] if other > index]
    wrong += [other for other in order[at + 1 :] if other < index]
    x0, _, x1, _ = page.lines[index].box
    boxes = (page.lines[other].box for other in wrong)
    return sum(box[0] < x1 and x0 < box[2] for box in boxes)


def _longest_rising(order: Sequence[int]) -> list[int]:
    """A longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, value in enumerate(order):
        slot = bisect_left(tails, value)
        before.append(places[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(value)
            places.append(at)
        else:
            tails[slot] = value
            places[slot] = at
    found = []
    at = places[-1] if places else -1
    while at >= 0:
        found.append(order[at])
        at = before[at]
    return found[::-1]
