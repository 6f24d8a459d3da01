"""The fields of a structured source: where on the page each of its values stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from atsharness.fields.broken import HYPHENS
from atsharness.fields.field import Field, FieldKind, Spans
from atsharness.fields.places import Places, trim
from atsharness.language import headings, links, periods, phones
from atsharness.language.found import Found
from atsharness.model import Leaf, Reference
from atsharness.text.tokens import Token, fold_key, tokens

_KIND_OF: tuple[tuple[str, FieldKind], ...] = (
    (r"basics\.name", "name"),
    (r"basics\.email(\.\d+)?", "email"),
    (r"basics\.phone(\.\d+)?", "phone"),
    (r".*\.startDate", "start"),
    (r".*\.endDate", "end"),
    (r"skills\.\d+\.keywords.*", "skill"),
    (r"section\..*", "heading"),
)
_LEAF_KINDS: dict[str, FieldKind] = {"url": "url", "email": "email", "phone": "phone", "heading": "heading"}
_ENTRY = re.compile(r"((?:work|volunteer|education|projects)\.\d+)\.(\w+)")
_HEAD = {
    "work": ("position", "name"),
    "volunteer": ("position", "organization"),
    "education": ("institution",),
}
"""What must stay together with the dates of an entry."""
_UNPRINTED = re.compile(r"basics\.location\.countryCode|basics\.profiles\.\d+\.network|.*\.(level|fluency)")
"""Values that templates turn into something else: a flag, an icon, a bar."""
_NEAR = 30
"""A date so many words away from its entry is another's."""
_SEPARATORS = re.compile(r"\s*[,;|•·]\s+")


class _Placed(NamedTuple):
    """A leaf with the indices of its words."""

    leaf: Leaf
    kind: FieldKind
    words: tuple[int, ...]


def sourced_fields(reference: Reference, words: Sequence[Token], found: Spans) -> Iterator[Field]:
    """Every leaf that the page shows, the heads of entries as a whole, and the headings.

    A value that stands on the page several times (a city, a title that is the label too) is the one nearest
    to the rest of its entry.
    """
    places = Places(words)
    shown = list(_placed(list(_leaves(reference.leaves)), places, words))
    free = _Periods(found)
    fields: list[Field] = []
    for group in _groups(shown):
        for placed in group:
            if placed.kind not in ("start", "end") and placed.words:
                fields.append(_field(placed, found, words))
        fields += _dates(group, _anchor(group), free, found, words)
    yield from fields
    yield from _entries(fields, words, whole=reference.complete)
    yield from found.heads()


def absent_leaves(reference: Reference, fields: Iterable[Field]) -> tuple[Leaf, ...]:
    """Values of the source that the page prints in no form, and of whose words it has half at most.

    Args:
        reference: a structured source in the order of the page.
        fields: those found on the page (`sourced_fields`).
    """
    known = {field.pointer for field in fields}
    words = tokens(reference.text)
    places = Places(words)
    keys = {trim(word.key) for word in words}
    months = {month for one in periods.periods(reference.text) for month in one.value.split("/")}
    absent = []
    for leaf in _leaves(reference.leaves):
        if leaf.pointer in known or _kind(leaf) == "heading" or places.find(leaf.forms or (leaf.text,)):
            continue
        if leaf.kind == "date":
            month = periods.month_of(leaf.text)
            if month is None or any(_same(one, month) for one in months):
                continue
        own = [key for word in leaf.text.split() if (key := trim(fold_key(word)[0]))]
        if 2 * sum(key in keys for key in own) <= len(own):
            absent.append(leaf)
    return tuple(absent)


def _entries(fields: Iterable[Field], words: Sequence[Token], *, whole: bool) -> Iterator[Field]:
    """For each job, stint and degree one field that says whether its head stays with its own lines.

    Dates at the right edge may come after the entry's other lines; words of another entry may not stand amid.

    Args:
        fields: its parts among them.
        words: of the reference.
        whole: whether the page was read whole.
    """
    heads: dict[str, list[int]] = {}
    parts: dict[str, set[str]] = {}
    own: dict[str, list[int]] = {}
    for field in fields:
        match = _ENTRY.match(field.pointer)
        if match is None:
            continue
        own.setdefault(match[1], []).extend(field.words)
        section = match[1].partition(".")[0]
        if match[2] in (*_HEAD.get(section, ()), "startDate", "endDate") and section in _HEAD:
            heads.setdefault(match[1], []).extend(field.words)
            parts.setdefault(match[1], set()).add(match[2])
    for pointer, at in heads.items():
        if len(parts[pointer]) > 1:
            head = tuple(sorted(set(at)))
            yield Field(
                pointer=pointer,
                kind="entry",
                text=" ".join(words[index].raw for index in head),
                words=head,
                unit=tuple(sorted({*range(head[0], head[-1] + 1), *own[pointer]})),
                whole=whole,
            )


