"""Pairs of a fault and its near-miss, each file built once a session however many tests look at it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from types import ModuleType

from atsharness.model import ReadOptions
from atsharness_corpus.faults import Faulty, all_faults
from atsharness_corpus.faults._build import drawn_person, one_file
from atsharness_corpus.labels import FileLabel
from atsharness_corpus.person import Person, content_dir, load_people

ONE_PAGE = ("diacritics", "junior")
"""Whom Typst's files are about: one page each, which keeps the tests fast."""

OTHERS = ("french", "german", "junior")
"""Whom the other typesetters' files are about: their fonts have all letters of these."""

SEED = 1


@cache
def built(
    fault_id: str, near_miss: bool = False, typesetter: str = "typst", seed: int = SEED
) -> tuple[FileLabel, Faulty]:
    """The label and the file of a fault, or of its near-miss, about the person drawn for it."""
    return built_anew(fault_id, near_miss, typesetter, seed)


def built_anew(
    fault_id: str, near_miss: bool, typesetter: str = "typst", seed: int = SEED
) -> tuple[FileLabel, Faulty]:
    """The same, whether it was built before or not."""
    fault = all_faults()[fault_id]
    people = _people(ONE_PAGE if typesetter == "typst" else OTHERS)
    return one_file(fault, drawn_person(fault_id, people, seed), seed, near_miss, (typesetter,))


@cache
def read(fault_id: str, near_miss: bool, parser: ModuleType, typesetter: str = "typst") -> str:
    """What a path reads in such a file."""
    text: str = parser.PARSER.read(built(fault_id, near_miss, typesetter)[1].pdf, ReadOptions()).text
    return text


def lost_and_added(
    fault_id: str, near_miss: bool, parser: ModuleType, typesetter: str = "typst"
) -> tuple[int, int]:
    """How many words of the reference a path does not read, and how many others it reads."""
    wanted = Counter(built(fault_id, near_miss, typesetter)[1].reference.split())
    found = Counter(read(fault_id, near_miss, parser, typesetter).split())
    return (wanted - found).total(), (found - wanted).total()


@cache
def _people(names: tuple[str, ...]) -> tuple[Person, ...]:
    return tuple(load_people(content_dir(), names))
