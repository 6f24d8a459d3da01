"""Skills, in groups where they have labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from atsharness.content.lines import Line, Pieces, joined, trimmed
from atsharness.fields.places import trim
from atsharness.keywords.vocabulary import asked_for
from atsharness.model.content import Piece, SkillGroup
from atsharness.text.tokens import Token

_PARTED = re.compile(r"[,;|•·/]$")
_SEPARATORS = frozenset("|·•●▪◆‧∙⋅/–—-")
_MOST_LABEL = 5
"""Words of a label."""
_WIDE = 2.5


class _Group(msgspec.Struct, kw_only=True):
    label: tuple[Token, ...] = ()
    rows: list[list[Token]] = []


def skills_of(lines: Sequence[Line], pieces: Pieces) -> tuple[SkillGroup, ...]:
    """The groups of a section of skills; one without a label where it is a plain list."""
    groups: list[_Group] = []
    below = _labels_stand_above(lines)
    for index, line in enumerate(lines):
        label, rest = _label(line)
        if not label and index in below:
            groups.append(_Group(label=line.words))
            continue
        if label or not groups:
            groups.append(_Group(label=label))
        if rest:
            groups[-1].rows.append(rest)
    found = []
    for group in groups:
        skills = tuple(_split(group.rows, pieces))
        name, words = trimmed(group.label)
        if skills or words:
            shown = pieces.of(words, name.rstrip(":")) if words else None
            found.append(SkillGroup(label=shown, skills=skills))
    return tuple(found)


def _label(line: Line) -> tuple[tuple[Token, ...], list[Token]]:
    """What stands before a colon or a gap at the start of a line, and the rest."""
    words = list(line.words)
    for index, word in enumerate(words[: _MOST_LABEL + 1]):
        if word.raw.endswith(":") and (index + 1 < len(words) or index):
            return tuple(words[: index + 1]), words[index + 1 :]
        if word.raw.endswith(","):
            break
    if len(line.cells) >= 2 and len(line.cells[0]) <= _MOST_LABEL and not _listed(line.cells[0]):
        rest = [word for cell in line.cells[1:] for word in cell]
        if _listed(rest):
            return line.cells[0], rest
    if words and words[-1].raw.endswith(":") and len(words) <= _MOST_LABEL:
        return tuple(words), []
    return (), words


def _listed(words: Sequence[Token]) -> bool:
    return any(_PARTED.search(word.raw) or word.raw in _SEPARATORS for word in words[:-1])


def _labels_stand_above(lines: Sequence[Line]) -> set[int]:
    """The lines that are labels of the lists below them: no list themselves, and set otherwise."""
    alone = [
        index
        for index, line in enumerate(lines[:-1])
        if not _listed(line.words)
        and len(line.words) <= _MOST_LABEL
        and not line.bullet
        and _listed(lines[index + 1].words)
        and not (index and lines[index - 1].text.endswith((",", ";")))
    ]
    if not alone:
        return set()
    fonts = {lines[index].font for index in alone}
    lists = {line.font for index, line in enumerate(lines) if index not in alone and _listed(line.words)}
    if None not in fonts and fonts.isdisjoint(lists):
        return set(alone)
    if alone[0] == 0:
        return {index for index in alone if len(asked_for(lines[index].text)) == 0 or index == 0}
    return set()


def _split(rows: Sequence[Sequence[Token]], pieces: Pieces) -> Iterator[Piece]:
    """Skills between commas, bars and bullets; lines without any are one each."""
    listed = any(_listed(row) for row in rows)
    whole = " ".join(joined(row) for row in rows)
    brackets = whole.count("(") == whole.count(")")
    run: list[Token] = []
    depth = 0
    for row in rows:
        for word in row:
            if word.raw in _SEPARATORS and not depth:
                yield from _skill(run, pieces)
                run = []
                continue
            if brackets:
                depth = max(depth + word.raw.count("(") - word.raw.count(")"), 0)
            run.append(word)
            if word.raw.endswith((",", ";", "|", "•", "·")) and not depth:
                yield from _skill(run, pieces)
                run = []
        if not listed:
            yield from _skill(run, pieces)
            run = []
    yield from _skill(run, pieces)


def _skill(words: Sequence[Token], pieces: Pieces) -> Iterator[Piece]:
    if not words:
        return
    whole = joined(words)
    text = trim(whole)
    if text.count("(") > text.count(")") and whole[whole.find(text) + len(text) :].startswith(")"):
        text += ")"
    if any(char.isalnum() for char in text):
        yield pieces.of(words, text)
