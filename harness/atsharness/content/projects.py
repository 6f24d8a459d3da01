"""Projects and certificates."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from atsharness.content.dated import printed_dates
from atsharness.content.days import days_of
from atsharness.content.entries import Entry
from atsharness.content.lines import Line, Pieces, joined, trimmed
from atsharness.content.parts import Part, parts_of
from atsharness.keywords.vocabulary import asked_for
from atsharness.language import links
from atsharness.model.content import Certificate, Day, Project
from atsharness.text.tokens import Token

_MOST_NAME = 10
"""Words of a project's name."""
_EXPIRES = re.compile(
    r"\b(?:expir\w*|exp\.?|valid|renew\w*|gültig|befristet|valable|valide|expire|caduca|vence|vigente"
    r"|válid[oa])[\s:]*(?:(?:on|in|until|till|through|thru|to|date|bis|jusqu['’]\w+|hasta|até|en|el|em)[\s:]*){0,2}$",
    re.IGNORECASE,
)
"""What stands before a date at which a certificate ends."""
_ISSUED = frozenset(
    {
        *("issued", "awarded", "obtained", "earned", "completed", "passed", "erworben", "ausgestellt"),
        *("obtenu", "délivré", "expedido", "obtenido", "emitido", "obtido"),
    }
)
"""Words that belong to the date behind them."""


def projects_of(entries: Sequence[Entry], pieces: Pieces) -> tuple[Project, ...]:
    """The projects that the entries of a section are: the first part of a head is the name."""
    found = []
    for entry in entries:
        parts = [shown for part in parts_of(entry.head) if (shown := _without_links(part)) is not None]
        name = parts[0] if parts and len(parts[0].words) <= _MOST_NAME else None
        words = [*(word for cells in entry.head for cell in cells for word in cell)]
        words += [word for block in (*entry.text, *entry.bullets) for word in block]
        if not words:
            continue
        start, end = days_of(entry, pieces)
        rest = parts[1:] if name else parts
        found.append(
            Project(
                name=pieces.of(name.words, name.text) if name else None,
                start=start,
                end=end,
                text=(
                    *(pieces.of(part.words, part.text) for part in rest),
                    *(pieces.of(block) for block in entry.text),
                ),
                bullets=tuple(pieces.of(block) for block in entry.bullets),
                technologies=tuple(term.name for term in asked_for(joined(words))),
                links=tuple(pieces.of([word], one.text) for word in words for one in links.urls(word.raw)),
            )
        )
    return tuple(found)


def _without_links(part: Part) -> Part | None:
    """A part without the addresses in it; None where nothing is left."""
    text, kept = trimmed([word for word in part.words if not links.urls(word.raw)])
    return msgspec.structs.replace(part, words=kept, text=text) if text else None


def certificates_of(lines: Sequence[Line], pieces: Pieces) -> tuple[Certificate, ...]:
    """One certificate a line or bullet; a line that goes on with the one above is part of it."""
    items: list[list[Token]] = []
    open_ended = False
    for line in lines:
        goes_on = bool(items) and not line.bullet and (open_ended or line.text[:1].islower())
        if goes_on:
            items[-1].extend(line.words)
        else:
            items.append(list(line.words))
        dated = bool(printed_dates(line.text))
        open_ended = not dated and (line.text.endswith((",", "–", "-", "(")) or _dates_follow(line, lines))
    return tuple(one for item in items if (one := _certificate(item, pieces)) is not None)


def _dates_follow(line: Line, lines: Sequence[Line]) -> bool:
    """Whether each certificate of the section ends with a date, so that a line without one is not whole."""
    dated = sum(bool(printed_dates(other.text)) for other in lines)
    return 3 * dated >= len(lines) and not line.bullet and len(line.cells) == 1 and dated < len(lines)


def _certificate(words: Sequence[Token], pieces: Pieces) -> Certificate | None:
    text = joined(words)
    day: Day | None = None
    kept = list(words)
    dated = [one for one in printed_dates(text) if not _EXPIRES.search(text[: one.start])]
    for one in dated[-1:]:
        at, own = 0, []
        for word in words:
            if at < one.stop and one.start < at + len(word.raw):
                own.append(word)
            at += len(word.raw) + 1
        piece = pieces.of(own)
        day = Day(
            text=one.until or one.text,
            value=one.until_value,
            lines=piece.lines,
            page=piece.page,
            box=piece.box,
        )
        first = words.index(own[0])
        if first and words[first - 1].key.strip(",:(") in _ISSUED:
            own.append(words[first - 1])
        kept = [word for word in words if word not in own]
    name, kept_words = trimmed(kept)
    return Certificate(name=pieces.of(kept_words, name), date=day) if name else None
