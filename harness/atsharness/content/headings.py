"""Which lines are section headings: by their words, and by looking like those that are.

The words of `language.headings` and what people make of them ("Leadership and Work Experience", "Technical
Skills & Tools"). A line of unknown words that is set like the known headings ends a section all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import get_args

import msgspec

from atsharness.content.dated import printed_dates
from atsharness.content.lines import Line
from atsharness.fields.label_headings import Beside
from atsharness.keywords.vocabulary import asked_for
from atsharness.language import headings
from atsharness.model.content import SectionKey

_FURTHER: dict[SectionKey, str] = {
    "work": "jobs|praktika|stages|stages et emplois|emplois"
    "|estágios|employment experience|work and research experience|vocational",
    "education": "schooling|academics|scolarité",
    "certificates": "training|trainings|professional development|licenses and certificates"
    "|formations continues|formation continue|fortbildungen|cursos",
    "awards": "scholarships|awards and scholarships|honors and scholarships|fellowships|stipendien|bourses",
    "volunteer": "leadership experience|activities|extracurricular activities|community service"
    "|community involvement|community|extracurriculars|organizations|leadership and activities"
    "|campus activities|engagements|civic engagement",
    "publications": "conference papers|journal papers|journals|conferences|patents|talks|invited talks"
    "|presentations|speaking|conference talks|vorträge|patente|thesis|master thesis|theses|bibliography",
    "references": "referees",
    "skills": "skill set|skillset|computer skills|it skills|soft skills|hard skills|programming skills"
    "|software skills|areas of expertise|technical proficiencies|technical summary"
    "|informatique|informática|edv-kenntnisse|it kenntnisse|skills and awards|skills and interests"
    "|skills, languages and interests|technical knowledge|proficiencies|technical proficiency",
    "interests": "personal interests|other interests|freizeit",
    "other": "additional information|miscellaneous|additional|other|memberships|professional affiliations"
    "|affiliations|professional memberships|sonstiges|divers|otros datos|outros|status|availability|extra",
}
_QUALIFIERS_TEXT = (
    "professional work relevant selected personal technical academic key core additional other industry "
    "research teaching leadership volunteer career related recent further and & of the my other main "
    "notable prior previous significant clinical military business software engineering development "
    "technology it open source public latest current full freelance berufliche relevante weitere "
    "praktische fachliche persönliche technische und professionnelle professionnelles principales et "
    "autres techniques clés pertinente profesional profesionales laboral laborales técnicas técnicos "
    "personales y e otras otros relevante profissional profissionais pessoais outras outros principais"
)
_QUALIFIERS = frozenset(_QUALIFIERS_TEXT.split())
_JOIN = re.compile(r"\s*(?:&|/|,|\band\b|\bund\b|\bet\b|\by\b|\be\b|\+)\s*", re.IGNORECASE)
_RANK = ("work", "education", "projects", "certificates", "skills", "publications", "volunteer", "awards")
"""Of the parts of a compound heading the first of these names the section."""
_MOST_WORDS = 6
_SAME_HEIGHT = 0.07
"""Share by which heights of headings of one style differ."""
_LEAST_SPACE = 0.7
"""Of the least space above a heading that is surely one: what stands closer to the line above is a label."""
_NEVER_LABELS = ("work", "education", "summary", "projects", "certificates")
"""Keys that no group within a section has."""
_OF_ENTRIES = ("work", "education", "volunteer", "projects")
"""Keys of sections that hold entries."""
_MANY = 3
"""Headings of one style from which a style of one heading alone is none."""
_LARGER = 1.1
"""Times the usual height of the text, from which a heading in the font of the text is known by its size."""
_LABELS = frozenset(("languages", "skills", "interests", "certificates", "contact", "projects", "education"))
"""Keys that groups within a section have too."""


_KEYS: dict[str, SectionKey] = {key: key for key in get_args(SectionKey)}


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A heading: the index of its line, its section, and how many of the line's words it is (None: all)."""

    line: int
    key: SectionKey
    words: int | None = None


@lru_cache(maxsize=4096)
def key_of(text: str) -> SectionKey | None:
    """The section that a heading's words name; None where a line says more than that."""
    bare = headings.bare(text)
    if not bare or len(bare) > 60 or len(bare.split()) > _MOST_WORDS:
        return None
    known = _key(bare)
    if known is not None:
        return known
    parts = [part for part in _JOIN.split(bare) if part]
    keys: list[SectionKey | None] = [_qualified(part) for part in parts]
    if len(parts) > 1 and any(keys):
        # "Leadership and Work Experience": a part may be a bare qualifier.
        found: list[SectionKey | None] = [
            key for key, part in zip(keys, parts, strict=True) if key or part not in _QUALIFIERS
        ]
        return None if None in found else _first(found)
    return keys[0] if keys else None


