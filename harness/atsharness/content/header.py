"""The header: name, title, place and contact data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.content import cues
from atsharness.content.headings import Head, key_of
from atsharness.content.lines import Line, Pieces, joined, trimmed
from atsharness.content.rows import Rows
from atsharness.fields.field import Spans
from atsharness.fields.name import name_words
from atsharness.language.found import Found
from atsharness.model import Reference
from atsharness.model.content import Header, Piece
from atsharness.text.tokens import Token, fold_key

_SEPARATORS = frozenset("|·•●▪◆‧∙⋅│┃¦/*◦")
_DASHES = frozenset("–—-")
"""They part a name from what follows; within a title they are part of it."""
_WITHIN = _DASHES | {"&", "+"}
_STRAIGHT = 2
_NEAR = 4
"""A title stands so many lines below the name at most."""
_MOST_WORDS = 9
_FIRST_LINES = 12
"""Where no heading is known, the header's lines."""


def header_of(
    reference: Reference, words: Sequence[Token], lines: Sequence[Line], heads: Sequence[Head], pieces: Pieces
) -> Header:
    """The header.

    Args:
        reference: the text, with places where they are known.
        words: of it.
        lines: of it.
        heads: its section headings.
        pieces: makes pieces of words.
    """
    spans = Spans(reference.text, words, reference.words or ())
    at = name_words(reference, words)
    name = [words[index] for index in at]
    if not _may_name_a_person(joined(name), [one.value for one in spans.emails]):
        name = []
    named = {word.line for word in name}  # in capitals it looks like the headings
    own = list(_header_lines(lines, [one for one in heads if lines[one.line].number not in named]))
    taken = {index for found in (*spans.emails, *spans.phones, *spans.urls) for index in spans.at(found)}
    used = {words[index].start for index in taken} | {word.start for word in name}
    cells = [list(cell) for line in own for cell in _cells(line, used)]
    numbers = {line.number for line in own}

    def first(found: Sequence[Found]) -> Piece | None:
        inside = [one for one in found if words[spans.at(one)[0]].line in numbers] or list(found)
        return _found(inside[0], spans, words, pieces) if inside else None

    return Header(
        name=pieces.of(name, joined(name).strip(" ,|")) if name else None,
        title=_title([*cells, *_below(lines, name, used)], name, pieces),
        place=_place([*_over_two_lines(own, used), *cells], pieces),
        phone=first(spans.phones),
        email=first(spans.emails),
        links=tuple(
            _found(one, spans, words, pieces) for one in spans.urls if words[spans.at(one)[0]].line in numbers
        ),
    )


def _may_name_a_person(text: str, emails: Sequence[str]) -> bool:
    """Whether nothing speaks against what looks like a name: in a damaged text a place or a heading may."""
    words = text.replace(",", " ").split()
    told = any(fold_key(word)[0] in account for word in words for account in emails)
    if "," in text and emails and not told and cues.may_be_place(text):
        return False
    if cues.is_place(text) or cues.is_organisation(text) or any(len(word) > 1 for word in words) is False:
        return False
    return not all(key_of(word) for word in words) and not cues.is_place(text.partition(" ")[2])


def _found(one: Found, spans: Spans, words: Sequence[Token], pieces: Pieces) -> Piece:
    return pieces.of([words[index] for index in spans.at(one)], one.text)


def _header_lines(lines: Sequence[Line], heads: Sequence[Head]) -> Iterator[Line]:
    """What stands before the first heading, and below one of contact data."""
    for index, line in enumerate(lines):
        head = next((one for one in reversed(heads) if one.line <= index), None)
        if head is None:
            if heads or index < _FIRST_LINES:
                yield line
        elif head.key == "contact" and (index > head.line or head.words is not None):
            yield line


def _cells(line: Line, used: set[int]) -> Iterator[Sequence[Token]]:
    """A line between gaps, bars, bullets and what is used already."""
    for cell in line.cells:
        run: list[Token] = []
        after = False
        for word in cell:
            after = after or word.start in used
            parts = word.raw in _SEPARATORS or (after and not run and word.raw in _DASHES)
            if (
                word.start in used
                or parts
                or (word.decoration and len(word.raw) == 1 and word.raw not in _WITHIN)
            ):
                if run:
                    yield run
                run = []
                continue
            run.append(word)
            if word.raw.endswith(("|", "•", "·")):
                yield run
                run = []
        if run:
            yield run


def _below(lines: Sequence[Line], name: Sequence[Token], used: set[int]) -> Iterator[Sequence[Token]]:
    """The cells straight below the name, which beside a sidebar is not what stands first."""
    for line in lines:
        if name and 0 < line.number - name[-1].line <= _STRAIGHT:
            yield from _cells(line, used)


def _over_two_lines(lines: Sequence[Line], used: set[int]) -> Iterator[Sequence[Token]]:
    """What a narrow column breaks: a full line after whose comma the next one goes on."""
    rows = Rows(lines, single=True)
    for row, (line, below) in enumerate(pairwise(lines)):
        words = (*line.words, *below.words)
        free = not any(word.start in used or word.raw in _SEPARATORS for word in words)
        one_each = len(line.cells) == len(below.cells) == 1 and line.font == below.font and line.places
        if free and one_each and "," in line.text and rows.is_full(row) and "," not in below.text:
            yield words


def _title(cells: Sequence[Sequence[Token]], name: Sequence[Token], pieces: Pieces) -> Piece | None:
    near = name[-1].line if name else 1
    for cell in cells:
        text, kept = trimmed(cell)
        if not kept or abs(kept[0].line - near) > _NEAR or len(kept) > _MOST_WORDS:
            continue
        if cues.is_title(text) and not text.endswith("."):
            return pieces.of(kept, text)
    return None


def _place(cells: Sequence[Sequence[Token]], pieces: Pieces) -> Piece | None:
    """A place by its looks; else the first cell with a comma that may be one."""
    shown = [(text, kept) for cell in cells for text, kept in [trimmed(cell)] if kept]
    for text, kept in shown:
        if cues.is_place(text):
            return pieces.of(kept, text)
    for text, kept in shown:
        if "," in text and cues.may_be_place(text) and not re.search(r"[.!?]$", text):
            return pieces.of(kept, text)
    return None