def _leaves(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Leaves one by one; a list of skills in one string is taken apart."""
    for leaf in leaves:
        if _UNPRINTED.fullmatch(leaf.pointer) or _is_label(leaf):
            continue
        parts = _SEPARATORS.split(leaf.text) if re.fullmatch(r"skills\.\d+\.keywords", leaf.pointer) else []
        if len(parts) < 2:
            yield leaf
            continue
        for number, part in enumerate(parts):
            text = trim(part)
            if text:
                yield Leaf(pointer=f"{leaf.pointer}.{number}", text=text, words=leaf.words)


def _is_label(leaf: Leaf) -> bool:
    """Whether a leaf is a user's name that its address holds too."""
    return leaf.pointer.endswith(".username") and leaf.kind != "url"


def _kind(leaf: Leaf) -> FieldKind:
    for pattern, kind in _KIND_OF:
        if re.fullmatch(pattern, leaf.pointer):
            return kind
    return _LEAF_KINDS.get(leaf.kind, "text")


def _placed(leaves: Sequence[Leaf], places: Places, words: Sequence[Token]) -> Iterator[_Placed]:
    """Where each leaf stands, by its printed forms; of several places the nearest to its entry's others."""
    kinds: list[FieldKind] = [_kind(leaf) for leaf in leaves]
    found = [places.find(leaf.forms or (leaf.text,)) for leaf in leaves]
    found = [_lines(at, words) if kind == "heading" else at for kind, at in zip(kinds, found, strict=True)]
    # Printed once, a value that two entries have (a city) says where neither of them stands.
    owners: dict[tuple[int, ...], set[str]] = {}
    for leaf, at in zip(leaves, found, strict=True):
        if len(at) == 1:
            owners.setdefault(at[0], set()).add(_owner(leaf.pointer))
    sure: dict[str, list[int]] = {}
    for place, named in owners.items():
        if len(named) == 1:
            sure.setdefault(named.pop(), []).append(place[0])
    for leaf, kind, at in zip(leaves, kinds, found, strict=True):
        yield _Placed(leaf, kind, _nearest(leaf, at, sure) or _aligned(leaf, kind, words))


def _lines(found: Sequence[tuple[int, ...]], words: Sequence[Token]) -> list[tuple[int, ...]]:
    """The places where words are a line of their own, or else begin one: "experience" is in sentences too."""
    starts = [at for at in found if not _beside(words, at[0], -1)]
    alone = [at for at in starts if not _beside(words, at[-1], 1)]
    return alone or starts


def _beside(words: Sequence[Token], index: int, step: int) -> bool:
    """Whether a word that is no decoration stands before or after one on its line."""
    at = index + step
    while 0 <= at < len(words) and words[at].line == words[index].line:
        if not words[at].decoration:
            return True
        at += step
    return False


def _nearest(leaf: Leaf, found: Sequence[tuple[int, ...]], sure: Mapping[str, list[int]]) -> tuple[int, ...]:
    """The place nearest to those of the same entry that are sure; a date far from them is another's."""
    near = sure.get(_owner(leaf.pointer), [])
    best = min(found, key=lambda one: _distance(one, leaf, near), default=())
    if best and near and leaf.kind == "date" and _distance(best, leaf, near)[0] > _NEAR:
        return ()
    return best


def _distance(at: tuple[int, ...], leaf: Leaf, near: Sequence[int]) -> tuple[int, int]:
    if leaf.pointer.startswith("basics."):
        # Contact data and the title stand first; where a summary stands says nothing of them.
        return 0 if at[0] in leaf.words else 1, at[0]
    own = min((abs(at[0] - index) for index in near), default=0)
    return own, 0 if at[0] in leaf.words else 1


def _owner(pointer: str) -> str:
    """The entry of a leaf: ``work.0``, ``basics``, ``skills.2``."""
    match = re.match(r"\w+\.\d+(?=\.|$)", pointer)
    return match[0] if match else pointer.partition(".")[0]


def _aligned(leaf: Leaf, kind: FieldKind, words: Sequence[Token]) -> tuple[int, ...]:
    """The words that the alignment of source and page gives, where they can be trusted.

    Text may be printed with other punctuation or hyphens; an address or a number is itself or is not there.
    """
    at = leaf.words
    if not at or kind in ("start", "end", "heading", "skill"):
        return ()
    if kind in ("email", "url", "phone"):
        same = _detected(kind, _shown(kind, at, words))
        wanted = {links.comparable(form) for form in leaf.forms or (leaf.text,)}
        if kind == "phone":
            wanted = set(phones.comparable(leaf.text))
        return at if any(one.value in wanted for one in same) else ()
    return at if 2 * len(at) >= len(leaf.text.split()) else ()


def _shown(kind: FieldKind, at: Sequence[int], words: Sequence[Token]) -> str:
    """A value's words; an address that a narrow column breaks over lines is one all the same."""
    return ("" if kind in ("email", "url") else " ").join(words[index].raw for index in at)


def _detected(kind: FieldKind, text: str) -> Sequence[Found]:
    return {"email": links.emails, "url": links.urls, "phone": phones.phones}[kind](text)


def _groups(shown: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    grouped: dict[str, list[_Placed]] = {}
    for placed in shown:
        grouped.setdefault(_owner(placed.leaf.pointer), []).append(placed)
    yield from grouped.values()


def _anchor(group: Iterable[_Placed]) -> int | None:
    """The first word of an entry, but for its dates."""
    return min(
        (one.words[0] for one in group if one.words and one.kind not in ("start", "end")), default=None
    )


class _Periods:
    """The periods that the page shows; each belongs to one entry."""

    def __init__(self, found: Spans) -> None:
        self._found = found
        self._free = list(found.periods)

    def take(self, start: str | None, end: str | None, anchor: int | None) -> Found | None:
        """The free period of these dates that is nearest to a word; None where there is none."""
        meant = [one for one in self._free if _means(one.value, start, end)]
        if not meant:
            return None
        best = min(meant, key=lambda one: abs(self._found.at(one)[0] - (anchor or 0)))
        self._free.remove(best)
        return best


def _means(value: str, start: str | None, end: str | None) -> bool:
    """Whether a printed period says these dates; it may leave the months out."""
    begin, _, last = value.partition("/")
    return start is not None and end is not None and _same(begin, start) and _same(last, end)


def _same(printed: str, given: str) -> bool:
    return (
        printed == given
        or (len(printed) == 4 and given.startswith(printed))
        or (len(given) == 4 and printed.startswith(given))
    )


def _dates(
    group: Sequence[_Placed], anchor: int | None, free: _Periods, found: Spans, words: Sequence[Token]
) -> Iterator[Field]:
    """The two ends of an entry's period; dates that the page prints otherwise stand for themselves."""
    ends = {placed.kind: placed for placed in group if placed.kind in ("start", "end")}
    given = {kind: periods.month_of(placed.leaf.text) for kind, placed in ends.items()}
    one = free.take(given.get("start"), given.get("end"), anchor)
    if one is not None:
        pointer = ends["start"].leaf.pointer.rpartition(".")[0]
        yield from found.dated(pointer, one)
        return
    for placed in ends.values():
        if placed.words and placed.leaf.text != "Present":
            yield _field(placed, found, words)


def _field(placed: _Placed, found: Spans, words: Sequence[Token]) -> Field:
    leaf, kind, at = placed
    text = _shown(kind, at, words)
    if kind == "heading":
        key = headings.section_of(text)
        return Field(
            pointer=f"section.{key}" if key else leaf.pointer, kind=kind, text=text, words=at, value=key
        )
    value = None
    if kind == "skill":
        # What looks like a hyphen is one to whoever searches.
        value = trim(unicodedata.normalize("NFC", text).translate(HYPHENS))
    elif kind in ("email", "phone", "url"):
        finds = {"email": found.emails, "phone": found.phones, "url": found.urls}[kind]
        own = [one for one in finds if set(found.at(one)) & set(at)]
        # Broken over lines where its column had room, it is one that nobody but the source knows.
        own += _detected(kind, text) if not own and len(at) > 1 else []
        value = own[0].value if own else None
    return Field(pointer=leaf.pointer, kind=kind, text=text, words=at, value=value)