def _first(keys: Iterable[SectionKey | None]) -> SectionKey:
    """The key that counts most of several."""
    return min((key for key in keys if key is not None), key=_rank)


def _rank(key: SectionKey) -> int:
    return _RANK.index(key) if key in _RANK else len(_RANK)


def _key(bare: str) -> SectionKey | None:
    key = headings.section_of(bare)
    return _further().get(bare) if key is None else _KEYS[key]


def _qualified(part: str) -> SectionKey | None:
    """The section of a known heading with qualifiers before it, or behind it as in French."""
    key = _key(part)
    if key is not None:
        return key
    words = part.split()
    for cut in range(1, len(words)):
        before, after = words[:cut], words[cut:]
        if _QUALIFIERS.issuperset(before) and (key := _key(" ".join(after))):
            return key
        if _QUALIFIERS.issuperset(after) and (key := _key(" ".join(before))):
            return key
    return None


@lru_cache(maxsize=1)
def _further() -> dict[str, SectionKey]:
    return {headings.bare(name): key for key, names in _FURTHER.items() for name in names.split("|")}


def find_heads(lines: Sequence[Line], beside: Sequence[Beside] = ()) -> list[Head]:
    """The headings among some lines.

    Args:
        lines: of the whole text.
        beside: headings in a column of labels.
    """
    own = sum(key_of(line.text) in _NEVER_LABELS for line in lines if not line.bullet)
    # Where headings have lines of their own, a column of labels is one of groups of skills.
    named = _named(lines, beside if own < _MANY else ())
    looks = _Looks(lines, named)
    kept: list[Head] = []
    for head in named:
        if head.words is not None or (
            looks.may_be(head) and not _is_label(head, lines, kept, by_looks=looks.known(head.line))
        ):
            kept.append(head)
    taken = {head.line for head in kept}
    firsts = [head.line + 1 for head in kept if head.words is None and head.key in _OF_ENTRIES]
    firsts = [index for index in firsts if index < len(lines) and index not in taken]
    return sorted((*kept, *_unnamed(lines, taken, firsts, looks)), key=lambda head: head.line)


def _named(lines: Sequence[Line], beside: Sequence[Beside]) -> list[Head]:
    """Lines, and labels beside lines, with the words of headings."""
    labels = {one.start: one for one in beside}
    found = []
    for index, line in enumerate(lines):
        label = labels.get(line.words[0].start)
        key = key_of(line.text if label is None else label.text)
        if key is None:
            continue
        if label is not None:
            count = sum(word.stop <= label.stop for word in line.words)
            found.append(Head(line=index, key=key, words=count))
        elif not line.bullet and _is_set_as_title(line.text):
            found.append(Head(line=index, key=key))
    return found


def _is_set_as_title(text: str) -> bool:
    """A heading begins with a capital, or is in a script without."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not letters[0].islower()


_Style = tuple[str | None, float, bool]
"""Font, height in points, whether all letters are capitals."""


def _style(line: Line) -> _Style:
    return line.font, line.height or 0.0, line.text.isupper()


class _Looks:
    """How the headings of a text are set, where places are known."""

    def __init__(self, lines: Sequence[Line], named: Sequence[Head]) -> None:
        self._lines = lines
        sure = [head.line for head in named if head.words is None and head.key in _NEVER_LABELS]
        self.styles = self._styles([index for index in sure if lines[index].places])
        free = [above for index in sure if (above := _above(index, lines)) is not None]
        self._space = _LEAST_SPACE * min(free) if free else 0.0

    def _styles(self, sure: Sequence[int]) -> list[_Style]:
        """The styles of some headings; one like that of the text tells nothing."""
        styles = [_style(self._lines[index]) for index in sure]
        often = Counter(styles)
        most = max(often.values(), default=0)
        fonts = Counter(line.font for line in self._lines if line.places).most_common(1)
        heights = sorted(line.height for line in self._lines if line.height)
        middle = heights[len(heights) // 2] if heights else 0.0
        return [
            style
            for style in styles
            if (often[style] > 1 or most < _MANY)
            and (not fonts or style[0] != fonts[0][0] or style[2] or style[1] > _LARGER * middle)
        ]

    def known(self, index: int) -> bool:
        """Whether the looks of a line tell a heading."""
        return bool(self.styles) and bool(self._lines[index].places)

    def may_be(self, head: Head) -> bool:
        """Whether a line with a heading's words is set as one; labels stand closer to the line above."""
        if not self.known(head.line):
            return True
        return self.is_set(head.line) and (head.key in _NEVER_LABELS or self.stands_off(head.line))

    def is_set(self, index: int, styles: Sequence[_Style] | None = None) -> bool:
        """Whether a line is set in one of some styles, those of the headings by default."""
        font, height, upper = _style(self._lines[index])
        return any(
            font == one[0] and abs(height - one[1]) <= _SAME_HEIGHT * one[1] and (upper or not one[2])
            for one in (self.styles if styles is None else styles)
        )

    def stands_off(self, index: int) -> bool:
        """Whether as much is free above a line as above headings."""
        above = _above(index, self._lines)
        return above is None or above >= self._space


