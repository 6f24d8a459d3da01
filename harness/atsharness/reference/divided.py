"""Words that the end of a line divides, found among a document's rows and made whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from atsharness.language import hyphens, links
from atsharness.reference.line_glyphs import SOFT_HYPHEN, Row, Seen

_WIDE = 1.5
"""A gap that ends a stretch of text within a line, in em."""
_INDENT = 4
"""Lines of one paragraph begin within so many em: bullets and first lines are indented."""
_OF_ADDRESS = "/._=?#%"
"""Signs within the rest of an address that tell it from a word or a heading."""


def join_divided(rows: Sequence[Row]) -> None:
    """Makes words whole that the end of a line divides; what is left of a soft hyphen shows as a hyphen.

    A date set at the right does not end the line before it: text goes on where its own stretch does.
    """
    rows = [row for row in rows if row.words]
    breaks = list(_breaks(rows))
    habit = hyphens.Hyphens(_within_lines(rows), [(last.text, first.text) for last, first, _ in breaks])
    begun: dict[int, Seen] = {}  # of a part that has gone to an earlier line, the word there
    for last, first, following in breaks:
        word = begun.get(id(last), last)
        whole = habit.whole(word.text, first.text)
        if whole is not None and any(first is one for one in following.words):
            word.text = whole
            following.words = [one for one in following.words if one is not first]
            begun[id(first)] = word
    for row in rows:
        for word in row.words:
            if word.text.endswith(SOFT_HYPHEN):
                word.text = f"{word.text[:-1]}-"


def _breaks(rows: Sequence[Row]) -> Iterable[tuple[Seen, Seen, Row]]:
    """Words at line ends that may be parts of one: the first, the second, and the second's row."""
    edges: dict[int, float] = {}
    for row in rows:
        edges[row.block] = max(edges.get(row.block, 0.0), row.words[-1].box[2])
    for row, following in pairwise(rows):
        for stretch in _stretches(row):
            first = _continuation(row, stretch[0], following)
            same_size = abs(row.size - following.size) < 0.2 * row.size
            if first is None or not same_size or not hyphens.is_broken(stretch[-1].text, first.text):
                continue
            if stretch[-1].text[-1] != "/" or _is_needed(stretch, row, first, following, edges[row.block]):
                yield stretch[-1], first, following


def _is_needed(stretch: Sequence[Seen], row: Row, first: Seen, following: Row, edge: float) -> bool:
    """Whether a line had to end at a slash: what follows does not fit on it, and may be of an address there.

    Args:
        stretch: the line's, whose last word ends in the slash.
        row: the line.
        first: the word that follows.
        following: its line.
        edge: where the longest line of the line's block ends, in points.
    """
    last = stretch[-1]
    if stretch[-1] is row.words[-1] and last.box[2] + first.box[2] - first.box[0] <= edge:
        return False
    if not links.urls(last.text):
        return True
    alone = next(part for part in _stretches(following) if first in part) == [first]
    return any(sign in first.text[:-1] for sign in _OF_ADDRESS) or (alone and not first.text[0].isupper())


def _within_lines(rows: Iterable[Row]) -> set[str]:
    """Words that no line's end can have divided, and the parts of compounds among them."""
    known: set[str] = set()
    for row in rows:
        for word in row.words[1:-1]:
            bare = word.text.lower().strip(".,;:!?()[]{}\"'’”“‘")
            known.update((bare, *bare.split("-")))
    return known


def _stretches(row: Row) -> list[list[Seen]]:
    """The words of a row, parted at wide gaps."""
    stretches: list[list[Seen]] = []
    for word in row.words:
        if not stretches or word.box[0] - stretches[-1][-1].box[2] > _WIDE * row.size:
            stretches.append([])
        stretches[-1].append(word)
    return stretches


def _continuation(row: Row, start: Seen, following: Row) -> Seen | None:
    """Where the text of a stretch that begins with `start` goes on in the row after it."""
    firsts = [stretch[0] for stretch in _stretches(following)]
    if not firsts:
        return None
    if following.block != row.block or following.box[1] < row.box[1]:
        return firsts[0]
    nearest = min(firsts, key=lambda word: abs(word.box[0] - start.box[0]))
    return nearest if abs(nearest.box[0] - start.box[0]) < _INDENT * row.size else None
