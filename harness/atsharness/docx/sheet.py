"""The text of a document as it is read: characters in order, their sizes, and the constructs around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from atsharness.model import Box, Word
from atsharness.model.flow_facts import SHEET, Construct, ConstructKind
from atsharness.text.tokens import Token, tokens

_WIDTH = 0.5
"""Ems of a character on the sheet, which has no fonts."""
_TAB = 3.0
"""Ems of a tab there: more than a space by far, as on a page."""
_PITCH = 1.2
"""Heights from one line to the next."""
_BETWEEN = ("line_break", "no_space", "page_break", "positioned_tab", "tab")
"""Constructs that stand between two words."""


class Mark(NamedTuple):
    """A construct while the text is being made: its characters ``[start, stop)``."""

    kind: ConstructKind
    part: str
    start: int
    stop: int
    text: str
    note: str


class Placed(NamedTuple):
    """A sheet's text with what is known of its words."""

    text: str
    words: tuple[Word, ...]
    constructs: tuple[Construct, ...]
    items: tuple[int, ...]
    """Words with which items of lists begin."""


class Sheet:
    """The text that a document's reading makes, one line a paragraph."""

    def __init__(self) -> None:
        """Begins empty."""
        self._pieces: list[str] = []
        self.length = 0
        self._sizes: list[tuple[int, float]] = []
        """Where a size begins."""
        self._items: list[int] = []
        """Where items of lists begin."""
        self.marks: list[Mark] = []
        self.part = ""
        """The part that is being read."""

    def add(self, text: str, size: float | None = None) -> None:
        """Appends characters in a size."""
        if not text:
            return
        if size is not None and (not self._sizes or self._sizes[-1][1] != size):
            self._sizes.append((self.length, size))
        self._pieces.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        """Ends the line, if anything is on it."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self.add("\n")

    def item(self, start: int) -> None:
        """Notes that what was added from `start` on is an item of a list, whose sign is no character."""
        if self.text_since(start).strip():
            self._items.append(start)

    def continue_line(self) -> None:
        """Puts what follows into the same line, a tab apart."""
        if self._pieces and self._pieces[-1] == "\n":
            self._pieces[-1] = "\t"
        elif self._pieces:
            self.add("\t")

    def text_since(self, start: int) -> str:
        """The characters from `start` on."""
        parts: list[str] = []
        at = self.length
        for piece in reversed(self._pieces):
            if at <= start:
                break
            at -= len(piece)
            parts.append(piece)
        return "".join(reversed(parts))

    def mark(
        self,
        kind: ConstructKind,
        start: int | None = None,
        stop: int | None = None,
        *,
        text: str = "",
        note: str = "",
    ) -> None:
        """Notes a construct that reaches from `start` to `stop`, or to here, or is here."""
        begins = self.length if start is None else start
        ends = self.length if stop is None else stop
        self.marks.append(Mark(kind, self.part, begins, ends, text, note))

    @contextmanager
    def inside(self, kind: ConstructKind, note: str = "") -> Iterator[None]:
        """Notes a construct around all that is added meanwhile."""
        at, start = len(self.marks), self.length
        yield
        self.marks.insert(at, Mark(kind, self.part, start, self.length, "", note))

    def append(self, other: Sheet) -> None:
        """Puts all of another sheet behind what is here: its characters, their sizes, its constructs."""
        start = self.length
        self._sizes += [(start + at, size) for at, size in other._sizes]
        self._items += [start + at for at in other._items]
        self._pieces += other._pieces
        self.length += other.length
        self.marks += [
            mark._replace(start=mark.start + start, stop=mark.stop + start) for mark in other.marks
        ]

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(self._pieces)

    # --- places ------------------------------------------------------------------------------------

    def placed(self) -> Placed:
        """The text, its words with their places on the sheet, and the constructs with theirs."""
        text = self.text
        found = tokens(text)
        words = tuple(self._words(text, found))
        starts, stops = [token.start for token in found], [token.stop for token in found]
        constructs = []
        for mark in self.marks:
            if mark.kind in _BETWEEN:
                start, stop = _around(mark, starts, stops)
            else:
                start, stop = bisect_right(stops, mark.start), bisect_left(starts, mark.stop)
                if mark.start == mark.stop:
                    stop = start
            constructs.append(
                Construct(
                    kind=mark.kind,
                    part=mark.part,
                    start=start,
                    stop=max(start, stop),
                    boxes=tuple(_boxes(words[start:stop])),
                    text=mark.text,
                    note=mark.note,
                )
            )
        return Placed(text, words, tuple(constructs), tuple(bisect_left(starts, at) for at in self._items))

    def _words(self, text: str, found: Sequence[Token]) -> Iterator[Word]:
        at = [start for start, _ in self._sizes]
        top, line, right, last, height = 0.0, 1, 0.0, 0, 0.0
        for token in found:
            number = max(bisect_right(at, token.start) - 1, 0)
            size = self._sizes[number][1] if self._sizes else 0.0
            if token.line != line:
                top += _PITCH * (height or size) + max(token.line - line - 1, 0) * size
                line, right, last, height = token.line, 0.0, text.rfind("\n", 0, token.start) + 1, 0.0
            gap = text[last : token.start]
            left = right + size * (_WIDTH * (len(gap) - gap.count("\t")) + _TAB * gap.count("\t"))
            right, last = left + size * _WIDTH * (token.stop - token.start), token.stop
            height = max(height, size)
            yield Word(text=token.raw, page=SHEET, box=(left, top, right, top + size), line=line)


def _around(mark: Mark, starts: Sequence[int], stops: Sequence[int]) -> tuple[int, int]:
    """The words before and after a place, where there are both."""
    before, after = bisect_right(stops, mark.start) - 1, bisect_left(starts, mark.stop)
    return (before, after + 1) if before >= 0 and after < len(starts) else (0, 0)


def _boxes(words: Sequence[Word]) -> Iterator[Box]:
    """The places of words, a box a line."""
    box: Box | None = None
    line: int | None = None
    for word in words:
        if box is not None and word.line == line:
            box = (box[0], min(box[1], word.box[1]), word.box[2], max(box[3], word.box[3]))
            continue
        if box is not None:
            yield box
        box, line = word.box, word.line
    if box is not None:
        yield box
