"""A field of the reference, and what detectors find there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from atsharness.fields.broken import HYPHENS, Broken, broken_contact
from atsharness.fields.composed import Composed
from atsharness.fields.label_headings import Beside, label_headings
from atsharness.fields.torn import Torn, torn_periods
from atsharness.language import headings, links, periods, phones
from atsharness.language.found import Found
from atsharness.model import Word
from atsharness.text.tokens import Token

FieldKind = Literal["text", "name", "email", "phone", "url", "start", "end", "heading", "skill", "entry"]


_BROKEN = re.compile(r"(?<=\d)([ \xa0]?[-‐‑–—−][ \xa0]*)(\r\n|[\n\r])(?=\w)")
"""A period's dash at a line's end: a person reads on in the next line."""


def _joined(match: re.Match[str]) -> str:
    return match[1] + " " * len(match[2])


def _over(found: Sequence[Found], whole: Sequence[Found]) -> tuple[Found, ...]:
    """Finds in order, whole addresses in the place of their halves."""
    kept = [one for one in found if not _meets(one, whole)]
    return tuple(sorted((*kept, *whole), key=lambda one: one.start))


def _meets(one: Found, others: Sequence[Found]) -> bool:
    return any(one.start < two.stop and two.start < one.stop for two in others)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of the reference: `words` are the indices of its words there, in order.

    `value` is what a detector must find in a path's text: E.164, host and path, a period
    (``2020-01/present``), a section's key, a skill's phrase; None where no detector can find it in the
    reference itself. `unit` are the words that must stay together for the field to mean what it says:
    of a date the whole period, of an entry the words from its first to its last. `whole` is false where a
    part of the page was not read: words that the reference lacks may then be the field's own.
    """

    pointer: str
    kind: FieldKind
    text: str
    words: tuple[int, ...]
    value: str | None = None
    unit: tuple[int, ...] = ()
    whole: bool = True
    beside: bool = False
    """Of a heading: it shares its line on the page, with text to the right of a gap."""


class Spans:
    """Every detector's finds in the reference, as fields."""

    def __init__(self, text: str, words: Sequence[Token], places: Sequence[Word | None] = ()) -> None:
        """Runs the detectors.

        Args:
            text: of the reference.
            words: of that text.
            places: of the words, one by one, where they are known: they tell a broken address from two words.
        """
        shown = Composed(text)
        plain = shown.text.translate(HYPHENS)
        self.words = words
        broken = broken_contact(words, places) if places else Broken([], [], [])
        self.emails = _over(shown.back(links.emails(plain)), broken.emails)
        self.phones = _over(shown.back(phones.phones(plain)), broken.phones)
        urls = _over(shown.back(links.urls(plain)), broken.urls)
        # The rest of a broken e-mail address may look like a host of its own.
        self.urls = tuple(one for one in urls if not _meets(one, broken.emails))
        whole = shown.back(periods.periods(_BROKEN.sub(_joined, shown.text)))
        self.periods = _over(whole, torn_periods(words, places, whole) if places else ())
        alone = shown.back(headings.headings(shown.text))
        self.headings = _over(alone, label_headings(words, places) if places else ())
        self._starts = [word.start for word in words]

    def at(self, one: Found) -> tuple[int, ...]:
        """The indices of the words that a find touches."""
        if isinstance(one, Torn):
            return one.words
        first = max(bisect_right(self._starts, one.start) - 1, 0)
        last = bisect_right(self._starts, one.stop - 1)
        return tuple(index for index in range(first, last) if self.words[index].stop > one.start)

    def field(self, pointer: str, kind: FieldKind, one: Found) -> Field:
        """A find as a field."""
        return Field(pointer=pointer, kind=kind, text=one.text, words=self.at(one), value=one.value)

    def dated(self, pointer: str, one: Found) -> tuple[Field, Field]:
        """A period as the two fields of its ends."""
        unit = self.at(one)
        first, last = self._ends(unit)
        return (
            self._date(f"{pointer}.startDate", "start", one, first, unit),
            self._date(f"{pointer}.endDate", "end", one, last, unit),
        )

    def heads(self) -> Iterator[Field]:
        """The section headings."""
        for one in self.headings:
            field = self.field(f"section.{one.value}", "heading", one)
            yield msgspec.structs.replace(field, beside=isinstance(one, Beside))

    def _date(
        self, pointer: str, kind: FieldKind, one: Found, at: tuple[int, ...], unit: tuple[int, ...]
    ) -> Field:
        text = " ".join(self.words[index].raw for index in at)
        return Field(pointer=pointer, kind=kind, text=text, words=at, value=one.value, unit=unit)

    def _ends(self, at: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """A period's words up to its dash or "to", and those from there on; one word may hold both ends."""
        for number, index in enumerate(at):
            token = self.words[index]
            if 0 < number < len(at) - 1 and (token.decoration or token.key in periods.BETWEEN):
                return at[:number], at[number + 1 :]
            if periods.holds_dash(token.raw):
                return at[: number + 1], at[number:]
        return at, at
