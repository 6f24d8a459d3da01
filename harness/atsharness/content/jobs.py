"""Jobs: which part of a head is the title, the employer, the place.

One head may say nothing of itself ("Lumen Freight" above "Platform"); all heads of a section are set alike,
so the one that has a word of an occupation tells for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.days import days_of
from atsharness.content.entries import Entry
from atsharness.content.glued_towns import Placed, apart
from atsharness.content.lines import Pieces, trimmed
from atsharness.content.parts import Part, by_comma, joined_parts, parts_of, without_place
from atsharness.model.content import Job, Piece

_WITH_PLACE = 3
_WORDS_OF_PLACE = 3
"""A longer line of its own in a head without a third part may be an employer with its town."""
_MOST_PIECES = 3
"""Employer, town and region."""
_SURE = 1.0
_HINT = 0.5
"""A word of a company says less than one of an occupation."""


class _Head(msgspec.Struct, kw_only=True):
    entry: Entry
    parts: list[Part]
    """Without the place."""
    sentences: list[Part] = []
    """Text that stands beside the head."""
    place: Part | None = None
    pieces: list[Part] = []
    """Of a head with one part: what its commas divide."""


def jobs_of(entries: Sequence[Entry], pieces: Pieces, near: frozenset[str] = frozenset()) -> tuple[Job, ...]:
    """The jobs that the entries of a section are.

    Args:
        entries: in order.
        pieces: makes pieces of words.
        near: places known from elsewhere, in small letters.
    """
    heads = [_head(entry, near) for entry in entries]
    _place_by_column(heads)
    order = _Order(heads)
    readings = [order.read(head) for head in heads]
    placed = [(employer, place) for _, employer, place, _ in readings]
    if not pieces.seen:
        placed = apart(placed)
    found: list[Job] = []
    placed = _with_those_above(heads, [title for title, *_ in readings], placed)
    for head, (title, _, _, rest), (employer, place) in zip(heads, readings, placed, strict=True):
        if not (title or employer or head.entry.date or head.entry.bullets):
            continue
        start, end = days_of(head.entry, pieces)
        found.append(
            Job(
                title=_piece(title, pieces),
                company=_piece(employer, pieces),
                place=_piece(place, pieces),
                start=start,
                end=end,
                text=(
                    *(pieces.of(part.words, part.text) for part in (*rest, *head.sentences)),
                    *(pieces.of(words) for words in head.entry.text),
                ),
                bullets=tuple(pieces.of(words) for words in head.entry.bullets),
            )
        )
    return tuple(found)


def _with_those_above(
    heads: Sequence[_Head], titles: Sequence[Part | None], placed: Sequence[Placed]
) -> list[Placed]:
    """Employers and places; a further job at the employer above has those."""
    found: list[Placed] = []
    above: Placed = (None, None)
    for head, title, (employer, place) in zip(heads, titles, placed, strict=True):
        further = employer is None and title is not None and len(head.parts) == 1 and len(head.pieces) < 2
        found.append((above[0], place or above[1]) if further else (employer, place))
        if employer is not None:
            above = employer, place
    return found


def _piece(part: Part | None, pieces: Pieces) -> Piece | None:
    return None if part is None else pieces.of(part.words, part.text)


def _head(entry: Entry, near: frozenset[str]) -> _Head:
    head = _Head(entry=entry, parts=[])
    found: list[Part] = []
    for part in parts_of(entry.head):
        (head.sentences if cues.is_sentence(part.text) else found).append(part)
    for part in found:
        alone = len(found) < _WITH_PLACE and not any(
            other.row == part.row for other in found if other is not part
        )
        if (
            head.place is None
            and (cues.is_place(part.text) or part.text.casefold() in near)
            and not (alone and len(part.text.split()) > _WORDS_OF_PLACE)
        ):
            head.place = part
        else:
            head.parts.append(part)
    for index, part in enumerate(head.parts):
        if head.place is None:
            kept, place = without_place(by_comma(part), near)
            if place is not None:
                head.place, head.parts[index] = place, joined_parts(kept)
    if len(head.parts) == 1:
        head.pieces = by_comma(head.parts[0])
    return head


def _place_by_column(heads: Sequence[_Head]) -> None:
    """Takes the part for a place that stands where most other heads have one."""
    slots = Counter(head.place.slot for head in heads if head.place is not None)
    for head in heads:
        if head.place is not None or len(head.parts) < 3:
            continue
        for part in head.parts:
            if 2 * slots[part.slot] >= len(heads) - 1 > 0 and cues.may_be_place(part.text):
                head.place = part
                head.parts.remove(part)
                break


class _Order:
    """Which part of a head is the title, told by all heads together."""

    def __init__(self, heads: Sequence[_Head]) -> None:
        titles: Counter[int] = Counter()
        companies: Counter[int] = Counter()
        for head in heads:
            items = self._items(head)
            if len(items) < 2:
                continue
            marks = [cues.is_title(part.text) for part in items]
            if any(marks) and not all(marks):
                for index, mark in enumerate(marks):
                    titles[index] += mark
            owned = [cues.is_organisation(part.text) for part in items]
            if any(owned) and not all(owned):
                for index, mark in enumerate(owned):
                    companies[index] += mark
        self.title = self._best(titles, companies)
        self.company = None if self.title is None else self._other(companies)

    @staticmethod
    def _items(head: _Head) -> list[Part]:
        return head.pieces if len(head.parts) == 1 else head.parts

    @staticmethod
    def _best(titles: Counter[int], companies: Counter[int]) -> int | None:
        scores = {
            index: _SURE * titles[index] - _HINT * companies[index] for index in {*titles, *companies, 0, 1}
        }
        best = max(scores, key=lambda index: (scores[index], -index))
        runner = max((score for index, score in scores.items() if index != best), default=0.0)
        return best if scores[best] > runner else None

    def _other(self, companies: Counter[int]) -> int:
        rest = {index: companies[index] for index in {*companies, 0, 1} if index != self.title}
        return max(rest, key=lambda index: (rest[index], -index))

    def read(self, head: _Head) -> tuple[Part | None, Part | None, Part | None, list[Part]]:
        """Title, employer, place, and the parts that are none of these."""
        if not head.parts:
            return None, None, head.place, []
        if len(head.parts) == 1:
            return self._one_part(head)
        return self._many(head)

    def _many(self, head: _Head) -> tuple[Part | None, Part | None, Part | None, list[Part]]:
        parts = head.parts
        marks = [cues.is_title(part.text) for part in parts]
        at = self.title
        if marks.count(True) == 1 and (at is None or at >= len(parts) or not marks[at]):
            own = marks.index(True)
            if at is None or at >= len(parts) or cues.is_organisation(parts[at].text):
                at = own
        if at is None or at >= len(parts):
            return None, None, head.place, list(parts)
        other = self.company if at == self.title else None
        if other is None or other >= len(parts):
            other = 0 if at else 1
        place, employer = head.place, parts[other]
        if place is None:
            employer, place = _split_place(employer)
        rest = [part for index, part in enumerate(parts) if index not in (at, other)]
        return parts[at], employer, place, rest

    def _one_part(self, head: _Head) -> tuple[Part | None, Part | None, Part | None, list[Part]]:
        pieces, whole = head.pieces, head.parts[0]
        if len(pieces) == 1:
            if cues.is_title(whole.text):
                return whole, None, head.place, []
            if cues.is_organisation(whole.text):
                return None, whole, head.place, []
            return None, None, head.place, [whole]
        marks = [cues.is_title(piece.text) for piece in pieces]
        at = self.title
        if marks.count(True) == 1 and not (at is not None and at < len(marks) and marks[at]):
            at = marks.index(True)
        if at is None or at >= len(pieces):
            return None, None, head.place, [whole]
        place = head.place
        if at == 0:
            rest = pieces[1:]
            employer = joined_parts(rest)
            if place is None:
                employer, place = _split_place(employer)
            return pieces[0], employer, place, []
        return joined_parts(pieces[at:]), joined_parts(pieces[:at]), place, []


def _split_place(employer: Part) -> tuple[Part, Part | None]:
    """An employer and the town behind its comma, slash or legal form, where nothing speaks against it."""
    pieces = by_comma(employer)
    if len(pieces) == 1:
        pieces = list(_halves(employer)) or pieces
    if not 1 < len(pieces) <= _MOST_PIECES:
        return employer, None
    tail = joined_parts(pieces[1:])
    return (pieces[0], tail) if cues.may_be_place(tail.text) else (employer, None)


def _halves(employer: Part) -> Iterator[Part]:
    """What stands before and after a slash between spaces, or up to a legal form and after it."""
    for at, word in enumerate(employer.words[1:-1], start=1):
        if word.raw == "/" or cues.is_legal_form(word.raw):
            for words in (employer.words[: at + (word.raw != "/")], employer.words[at + 1 :]):
                text, kept = trimmed(words)
                yield msgspec.structs.replace(employer, words=kept, text=text)
            return
