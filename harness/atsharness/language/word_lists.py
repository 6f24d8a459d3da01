"""Words by which a résumé's sentences are judged: one data file a language, in ``words/``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from atsharness.model.value import Value

_FOLDER = Path(__file__).with_name("words")
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh", "o")


class WordLists(Value, frozen=True, kw_only=True, dict=True):
    """The lists of one language, in small letters. A list that its file lacks is empty."""

    language: str
    """ISO 639-1."""
    verbs: Sequence[str] = ()
    doubling: frozenset[str] = frozenset()
    """Verbs whose last letter doubles before an ending: ``shipped``."""
    irregular: Mapping[str, str] = {}
    adverbs: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    nominal: Mapping[str, str] = {}
    """Nouns that stand for a verb, and its past."""
    duties: Sequence[str] = ()
    """Phrases, the longest first; so are these."""
    vague: Sequence[str] = ()
    improvements: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    collaboration: Sequence[str] = ()
    testing: Sequence[str] = ()
    observability: Sequence[str] = ()
    design: Sequence[str] = ()
    systems: Sequence[str] = ()
    reliability: Sequence[str] = ()
    leadership: Sequence[str] = ()
    buzzwords: Sequence[str] = ()
    skill_labels: frozenset[str] = frozenset()
    """Words that labels of skills are made of, and words of levels."""
    acronyms: frozenset[str] = frozenset()
    """In capitals."""
    seniority: Mapping[str, Sequence[str]] = {}
    """By rank, the lowest first."""

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Every form of the verbs, with its base."""
        return {form: base for base in (*self.verbs, *self.irregular) for form in self._forms_of(base)}

    def past(self, form: str) -> str | None:
        """``developed`` of ``developing``; None of what is no known verb."""
        base = self.forms.get(form)
        return None if base is None else self.irregular.get(base) or self._ending(base, "ed")

    def _forms_of(self, base: str) -> Iterator[str]:
        yield base
        yield f"{base[:-1]}ies" if _ends_in_y(base) else base + ("es" if base.endswith(_HISSING) else "s")
        yield self._ending(base, "ing")
        yield self._ending(base, "ed")
        if past := self.irregular.get(base):
            yield past

    def _ending(self, base: str, ending: str) -> str:
        """A verb with ``ed`` or ``ing``, where it is regular."""
        if base in self.doubling:
            return base + base[-1] + ending
        if ending == "ed" and _ends_in_y(base):
            return f"{base[:-1]}ied"
        if base.endswith("e") and not (ending == "ing" and base.endswith(("ee", "oe", "ye"))):
            return base[:-1] + ending
        return base + ending


@lru_cache(maxsize=8)
def words_of(language: str) -> WordLists | None:
    """The lists of a language; None where there are none.

    Args:
        language: ISO 639-1, such as ``en``.
    """
    file = _FOLDER / f"{language}.toml"
    if language not in listed_languages():
        return None
    raw = tomllib.loads(file.read_text("utf-8"))
    named = {key: value.split() if isinstance(value, str) else value for key, value in raw.items()}
    for key in ("irregular", "nominal"):
        named[key] = dict(pair.split(":", 1) for pair in named.get(key, ()))
    for key in ("duties", "vague"):
        named[key] = sorted(named.get(key, ()), key=len, reverse=True)
    return msgspec.convert({"language": language, **named}, WordLists)


@lru_cache(maxsize=1)
def listed_languages() -> frozenset[str]:
    """ISO 639-1 of the languages that have lists."""
    return frozenset(file.stem for file in _FOLDER.glob("*.toml"))


@lru_cache(maxsize=32)
def languages_with(name: str) -> frozenset[str]:
    """ISO 639-1 of the languages that have a certain list.

    Args:
        name: an attribute of `WordLists`.
    """
    return frozenset(one for one in listed_languages() if getattr(words_of(one), name))


@lru_cache(maxsize=1)
def skill_labels() -> frozenset[str]:
    """Words of labels of skills, of all languages."""
    lists = (words_of(one) for one in listed_languages())
    return frozenset(word for one in lists if one is not None for word in one.skill_labels)


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in _VOWELS
