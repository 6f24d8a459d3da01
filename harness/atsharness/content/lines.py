"""The lines of a text: their cells, their bullets, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from statistics import median

import msgspec

from atsharness.model import Word
from atsharness.model.content import Piece
from atsharness.model.geometry import union
from atsharness.text.leaders import is_leader
from atsharness.text.tokens import Token

_GAP = 1.2
"""Heights of a letter between two cells of a line; words of a justified line stand up to 0.8 apart."""
_SPACES = re.compile(r"\t| {3}|[\u2001\u2003]")
"""White space between two cells where no place is known: paths that keep columns put three spaces or more."""
_BULLETS = frozenset("•◦‣∙·●○▪▫■□◆◇❖►▶▸➢➤✓✔✦⁃*–—-−»>§¡o\uf0b7\uf0a7\uf076\u2043\u204c\u204d")
_DASHES = frozenset(("-", "–", "—", "−"))
_EDGES = " ,;:|·•–—-−/()[]"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line: `cells` are its words, divided at gaps, without its bullet and without leaders."""

    number: int
    cells: tuple[tuple[Token, ...], ...]
    bullet: bool = False
    places: tuple[Word, ...] = ()
    """Of its words, where they are known."""
    indent: float | None = None
    """Left edge of the text, points; of a bullet's line that of the words after it."""
    edge: float | None = None
    """Left edge of the line, its bullet included."""

    @property
    def words(self) -> tuple[Token, ...]:
        """All words."""
        return tuple(word for cell in self.cells for word in cell)

    @property
    def text(self) -> str:
        """As read: one space between words."""
        return joined(self.words)

    @property
    def font(self) -> str | None:
        """Of all its words; None where they have several."""
        fonts = {place.font for place in self.places}
        return fonts.pop() if len(fonts) == 1 else None

    @property
    def height(self) -> float | None:
        """Of its words, to a tenth of a point: places are sums of fractions."""
        if not self.places:
            return None
        return round(median(place.box[3] - place.box[1] for place in self.places), 1)

    @property
    def right(self) -> float | None:
        """Right edge of its text."""
        return self.places[-1].box[2] if self.places else None


class Pieces:
    """Makes pieces of words: their text with their lines and their box."""

    def __init__(self, places: Sequence[Word | None], words: Sequence[Token]) -> None:
        """Args: the places of the words, one by one, and the words."""
        self._places = dict(zip((word.start for word in words), places, strict=False))

    @property
    def seen(self) -> bool:
        """Whether the page is seen: the place of some word is known."""
        return any(place is not None for place in self._places.values())

    def of(self, words: Sequence[Token], text: str | None = None) -> Piece:
        """The piece that some words are; `text` where it is not the words as they stand."""
        own = [place for word in words if (place := self._places.get(word.start)) is not None]
        page = own[0].page if own else None
        return Piece(
            text=joined(words) if text is None else text,
            lines=tuple(sorted({word.line for word in words})),
            page=page,
            box=union(place.box for place in own if place.page == page) if own else None,
        )


def joined(words: Iterable[Token]) -> str:
    """Words with one space between."""
    return " ".join(word.raw for word in words)


def trimmed(words: Sequence[Token]) -> tuple[str, tuple[Token, ...]]:
    """A value's words without separators around them, and its text without punctuation at its ends."""
    kept = list(words)
    while kept and (kept[0].decoration or not kept[0].raw.strip(_EDGES)):
        kept.pop(0)
    while kept and (kept[-1].decoration or not kept[-1].raw.strip(_EDGES)):
        kept.pop()
    return without_edges(joined(kept)), tuple(kept)


def without_edges(text: str) -> str:
    """A text without punctuation at its ends; a bracket stays where both of its pair are in the text."""
    text = text.strip(" ,;:|·•–—−/")
    for left, right in ("()", "[]"):
        if text.startswith(left) and text.endswith(right) and text.count(left) == 1:
            text = text[1:-1]
        if text.endswith(left) or (text.endswith(right) and left not in text):
            text = text[:-1].rstrip(_EDGES)
        if text.startswith(right) or (text.startswith(left) and right not in text):
            text = text[1:].lstrip(_EDGES)
    return text


def lines_of(
    text: str, words: Sequence[Token], places: Sequence[Word | None] = (), items: Collection[int] = ()
) -> list[Line]:
    """The lines that hold a word; a bullet alone on its line belongs to the next.

    Args:
        text: RAW.
        words: of it.
        places: of the words, one by one, where they are known.
        items: words with which items of lists begin whose signs are no words.
    """
    begun = frozenset(words[item].start for item in items)
    at = dict(zip((word.start for word in words), places, strict=False))
    found: list[Line] = []
    bullet: float | None = None
    waiting = False
    for number, group in groupby(words, attrgetter("line")):
        own = list(group)
        marked = _is_bullet(own[0])
        rest = own[1:] if marked else own
        first = at.get(own[0].start)
        if marked and not any(not word.decoration for word in rest):
            waiting, bullet = True, first.box[0] if first else None
            continue
        kept = [word for word in rest if not is_leader(word.raw)]
        if not any(not word.decoration for word in kept):
            continue
        known = tuple(place for word in kept if (place := at.get(word.start)) is not None)
        indent = known[0].box[0] if known else None
        edge = first.box[0] if first else indent
        found.append(
            Line(
                number=number,
                cells=tuple(_cells(kept, text, at)),
                bullet=marked or waiting or own[0].start in begun,
                places=known,
                indent=indent,
                edge=edge if bullet is None else bullet,
            )
        )
        waiting, bullet = False, None
    return found


def _is_bullet(word: Token) -> bool:
    private = len(word.raw) == 1 and "\ue000" <= word.raw <= "\uf8ff"
    return private or (len(word.raw) == 1 and word.raw in _BULLETS)


def _cells(words: Sequence[Token], text: str, at: dict[int, Word | None]) -> Iterator[tuple[Token, ...]]:
    run: list[Token] = []
    for word in words:
        if run and _apart(run[-1], word, text, at):
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _apart(one: Token, two: Token, text: str, at: dict[int, Word | None]) -> bool:
    if one.raw in _DASHES:
        return False  # of a period, whose end OCR may place far off
    first, second = at.get(one.start), at.get(two.start)
    if first is None or second is None:
        return _SPACES.search(text[one.stop : two.start]) is not None
    height = max(first.box[3] - first.box[1], 1.0)
    return abs(second.box[0] - first.box[2]) > _GAP * height and second.box[0] > first.box[0]
