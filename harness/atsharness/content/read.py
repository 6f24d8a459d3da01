"""A text as a résumé: the same for the page as a person sees it and for what a parser path returned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from atsharness.content.dated import printed_dates, words_of
from atsharness.content.entries import Entry, entries_of
from atsharness.content.header import header_of
from atsharness.content.headings import Head, find_heads
from atsharness.content.jobs import jobs_of
from atsharness.content.lines import Line, Pieces, joined, lines_of
from atsharness.content.projects import certificates_of, projects_of
from atsharness.content.rows import Wrapped
from atsharness.content.schools import schools_of
from atsharness.content.skills import skills_of
from atsharness.fields.label_headings import label_headings
from atsharness.fields.name import name_words
from atsharness.fields.torn import torn_periods
from atsharness.language import periods
from atsharness.model import Reference, Word
from atsharness.model.content import Content, Header, Piece, Section, SectionKey
from atsharness.text.tokens import Token, tokens

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|p\.)?\s*\d{1,3}\s*(?:(?:/|of|von|de|sur|\|)\s*\d{1,3})?", re.IGNORECASE
)
_FURNITURE_WORDS = re.compile(
    r"curriculum vitae|résumé|resume|lebenslauf|last updated.*|zuletzt.*|cv", re.IGNORECASE
)

_LONGEST = 8
"""Words of a period: ``1 September 2019 bis 30 November 2021`` has seven."""


def content_of(text: str) -> Content:
    """What a parser's text says: nothing is known of it but its lines."""
    return content_of_reference(Reference(text=text))


def content_of_reference(reference: Reference) -> Content:
    """What a page says, with the places of its words where they are known.

    Args:
        reference: its text, and `words` where places are known.

    Returns:
        Each value once, in the order of the text; what cannot be told is None.
    """
    words = tokens(reference.text)
    places = reference.words or ()
    name = frozenset(words[at].key.strip(",") for at in name_words(reference, words))
    found = lines_of(reference.text, words, places, reference.items)
    lines = [line for line in found if not _is_furniture(line, name)]
    heads = find_heads(lines, label_headings(words, places) if any(places) else ())
    return _Reading(reference, words, lines, heads).content()


class _Reading:
    """A text in sections."""

    def __init__(
        self, reference: Reference, words: Sequence[Token], lines: Sequence[Line], heads: Sequence[Head]
    ) -> None:
        self._places = reference.words or ()
        self._words = words
        self._pieces = Pieces(self._places, words)
        self._sections = list(_sections(lines, heads))
        self._header = header_of(reference, words, lines, heads, self._pieces)
        torn = _torn(reference.text, words, self._places) if any(self._places) else _torn_at_line_ends(lines)
        self._torn = dict(torn)
        self._unread: list[Piece] = []

    def content(self) -> Content:
        """All that is said, each value once."""
        pieces, near = self._pieces, _near(self._header)
        return Content(
            header=self._header,
            sections=tuple(self._section(*one) for one in self._sections),
            summary=tuple(pieces.of(line.words) for own in self._of("summary") for line in own),
            skills=tuple(group for own in self._of("skills") for group in skills_of(own, pieces)),
            jobs=jobs_of(self._entries("work", single=False), pieces, near),
            volunteering=jobs_of(self._entries("volunteer", single=False), pieces, near),
            schools=schools_of(self._entries("education"), pieces, near),
            projects=projects_of(self._entries("projects"), pieces),
            certificates=tuple(
                one for own in self._of("certificates") for one in certificates_of(own, pieces)
            ),
            unread_dates=tuple(self._unread),
            pages=max((place.page for place in self._places if place is not None), default=None),
            words=sum(not word.decoration for word in self._words),
        )

    def _of(self, key: SectionKey) -> Iterator[list[Line]]:
        return (own for name, _, own in self._sections if name == key)

    def _section(self, key: SectionKey, head: Sequence[Token], own: Sequence[Line]) -> Section:
        of = self._pieces.of
        return Section(key=key, heading=of(head), lines=tuple(of(line.words) for line in own))

    def _entries(self, key: SectionKey, *, single: bool = True) -> list[Entry]:
        """The entries of all sections of a kind; notes the dates in them that no grammar reads."""
        found = [entry for own in self._of(key) for entry in entries_of(own, single=single, torn=self._torn)]
        for entry in found:
            dates = [*([(entry.date, entry.date_words)] if entry.date else []), *entry.further]
            self._unread += [self._pieces.of(words, date.text) for date, words in dates if not date.known]
        return found


