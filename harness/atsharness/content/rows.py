"""The lines of a section as rows: which have a date, begin an item, go on with one above, are indented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.dated import Printed, printed_dates
from atsharness.content.lines import Line, joined
from atsharness.text.tokens import Token

_WORDS_BESIDE_DATE = 14
"""Words of a line that has text on both sides of a date: more are a sentence."""
_FULL_BY_PLACE = 0.04
"""Share of a column's width that may be left at the end of a full line, beside the word that did not fit."""
_FULL = 0.92
"""Share of the longest line from which a line is full, where no place is known."""
_OPEN_TEXT = (
    "and or of the for in to with a an und oder für der die das et ou de du des la le les y o e da do"
)
_OPEN = frozenset(_OPEN_TEXT.split())
"""Words with which no line ends that is whole."""
_FEW_WORDS = 6
"""Words of a line below which the next is no rest of it, where neither is in a list."""
_WORDS_OF_HEAD = 8
"""Words of a line that may be the first of two of a head."""
TOLERANCE = 2.5
"""Points by which edges of one column differ."""
_EDGES = " ,;:|·•–—-([)].\t"


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A date that an entry may have.

    `aside`: it stands in a cell of its own, to the right of other text; `alone`: nothing else is in its cell.
    """

    row: int
    date: Printed
    words: tuple[Token, ...]
    aside: bool
    alone: bool


Wrapped = tuple[Printed, tuple[Token, ...]]
"""A period with its words, which stand in two lines."""


class Rows:
    """Lines with what is known of each, by index."""

    def __init__(
        self, lines: Sequence[Line], *, single: bool, torn: Mapping[int, Wrapped] | None = None
    ) -> None:
        """Looks at the lines of one section.

        Args:
            lines: without the heading.
            single: whether one date alone may date an entry.
            torn: periods over two lines, by the offset of their first word.
        """
        self._torn = torn or {}
        self.lines = list(lines)
        self._longest = max((len(line.text) for line in lines), default=0)
        self._right = max((line.right or 0.0 for line in lines), default=0.0)
        self._left = min((line.edge for line in lines if line.edge is not None), default=0.0)
        self.bulleted = [line.bullet for line in lines]
        self.dates = self._chosen(single=single)
        if self.dates and all(self.bulleted[one.row] and not one.aside for one in self.dates):
            # Each entry is an item of a list.
            items = {one.row for one in self.dates}
            self.bulleted = [mark and row not in items for row, mark in enumerate(self.bulleted)]
        self._sure = {one.row for one in self.dates if not one.aside}
        self.continued = self._continued()
        self.indented = self._indented()

    def __len__(self) -> int:
        return len(self.lines)

    def has_date(self, row: int) -> bool:
        """Whether a row has a date, set apart or not."""
        return any(one.row == row for one in self.dates)

    def is_body(self, row: int) -> bool:
        """Whether a row is an item of a list or the rest of one, or of a text; no wrapped row of a head."""
        if self.bulleted[row] or self.continued[row] != "yes":
            return self.bulleted[row]
        return self.is_body(row - 1) or len(self.lines[row - 1].words) > _WORDS_OF_HEAD

    def is_full(self, row: int) -> bool:
        """Whether the first word of the next row would not have fitted into a row."""
        line, below = self.lines[row], self.lines[row + 1]
        if line.right is not None and line.places and below.places:
            width = below.places[0].box[2] - below.places[0].box[0]
            return line.right + width > self._right - _FULL_BY_PLACE * (self._right - self._left)
        return len(line.text) + 1 + len(below.words[0].raw) > _FULL * self._longest

    # --- dates -----------------------------------------------------------------------------------------

    def _chosen(self, *, single: bool) -> list[Dated]:
        """Dates of entries: where some are periods, one date amid text is none ("Class of 2022").

        Where some stand outside of lists, one that ends an item's sentence is none ("Led it until 2021.").
        """
        found = list(self._dates(single=single))
        if not all(self._in_item(one) for one in found):
            found = [one for one in found if not (self._in_item(one) and self._in_sentence(one))]
        periods = any(one.date.period for one in found)
        return [one for one in found if not periods or one.date.period or one.alone or one.aside]

    def _in_item(self, one: Dated) -> bool:
        return self.bulleted[one.row] and not one.aside

    def _in_sentence(self, one: Dated) -> bool:
        """Whether a date stands in an item that names no occupation beside it, or ends with a full stop."""
        text = self.lines[one.row].text
        return not one.alone and (text.endswith(".") or not cues.is_title(text))

    def _dates(self, *, single: bool) -> Iterator[Dated]:
        """The last date of each row that may date an entry; where it goes on in the next row, the whole."""
        below: set[int] = set()
        for row, line in enumerate(self.lines):
            torn = next((self._torn[word.start] for word in line.words if word.start in self._torn), None)
            if torn is not None:
                below.update(word.start for word in torn[1])
                yield Dated(row=row, date=torn[0], words=torn[1], aside=False, alone=False)
                continue
            if below.intersection(word.start for word in line.words):
                continue
            for number, cell in enumerate(line.cells):
                text = joined(cell)
                found = (
                    one
                    for one in reversed(printed_dates(text))
                    if _may_date(one, text, line, aside=number > 0, single=single)
                )
                one = next(found, None)
                if one is not None:
                    before, after = _around(one, text)
                    yield Dated(
                        row=row,
                        date=one,
                        words=tuple(_within(cell, one)),
                        aside=number > 0,
                        alone=not before and not after,
                    )
                    break

    # --- what goes on ----------------------------------------------------------------------------------

    def _continued(self) -> list[str]:
        """For each row whether it goes on with the one above: ``yes``, ``maybe`` or ``no``."""
        found: list[str] = []
        item: Line | None = None
        for row, line in enumerate(self.lines):
            if self.bulleted[row]:
                item = line
            if row == 0 or self.bulleted[row]:
                found.append("no")
                continue
            found.append("no" if row in self._sure else self._goes_on(row, item))
            if found[-1] == "no":
                item = None
        return found

    def _goes_on(self, row: int, item: Line | None) -> str:
        line, above = self.lines[row], self.lines[row - 1]
        if cues.is_extra(line.text):
            return "no"
        hangs = _hangs(line, item)
        if hangs is not None:
            return hangs
        if (line.text[:1].islower() and not _begins_anew(line, above)) or above.words[-1].raw in _OPEN:
            return "yes"
        if (item is None and len(above.words) < _FEW_WORDS) or cues.is_place(line.text):
            return "no"
        if above.text.endswith((".", "!", "?", ";")):
            return "no"
        if above.text.endswith((",", "-", "–", "—", "&", "\xad", "/", "(", ":")):
            return "yes"
        return "maybe" if self.is_full(row - 1) else "no"

    def _indented(self) -> list[bool]:
        """For each row whether it stands right of the heads: in a list whose bullets are lost."""
        edge: tuple[int, float] | None = None
        dated = {one.row: one for one in self.dates if not self.is_body(one.row)}
        found = []
        for row, line in enumerate(self.lines):
            if row in dated and line.places:
                edge = _left_of_rest(line, dated[row]) or edge
            apart = (
                edge is not None
                and row not in dated
                and not self.bulleted[row]
                and line.indent is not None
                and line.places[0].page == edge[0]
                and line.indent > edge[1] + TOLERANCE
            )
            found.append(apart)
        return found


def _begins_anew(line: Line, above: Line) -> bool:
    """Whether a line in another font follows a whole sentence: names may be in small letters."""
    fonts = line.font, above.font
    return None not in fonts and fonts[0] != fonts[1] and above.text.endswith((".", "!", "?"))


def _may_date(one: Printed, text: str, line: Line, *, aside: bool, single: bool) -> bool:
    """Whether a date of a cell may be that of an entry, and is none in a sentence."""
    before, after = _around(one, text)
    amid = bool(before and after)
    if one.period:
        in_item = line.bullet and not aside
        if in_item and before and one.since == one.until and len(text.split()) > _FEW_WORDS:
            return False  # "… that runs 31 services since 2021" is what was done
        return not amid or (not in_item and len(text.split()) <= _WORDS_BESIDE_DATE)
    if amid:
        return False
    alone = not before and not after
    if not (single or alone or aside):
        return False
    return alone or aside or not line.bullet or "(" not in text[: one.start]


def _around(one: Printed, text: str) -> tuple[str, str]:
    return text[: one.start].strip(_EDGES), text[one.stop :].strip(_EDGES)


def _within(cell: Sequence[Token], one: Printed) -> Iterator[Token]:
    """The words of a cell that a date touches."""
    at = 0
    for word in cell:
        if at < one.stop and one.start < at + len(word.raw):
            yield word
        at += len(word.raw) + 1


def _hangs(line: Line, item: Line | None) -> str | None:
    """``yes`` or ``no`` where the text of an item is set off from its bullet; None where it is not."""
    if item is None or item.indent is None or item.edge is None or line.indent is None:
        return None
    if item.indent - item.edge <= TOLERANCE or not line.places or not item.places:
        return None
    if line.places[0].page != item.places[0].page:
        return None
    if abs(line.indent - item.indent) <= TOLERANCE:
        return "yes"
    return "no" if line.indent < item.indent - TOLERANCE else None


def _left_of_rest(line: Line, dated: Dated) -> tuple[int, float] | None:
    """The page and the left edge of what a line holds beside its date."""
    own = {word.start for word in dated.words}
    for word, place in zip(line.words, line.places, strict=False):
        if word.start not in own and not word.decoration:
            return place.page, place.box[0]
    return None
