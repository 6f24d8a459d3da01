"""What the process of a shard is told, and what it tells: a line of JSON each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from atsharness.batch.folder import OcrMode, journal_file
from atsharness.batch.manifest import Entry
from atsharness.model import Reference, Value
from atsharness.settings import Settings


class Job(Value, frozen=True, kw_only=True):
    """A shard to be read."""

    run: str
    """The run's id."""
    place: str
    """The run's folder, as a path or URL."""
    scratch: str | None = None
    """A folder for the journal, where the run's own is elsewhere, or another process's as well."""
    shard: int
    digest: str
    entries: tuple[Entry, ...]
    root: str | None = None
    """The folder without which documents are not gone, but out of reach."""
    settings: Settings
    ocr: OcrMode
    keep_text: bool = False
    anonymous: bool = False
    source: Reference | None = None
    """The source of all documents."""
    versions: Mapping[str, str] = {}
    """Of parser paths that have been heard of."""
    packages: Mapping[str, str] = {}
    alone: bool = False
    """Whether to read those documents, too, that have ended a process of the run."""


def journal_of(job: Job) -> Path:
    """Where the journal of a job is, on the machine that does it."""
    if job.scratch is not None:
        return Path(job.scratch) / Path(journal_file(job.shard)).name
    return Path(job.place) / journal_file(job.shard)


class Ended(Value, frozen=True, kw_only=True, tag="ended"):
    """A document has its row."""

    number: int
    status: str
    read: bool
    """False where its row was known, since it has not changed."""


class Heard(Value, frozen=True, kw_only=True, tag="heard"):
    """Versions of parser paths that were not known yet."""

    versions: dict[str, str]


class Finished(Value, frozen=True, kw_only=True, tag="finished"):
    """The shard is done; how many of its documents have which status."""

    shard: int
    statuses: dict[str, int]


class Left(Value, frozen=True, kw_only=True, tag="left"):
    """All is read but the documents that have ended a process."""

    shard: int
    suspects: tuple[int, ...]


class Refused(Value, frozen=True, kw_only=True, tag="refused"):
    """Nothing more can be done: one line that says why."""

    reason: str


News: TypeAlias = Ended | Heard | Finished | Left | Refused


def line(message: Value) -> bytes:
    """A message as a line."""
    return msgspec.json.encode(message) + b"\n"