def _above(index: int, lines: Sequence[Line]) -> float | None:
    """The space between a line and the one above it in its column, points."""
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or not line.places or not before.places or line.places[0].page != before.places[0].page:
        return None
    top, foot = min(place.box[1] for place in line.places), max(place.box[3] for place in before.places)
    left, right = line.places[0].box[0], line.places[-1].box[2]
    beside = left > before.places[-1].box[2] or right < before.places[0].box[0]
    return None if beside or top < min(place.box[1] for place in before.places) else top - foot


def _is_label(head: Head, lines: Sequence[Line], heads: Sequence[Head], *, by_looks: bool) -> bool:
    """Whether a heading's words are rather a label: straight below a heading, amid skills, or in an entry.

    In an entry it has a colon ("Key achievements:") that the section's own heading has not.
    Straight below a heading also stands the next one, where a path has nothing of the section between: its
    table is lost, or elsewhere.
    """
    if not heads:
        return False
    last = heads[-1]
    in_entry = last.key in _OF_ENTRIES and _has_colon(head, lines) and not _has_colon(last, lines)
    if in_entry and _is_repeated(head, lines):
        return True
    if by_looks:
        return False
    if in_entry and head.key not in _NEVER_LABELS:
        return True
    if last.line == head.line - 1 and last.words is None:
        alike = lines[last.line].text.isupper() == lines[head.line].text.isupper()
        return not (alike and head.key in _NEVER_LABELS)
    below = " ".join(line.text for line in lines[head.line + 1 : head.line + 3])
    return last.key == "skills" and head.key in _LABELS and len(asked_for(below)) > 1


def _has_colon(head: Head, lines: Sequence[Line]) -> bool:
    return lines[head.line].text.endswith(":")


def _is_repeated(head: Head, lines: Sequence[Line]) -> bool:
    return sum(line.text == lines[head.line].text for line in lines) > 1


def _unnamed(lines: Sequence[Line], taken: set[int], firsts: Sequence[int], looks: _Looks) -> list[Head]:
    """Lines of unknown words that are set like headings, and like no head of an entry.

    Args:
        lines: of the whole text.
        taken: the lines of known headings.
        firsts: the first lines of sections of entries: titles that may be headings of a lower level.
        looks: of the known headings.
    """
    entries = {_style(line) for index, line in enumerate(lines) if index not in taken and _is_entry(line)}
    entries |= {_style(lines[index]) for index in firsts}
    styles = [style for style in looks.styles if style not in entries]
    first = min(taken, default=len(lines))
    shouted = all(lines[index].text.isupper() for index in taken)
    found = []
    for index, line in enumerate(lines):
        if index in taken or index - 1 in taken or not _may_be_heading(line):
            continue
        if looks.known(index):
            is_one = looks.is_set(index, styles) and looks.stands_off(index)
        else:
            is_one = index > first and shouted and _shouts(line.text)
        if is_one:
            found.append(Head(line=index, key="other"))
    return found


def _may_be_heading(line: Line) -> bool:
    few = len(line.cells) == 1 and len(line.words) <= _MOST_WORDS and not line.bullet
    return few and not any(char.isdigit() for char in line.text) and _is_set_as_title(line.text)


def _is_entry(line: Line) -> bool:
    """Whether a line holds a date or several cells, as heads of entries do, or is a sentence."""
    return len(line.cells) > 1 or bool(printed_dates(line.text)) or len(line.words) > 2 * _MOST_WORDS


def _shouts(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return text.isupper() and len(letters) >= 6 and "," not in text and not asked_for(text)
