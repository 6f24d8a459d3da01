"""What a baseline holds: of each file and path what is lost, in names and whole percents.

No coordinates and no words, so that a file takes a few kB, and a change of the wording changes few lines.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA_VERSION = 1
OUTCOMES = ("altered", "scattered", "partial", "missing")
"""What becomes of a field that is not recovered exactly, the worst last."""


class PathRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one parser path delivers of a file."""

    family: str
    status: str = "ok"
    counts: bool = False
    """Whether it is of the panel, by which verdicts go."""
    complete: bool = False
    lacks: tuple[str, ...] = ()
    """Kinds of things that it does not deliver whole."""
    text: int | None = None
    """Whole percents of the characters that are recovered, rounded down."""
    order: int | None = None
    """Likewise of those in reading order."""
    fields: int = 0
    """How many are recovered exactly."""
    lost: dict[str, dict[str, int]] = {}
    """How many of each kind of field are not, by what became of them."""

    @property
    def ran(self) -> bool:
        """Whether it came to its end, so that what it lacks is known."""
        return self.status in ("ok", "empty", "failed")


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One violation of a rule."""

    anchor: str
    """Made of the letters at its place, spaces and case left out."""
    impact: str
    families: tuple[str, ...] = ()
    """Those that it hits, wholly or partly."""


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The résumé's own content that a file is held against."""

    name: str
    """Relative to the project's folder."""
    sha256: str


class FileRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is recovered of one file."""

    sha256: str
    source: SourceRecord | None = None
    pages: int | None = None
    verdict: str = "none"
    readers: tuple[int, int] = (0, 0)
    """How many of the readers that count get everything, and how many count."""
    gates: dict[str, str] = {}
    """Levels of the gates that do not pass."""
    fonts: tuple[str, ...] = ()
    fields: dict[str, int] = {}
    """How many fields of each kind the page shows."""
    findings: dict[str, tuple[FoundRecord, ...]] = {}
    """Violations by rule."""
    paths: dict[str, PathRecord] = {}


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A baseline file."""

    schema_version: Literal[1]
    tool: str
    """Version of ats."""
    settings: dict[str, object]
    """Those that change results and are not at their defaults."""
    installed: dict[str, str]
    """Versions of the packages that the engines come from."""
    engines: dict[str, str | None]
    """Versions by parser path, as the engines give them."""
    files: dict[str, FileRecord]
    """By name, relative to the project's folder."""

    @property
    def sources(self) -> dict[str, SourceRecord]:
        """Of the files that have one, by the files' names."""
        return {name: record.source for name, record in self.files.items() if record.source is not None}
