"""The parts of an entry's head: what stands between gaps, bars and dashes, without dates and durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.lines import joined, trimmed
from atsharness.language import links
from atsharness.text.tokens import Token

_SEPARATORS = frozenset("|·•●▪◆‧∙⋅│┃¦»")
_DASHES = frozenset(("-", "–", "—", "−", "--", "---", "~"))
_AT = frozenset(("at", "@", "bei", "chez"))
_LEGAL = re.compile(
    r"(?:inc|llc|ltd|l\.?p|gmbh|ag|s\.?a|s\.?l|corp|co|plc|pllc|jr|sr|ph\.?d|m\.?d)\.?", re.IGNORECASE
)

_LABELS = frozenset(
    {
        *("degree", "education degree", "qualification", "university", "university name", "college"),
        *("college name", "school", "school name", "institution", "institution name", "institute"),
        *("company", "company name", "organization", "organisation", "employer", "client"),
        *("role", "position", "job title", "designation"),
    }
)
"""What forms write before a part of a head, with a colon."""
_LABEL_WORDS = 2


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a head that belong together. `row` and `column` say which line and which cell of it."""

    words: tuple[Token, ...]
    text: str
    row: int
    column: int

    @property
    def slot(self) -> tuple[int, int]:
        """Where it stands in its head."""
        return self.row, self.column


def parts_of(head: Sequence[Sequence[tuple[Token, ...]]]) -> list[Part]:
    """The parts of a head, given by its lines in cells; durations and kinds of employment are none."""
    found = []
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            for words in _apart([word for word in cell if not links.urls(word.raw)]):
                text, kept = trimmed(_unlabelled(words))
                if text and not cues.is_extra(text):
                    found.append(Part(words=kept, text=text, row=row, column=column))
                    column += 1
    return found


def _unlabelled(words: Sequence[Token]) -> Sequence[Token]:
    """Words without a label before them: ``University Name: Harvey Mudd College``."""
    for count in range(1, min(_LABEL_WORDS, len(words) - 1) + 1):
        if words[count - 1].raw.endswith(":"):
            return words[count:] if joined(words[:count]).casefold()[:-1] in _LABELS else words
    return words


def _apart(cell: Sequence[Token]) -> Iterable[Sequence[Token]]:
    """A cell at bars, at dashes between spaces, and at "at" behind a title."""
    run: list[Token] = []
    for index, word in enumerate(cell):
        bar = word.raw in _SEPARATORS or (word.raw in _DASHES and run and index + 1 < len(cell))
        at = word.key in _AT and run and cues.is_title(joined(run))
        if bar or at:
            if run:
                yield run
            run = []
            continue
        run.append(word)
        if word.raw.endswith(("|", "·", "•")) and len(word.raw) > 1:
            yield run
            run = []
    if run:
        yield run


def by_comma(part: Part) -> list[Part]:
    """A part's pieces between commas; ", Inc." belongs to what stands before it."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for word in part.words:
        depth += word.raw.count("(") - word.raw.count(")")
        pieces[-1].append(word)
        if word.raw.endswith(",") and depth <= 0:
            pieces.append([])
    found: list[Part] = []
    for piece in pieces:
        text, kept = trimmed(piece)
        if not text:
            continue
        if found and _LEGAL.fullmatch(text):
            found[-1] = joined_parts([found[-1], msgspec.structs.replace(part, words=kept, text=text)])
            continue
        found.append(msgspec.structs.replace(part, words=kept, text=text))
    return found


def joined_parts(parts: Sequence[Part]) -> Part:
    """Neighbouring parts as one."""
    words = tuple(word for part in parts for word in part.words)
    return msgspec.structs.replace(parts[0], words=words, text=trimmed(words)[0])


def without_place(
    pieces: Sequence[Part], near: frozenset[str] = frozenset()
) -> tuple[list[Part], Part | None]:
    """Pieces without the place at their end, and that place: ``Acme``, ``Portland, OR``."""
    for count in (3, 2, 1):
        if len(pieces) > count:
            tail = joined_parts(pieces[-count:])
            if cues.is_place(tail.text) or tail.text.casefold() in near:
                return list(pieces[:-count]), tail
    return list(pieces), None
