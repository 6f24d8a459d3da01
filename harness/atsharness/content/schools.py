"""Degrees: which part of a head is the degree, the institution, the place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.days import days_of
from atsharness.content.entries import Entry
from atsharness.content.glued_towns import Placed, apart
from atsharness.content.lines import Pieces, joined, trimmed, without_edges
from atsharness.content.parts import Part, by_comma, joined_parts, parts_of, without_place
from atsharness.language.towns import words_of_town
from atsharness.model.content import Piece, School

_LINK = re.compile(r"^[\s,:;–—-]*(?:(?:in|of|en|de|der|des|für|em)\s|d['’])?[\s:,]*", re.IGNORECASE)


def schools_of(
    entries: Sequence[Entry], pieces: Pieces, near: frozenset[str] = frozenset()
) -> tuple[School, ...]:
    """The degrees that the entries of a section are; arguments as of `jobs_of`."""
    read = [_split(entry, near) for entry in entries]
    columns: Counter[tuple[str, int, int]] = Counter()
    for parts, _ in read:
        columns.update((role, *part.slot) for role, part in _sure(parts).items())
    found = []
    institution: Part | None = None
    for entry, (parts, stated) in zip(entries, read, strict=True):
        roles = _sure(parts)
        _by_column(roles, parts, columns)
        _with_subject(roles, parts)
        degree, school = roles.get("degree"), roles.get("school")
        place = stated
        if school is not None:
            school, place = _placed(school, stated, seen=pieces.seen)
        if school is None and degree is not None and institution is not None and len(parts) == 1:
            school = institution
        institution = school or institution
        if not (degree or school or entry.date):
            continue
        taken = {word.start for role in roles.values() for word in role.words}
        rest = [part for part in parts if taken.isdisjoint(word.start for word in part.words)]
        found.append(_school(entry, pieces, degree, school, place, rest))
    return tuple(found)


def _school(
    entry: Entry,
    pieces: Pieces,
    degree: Part | None,
    school: Part | None,
    place: Part | None,
    rest: Sequence[Part],
) -> School:
    start, end = days_of(entry, pieces)
    kind, area = _kinds(degree, pieces) if degree else (None, None)
    return School(
        degree=pieces.of(degree.words, degree.text) if degree else None,
        kind=kind,
        area=area,
        institution=pieces.of(school.words, school.text) if school else None,
        place=pieces.of(place.words, place.text) if place else None,
        start=start,
        end=end,
        text=(
            *(pieces.of(part.words, part.text) for part in rest),
            *(pieces.of(words) for words in entry.text),
        ),
        bullets=tuple(pieces.of(words) for words in entry.bullets),
    )


def _split(entry: Entry, near: frozenset[str]) -> tuple[list[Part], Part | None]:
    """The parts of a head, divided further where a comma parts degree and school; and the place."""
    place: Part | None = None
    parts: list[Part] = []
    for part in parts_of(entry.head):
        is_place = cues.is_place(part.text) and not _names_school(part.text)
        if place is None and (is_place or part.text.casefold() in near):
            place = part
            continue
        for one in _before_school(part):
            kept, tail = without_place(by_comma(one), near)
            place = place or tail
            groups = _grouped(kept)
            last = groups[-1]
            if (
                place is None
                and len(groups) > 1
                and cues.is_school(groups[-2].text)
                and cues.may_be_place(last.text)
            ):
                subject = any(map(_is_bare, [*parts, *groups])) or not any(
                    map(_has_degree, [*parts, *groups])
                )
                if not subject and not _has_degree(last):
                    place = groups.pop()
            parts += groups
    return parts, place


def _names_school(text: str) -> bool:
    """Whether a text that looks like a place begins with a school, and no town such as College Station."""
    town = text.partition(",")[0].split()
    return cues.is_school(text) and words_of_town(town) < len(town)


def _has_degree(part: Part) -> bool:
    return cues.degree_in(part.text) is not None


def _is_bare(part: Part) -> bool:
    """Whether a part names a degree without its subject."""
    return _has_degree(part) and _subject(part.text) == ""


def _before_school(part: Part) -> list[Part]:
    """A part at the end of a degree's name where a school's name follows: ``PhD Princeton University``."""
    match = cues.degree_in(part.text)
    if match is None or match.start() > 0 or not part.text.startswith(joined(part.words)[: match.end()]):
        return [part]
    count = len(part.text[: match.end()].split())
    rest = joined(part.words[count:])
    first = rest.partition(",")[0]
    if not cues.is_school(first) or _LINK.match(rest).end():  # type: ignore[union-attr]
        return [part]
    text, words = trimmed(part.words[count:])
    head, own = trimmed(part.words[:count])
    return [
        msgspec.structs.replace(part, words=own, text=head),
        msgspec.structs.replace(part, words=words, text=text),
    ]


def _grouped(items: Sequence[Part]) -> list[Part]:
    """Pieces between commas, joined again but where a school begins or ends."""
    groups: list[list[Part]] = []
    last: bool | None = None
    for item in items:
        school = cues.is_school(item.text) and not _has_degree(item)
        if groups and last == school:
            groups[-1].append(item)
        else:
            groups.append([item])
        last = school
    return [joined_parts(group) for group in groups]


def _sure(parts: Sequence[Part]) -> dict[str, Part]:
    """The degree and the school by their own words."""
    roles: dict[str, Part] = {}
    degrees = [part for part in parts if cues.degree_in(part.text) is not None]
    schools = [part for part in parts if cues.is_school(part.text) and part not in degrees]
    if not schools:
        schools = [part for part in degrees if cues.is_school(part.text) and len(degrees) > 1]
        degrees = [part for part in degrees if part not in schools]
    if degrees:
        full = [part for part in degrees if not _is_bare(part)]
        roles["degree"] = full[0] if full and _is_bare(degrees[0]) else degrees[0]
    if schools:
        roles["school"] = schools[0]
    return roles


def _by_column(roles: dict[str, Part], parts: Sequence[Part], columns: Counter[tuple[str, int, int]]) -> None:
    """Fills what no word tells by where other entries have it, then by being the only part left."""
    for role, other in (("degree", "school"), ("school", "degree")):
        if role in roles:
            continue
        free = [part for part in parts if part is not roles.get(other)]
        held = [part for part in free if columns[role, *part.slot] > columns[other, *part.slot]]
        if not held and other in roles and free and free[0].row <= 1 and not cues.is_place(free[0].text):
            held = [part for part in free if abs(part.row - roles[other].row) <= 1]
        if held:
            roles[role] = held[0]


def _with_subject(roles: dict[str, Part], parts: Sequence[Part]) -> None:
    """Joins a degree in a cell of its own ("PhD") and its subject, behind the school or in the next line."""
    degree = roles.get("degree")
    if degree is None or not _is_bare(degree):
        return
    free = [part for part in parts if part not in roles.values() and part.row in (degree.row, degree.row + 1)]
    if free and not cues.is_school(free[0].text):
        roles["degree"] = joined_parts([degree, free[0]])


def _subject(text: str) -> str:
    match = cues.degree_in(text)
    return text if match is None else _LINK.sub("", text[match.end() :]).strip()


def _placed(school: Part, stated: Part | None, *, seen: bool) -> Placed:
    """A school and its place; `stated` is one that stands apart, `seen` says whether gaps are."""
    place = stated
    pieces = by_comma(school)
    if place is None and 1 < len(pieces) <= 3:
        tail = joined_parts(pieces[1:])
        if cues.may_be_place(tail.text) and cues.is_school(pieces[0].text):
            school, place = pieces[0], tail
    return (school, place) if seen else apart([(school, place)])[0]


def _kinds(degree: Part, pieces: Pieces) -> tuple[Piece | None, Piece | None]:
    """``B.Sc.`` and ``Computer Science`` of ``B.Sc. Computer Science``; unknown where no degree is named."""
    text = degree.text
    match = cues.degree_in(text)
    if match is None or (match.start() > 0 and match.end() < len(text)):
        return None, None
    piece = pieces.of(degree.words)
    kind = match[0].strip(" ,:")
    area = without_edges((text[: match.start()] if match.start() else _subject(text)).strip(" -"))
    if not any(map(str.isalpha, area)):
        area = ""  # a mark: "Abitur (1,2)"

    def made(text: str) -> Piece | None:
        return Piece(text=text, lines=piece.lines, page=piece.page, box=piece.box) if text else None

    return made(kind), made(area)
