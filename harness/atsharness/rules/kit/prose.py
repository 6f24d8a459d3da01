"""A résumé's sentences for rules that look at their words: bullets, skills, and the terms in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest

import msgspec

from atsharness.keywords.phrases import Phrases
from atsharness.keywords.vocabulary import Term, asked_for, known_terms, spelled_in
from atsharness.language.language_id import iso_language_of
from atsharness.language.word_lists import WordLists
from atsharness.model.content import Content, Job, Piece, Project, Section

_WORD = re.compile(r"[^\W_]+(?:[-./'’&][^\W_]+)*[+#]*")
_NUMBER = re.compile(r"(?<![\w.])[~>≥<≤+±-]?[$€£¥₹]?\d[\d.,]*(?P<unit>[%‰+xX×]|[kKmMbB]\b\+?)?(?P<glued>\w*)")
_YEAR = re.compile(r"(?:19|20)\d\d")
SOFTWARE = frozenset({"Languages", "Frameworks", "APIs", "Databases", "Messaging"})
"""Groups of the vocabulary whose terms only a software résumé names."""
MAKING = frozenset(
    (
        "build",
        "rebuild",
        "create",
        "design",
        "develop",
        "implement",
        "architect",
        "write",
        "rewrite",
        "engineer",
    )
)
"""Verbs of making something whole."""
_LISTS = frozenset(("skills", "education", "languages", "certificates", "interests", "references"))
"""Sections that tell of no work."""
OF_SOFTWARE = 3
"""Terms of `SOFTWARE` that make a résumé one of software."""


class Said:
    """A text made ready for many searches of phrases in small letters; punctuation does not matter."""

    def __init__(self, text: str) -> None:
        self._text = f" {' '.join(_WORD.findall(text.casefold()))} "

    def first(self, phrases: Iterable[str]) -> str | None:
        """The first of some phrases that stands in the text as whole words."""
        return next((phrase for phrase in phrases if f" {phrase} " in self._text), None)

    def all(self, phrases: Iterable[str]) -> list[str]:
        """Those of some phrases that stand in the text, none of which is part of another."""
        found = [phrase for phrase in phrases if f" {phrase} " in self._text]
        return [
            one for one in found if not any(one != other and f" {one} " in f" {other} " for other in found)
        ]


def listed(names: Sequence[str], most: int = 12) -> str:
    """``a, b and c``; of many, ``a, b and 7 more``."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


class Prose(msgspec.Struct, frozen=True, dict=True):
    """The sentences of one résumé.

    `terms` are further ones than the vocabulary's, of a list of the user's.
    """

    content: Content
    terms: tuple[Term, ...] = ()

    @cached_property
    def bullets(self) -> tuple[Piece, ...]:
        """Those of jobs, of projects and of volunteering, in this order."""
        return tuple(bullet for entry in self._entries for bullet in entry.bullets)

    @cached_property
    def statements(self) -> tuple[Piece, ...]:
        """What is said of jobs, projects and volunteering, in bullets or not."""
        return tuple(piece for entry in self._entries for piece in (*entry.text, *entry.bullets))

    @cached_property
    def words(self) -> int:
        """How many words the statements have."""
        return sum(len(piece.text.split()) for piece in self.statements)

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 of the statements' language; None where it cannot be told."""
        return iso_language_of("\n".join(piece.text for piece in self.statements))

    @property
    def _entries(self) -> tuple[Job | Project, ...]:
        return (*self.content.jobs, *self.content.projects, *self.content.volunteering)

    @cached_property
    def skills(self) -> tuple[Piece, ...]:
        """Each skill of the section of skills."""
        return tuple(skill for group in self.content.skills for skill in group.skills)

    @cached_property
    def told(self) -> Said:
        """All lines in which something is told; also of entries that could not be told apart."""
        return Said("\n".join(line.text for section in self._telling for line in section.lines))

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """Each of these lines with the next one of its section."""
        return tuple(
            f"{line.text} {below.text if below is not None else ''}"
            for section in self._telling
            for line, below in zip_longest(section.lines, section.lines[1:])
        )

    @property
    def _telling(self) -> tuple[Section, ...]:
        return tuple(section for section in self.content.sections if section.key not in _LISTS)

    @cached_property
    def everything(self) -> Said:
        """All lines of all sections."""
        lines = (piece.text for section in self.content.sections for piece in section.lines)
        return Said("\n".join(lines))

    @cached_property
    def used(self) -> frozenset[str]:
        """Names of terms that are told of outside of the summary, and of those that they stand on."""
        sections = (section for section in self._telling if section.key != "summary")
        return with_below(named_in((line for section in sections for line in section.lines), self.terms))

    @cached_property
    def listed(self) -> tuple[Term, ...]:
        """Terms that the section of skills names."""
        return named_in(self.skills, self.terms)

    @cached_property
    def is_software(self) -> bool:
        """Whether it is a résumé of software work, by its skills and statements."""
        groups = known_groups()
        named = self.used | {term.name for term in self.listed}
        return sum(groups.get(name) in SOFTWARE for name in named) >= OF_SOFTWARE

    def skill_lines(self, names: Collection[str]) -> tuple[Piece, ...]:
        """The lines of the skills that name some terms."""
        wanted = [term for term in self.listed if term.name in names]
        lines = (
            line for section in self.content.sections if section.key == "skills" for line in section.lines
        )
        return tuple(line for line in lines if any(spelled_in(Phrases(line.text), term) for term in wanted))

    def as_printed(self, term: Term) -> str:
        """A listed term in the spelling that the skills have."""
        text = Phrases("\n".join(skill.text for skill in self.skills))
        return spelled_in(text, term) or term.name


