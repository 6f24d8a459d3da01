"""The corpus's fictional people, in the JSON Resume schema (https://jsonresume.org/schema)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from atsharness.errors import UsageError
from atsharness_corpus.wording import Tongue, Wording, wording


class _Part(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Base of the schema's parts; a misspelt key in a content file is an error."""


class Location(_Part, frozen=True):
    """Where a person lives."""

    city: str
    region: str
    country_code: str


class Profile(_Part, frozen=True):
    """One account, e.g. on a code host."""

    network: str
    username: str
    url: str


class Basics(_Part, frozen=True):
    """Name and contact data.

    `native_name` is the name in a script of its own (王晓宇). Only a layout whose font has the script
    prints it, beside `name`.
    """

    name: str
    label: str
    email: str
    phone: str
    url: str
    summary: str
    location: Location
    profiles: tuple[Profile, ...] = ()
    native_name: str = ""


class Work(_Part, frozen=True):
    """One job. Dates are ISO 8601, to the month; no `end_date` means that it lasts."""

    name: str
    position: str
    location: str
    start_date: str
    end_date: str | None = None
    highlights: tuple[str, ...] = ()


class Project(_Part, frozen=True):
    """One project of the person's own."""

    name: str
    description: str
    url: str
    highlights: tuple[str, ...] = ()


class Skill(_Part, frozen=True):
    """One group of skills."""

    name: str
    keywords: tuple[str, ...]


class Education(_Part, frozen=True):
    """One degree. Dates are ISO 8601, to the year or the month."""

    institution: str
    area: str
    study_type: str
    start_date: str
    end_date: str | None = None
    score: str | None = None
    courses: tuple[str, ...] = ()


class Certificate(_Part, frozen=True):
    """One certificate; `date` is ISO 8601."""

    name: str
    date: str
    issuer: str


class Language(_Part, frozen=True):
    """One spoken language."""

    language: str
    fluency: str


class Person(_Part, frozen=True):
    """One résumé's content. `id` is the name of its file without the suffix.

    Three keys are ours, not the schema's: `language` is the one the résumé is written in (`languages`
    are those the person speaks); `pages` is how many the text is meant for, so that a layout of one
    page need not try a résumé of two; `basics.nativeName`.
    """

    basics: Basics
    work: tuple[Work, ...]
    projects: tuple[Project, ...] = ()
    skills: tuple[Skill, ...] = ()
    education: tuple[Education, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[Language, ...] = ()
    language: Tongue = "en"
    pages: Literal[1, 2] = 1
    id: str = ""

    @property
    def wording(self) -> Wording:
        """Headings and month names in the résumé's language."""
        return wording(self.language)


def content_dir() -> Path:
    """The folder of the committed people: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent / "content"


def load_people(folder: Path, ids: Iterable[str] = ()) -> tuple[Person, ...]:
    """Reads people from ``folder/<id>.json``.

    Args:
        folder: e.g. `content_dir()`.
        ids: whom to read; none means everybody.

    Returns:
        The people in the order of their ids.

    Raises:
        UsageError: nobody of that id, nobody at all, or a file that does not fit the schema.
    """
    files = {path.stem: path for path in folder.glob("*.json")}
    wanted = sorted(set(ids)) or sorted(files)
    if unknown := [name for name in wanted if name not in files]:
        raise UsageError(
            f"no such person: {', '.join(unknown)}; there are {', '.join(sorted(files)) or 'none'}"
        )
    if not wanted:
        raise UsageError(f"no people in {folder}")
    return tuple(_load(files[name]) for name in wanted)


def _load(path: Path) -> Person:
    try:
        person = msgspec.json.decode(path.read_bytes(), type=Person)
    except msgspec.DecodeError as error:
        raise UsageError(f"{path.name} is not a person: {error}") from error
    return msgspec.structs.replace(person, id=path.stem)