def _torn(text: str, words: Sequence[Token], places: Sequence[Word | None]) -> Iterator[tuple[int, Wrapped]]:
    """Periods that a narrow column breaks over two lines, by the offset of their first word."""
    for one in torn_periods(words, places, periods.periods(text)):
        for printed in printed_dates(one.text)[:1]:
            own = tuple(words[at] for at in one.words)
            yield own[0].start, (printed, own)


def _torn_at_line_ends(lines: Sequence[Line]) -> Iterator[tuple[int, Wrapped]]:
    """Periods that go on in the next line, where no place is known, by the offset of their first word."""
    for upper, lower in pairwise(lines):
        ends = upper.words[-1].raw, lower.words[0].raw
        if upper.bullet or not any(map(periods.can_be_part, ends)):
            continue
        above, both = upper.words[-_LONGEST:], (*upper.words[-_LONGEST:], *lower.words[:_LONGEST])
        end = len(joined(above))
        for printed in printed_dates(joined(both)):
            crosses = printed.period and printed.known and printed.start < end < printed.stop
            whole = (one for line in (upper, lower) for one in printed_dates(line.text))
            if crosses and not any(one.period and not one.open for one in whole):
                spans = words_of([word.raw for word in both])
                own = tuple(
                    word
                    for word, (start, stop) in zip(both, spans, strict=True)
                    if start < printed.stop and printed.start < stop
                )
                yield own[0].start, (printed, own)


def _near(header: Header) -> frozenset[str]:
    """The town of the header, and the town with its region, in small letters."""
    if header.place is None:
        return frozenset()
    text = header.place.text.casefold()
    return frozenset({text, text.partition(",")[0]})


def _is_furniture(line: Line, name: frozenset[str]) -> bool:
    """Whether a line is a page's number, be it with the name, or says when the page was made."""
    kept = [word for word in line.words if not word.decoration and word.key.strip(",.") not in name]
    text = joined(kept).strip(" –—-|·•")
    for one in printed_dates(text):
        if not one.period and text != one.text:
            text = (text[: one.start] + text[one.stop :]).strip()
    text = _FURNITURE_WORDS.sub("", text).strip(" –—-|·•,")
    had = (
        len(kept) < len(line.words)
        or bool(_FURNITURE_WORDS.search(line.text))
        or line.text.casefold().startswith(("page", "seite"))
    )
    return _PAGE_NUMBER.fullmatch(text) is not None or (
        had and not text and any(char.isdigit() for char in line.text)
    )


def _sections(
    lines: Sequence[Line], heads: Sequence[Head]
) -> Iterator[tuple[SectionKey, Sequence[Token], list[Line]]]:
    """Each section: its key, the words of its heading, its lines."""
    for number, head in enumerate(heads):
        stop = heads[number + 1].line if number + 1 < len(heads) else len(lines)
        own = list(lines[head.line + 1 : stop])
        first = lines[head.line]
        if head.words is None:
            yield head.key, first.words, own
            continue
        cells = _after(first, head.words)
        rest = msgspec.structs.replace(first, cells=cells, places=first.places[head.words :])
        if rest.places:
            rest = msgspec.structs.replace(rest, indent=rest.places[0].box[0], edge=rest.places[0].box[0])
        yield head.key, first.words[: head.words], [rest, *own] if cells else own


def _after(line: Line, count: int) -> tuple[tuple[Token, ...], ...]:
    skipped = {word.start for word in line.words[:count]}
    cells = (tuple(word for word in cell if word.start not in skipped) for cell in line.cells)
    return tuple(cell for cell in cells if cell)