def built_something(prose: Prose, words: WordLists) -> Piece | None:
    """The first bullet that tells of making something: the newest job's, if it has one."""
    return next(
        (
            bullet
            for bullet in prose.bullets
            if words.forms.get(next(iter(opening(bullet.text, 1)), "")) in MAKING
        ),
        None,
    )


@lru_cache(maxsize=32)
def group(name: str) -> tuple[str, ...]:
    """All spellings of the terms of a group, in small letters."""
    return tuple(
        spelling.casefold() for term in known_terms() if term.group == name for spelling in term.spellings
    )


def named_in(pieces: Iterable[Piece], further: tuple[Term, ...] = ()) -> tuple[Term, ...]:
    """Terms of the vocabulary, and of a list, that some pieces name."""
    text = "\n".join(piece.text for piece in pieces)
    return asked_for(text, (*known_terms(), *further) if further else ())


def with_below(terms: Iterable[Term]) -> frozenset[str]:
    """Names of terms with those that they stand on, however deep."""
    known = by_name()
    names: set[str] = set()
    open_ = [term.name for term in terms]
    below = {term.name: term.stands_on for term in terms}
    while open_:
        name = open_.pop()
        if name not in names:
            names.add(name)
            open_ += below.get(name, ()) or (known[name].stands_on if name in known else ())
    return frozenset(names)


@lru_cache(maxsize=1)
def by_name() -> Mapping[str, Term]:
    """The terms of the vocabulary by name."""
    return {term.name: term for term in known_terms()}


@lru_cache(maxsize=1)
def known_groups() -> Mapping[str, str | None]:
    """The group of each term of the vocabulary."""
    return {term.name: term.group for term in known_terms()}


def opening(text: str, most: int = 4) -> list[str]:
    """The first words of a text, in small letters."""
    found: list[str] = []
    for match in _WORD.finditer(text.casefold()):
        found.append(match.group())
        if len(found) == most:
            break
    return found


def after(text: str, phrases: Iterable[str]) -> tuple[str, str] | None:
    """The first of some phrases that a text begins with, be it after "I", and what follows it."""
    first = opening(text, 2)
    for phrase in phrases:
        if phrase.split(" ", 1)[0].rstrip(":") in first and (match := _beginning(phrase).match(text)):
            return phrase, text[match.end() :]
    return None


@lru_cache(maxsize=512)
def _beginning(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"\W*(?:i\s+)?{words}(?!\w)[\s:]*", re.IGNORECASE)


def has_figure(text: str, words: WordLists) -> bool:
    """Whether a text says how much of something: a number that is no year, version or part of a name."""
    before = 0
    for match in _NUMBER.finditer(text):
        preceding = text[before : match.start()]
        if not _is_name(match, preceding, text):
            return True
        before = match.start()
    return not words.numbers.isdisjoint(word for word in _parts(text))


def _parts(text: str) -> Iterator[str]:
    """Words in small letters, compounds in parts too: ``three-day``."""
    for word in _WORD.findall(text.casefold()):
        yield word
        yield from word.split("-")


def _is_name(match: re.Match[str], preceding: str, text: str) -> bool:
    """Whether a number is a year, a version (``Java 17``) or part of a name (``ISO 8583``)."""
    if match["unit"] or text[match.end() : match.end() + 2].strip()[:1] == "%":
        return False
    if match["glued"]:
        return match["glued"].casefold() not in _UNITS
    number = re.sub(r"\D+$", "", match.group()).lstrip("~>≥<≤+±-")
    if _YEAR.fullmatch(number):
        return True
    words = preceding.split()
    last = words[-1].strip("(") if words else ""
    return is_term(last) or (len(last) > 1 and last.isupper())


_UNITS = frozenset(
    [
        "ms",
        "s",
        "min",
        "h",
        "gb",
        "tb",
        "mb",
        "kb",
        "pb",
        "k",
        "m",
        "bn",
        "x",
        "rps",
        "qps",
        "tps",
        "hz",
        "ghz",
        "st",
        "nd",
        "rd",
        "th",
    ]
)
"""What may follow a number without a space."""


@lru_cache(maxsize=1)
def _spellings() -> Collection[str]:
    return frozenset(spelling.split()[-1].casefold() for term in known_terms() for spelling in term.spellings)


def is_term(word: str) -> bool:
    """Whether a word is a term of the vocabulary, or the last one of a term."""
    return word.casefold() in _spellings()
