"""Parser paths, and what one recovers from one document."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import msgspec

from atsharness.model.reference import Word
from atsharness.model.value import Value

Status = Literal["ok", "empty", "failed", "timeout", "killed", "unavailable"]
"""``failed`` is the engine's own error; ``timeout`` and ``killed`` say nothing of the file: a limit, a crash,
a full disk ended the reading."""


class Extraction(Value, frozen=True, kw_only=True):
    """What one parser path recovered from one document, or why it did not.

    `text` is RAW except that lone surrogates are replaced by U+FFFD and counted. `words`, where
    given, are in the order of `text`: joined without white space both read the same. Results
    that are kept without text (the default of reports) carry None in both.
    """

    path_id: str
    family: str
    version: str | None
    status: Status
    detail: str | None = None
    word_count: int = 0
    lone_surrogates: int = 0
    text: str | None = None
    words: tuple[Word, ...] | None = None
    lacks_language: str | msgspec.UnsetType = msgspec.UNSET
    """As in `Reading`: accents of what OCR read count as equal then."""


class ReadOptions(Value, frozen=True, kw_only=True):
    """What a parser path may know besides the bytes."""

    password: str | None = None
    lang: str = "eng"
    tesseract: str | None = None
    """Path of a tesseract binary that goes before the ones found."""
    work_dir: str = ""
    """A private folder for temporary files; removed after the task."""
    max_pages: int = 100
    max_pixels: int = 50_000_000
    """Most pixels of one rendered page."""
    seconds: float = math.inf
    """CPU time that there is. A path that goes page by page may end in time and keep what it has."""


class Reading(Value, frozen=True, kw_only=True):
    """What a parser path returns: RAW text, and its words where the engine gives boxes."""

    text: str
    words: tuple[Word, ...] | None = None
    detail: str | None = None
    """What a person should know of how it was read, in one line."""
    lacks_language: str | msgspec.UnsetType = msgspec.UNSET
    """Of OCR: Tesseract's code of the document's language, where it was read without data for it."""
    cut: bool = False
    """There was no time for the last pages, as `detail` says: a time-out that keeps the text."""


class ParserPath(Value, frozen=True, kw_only=True):
    """One engine in one mode, as an ATS could run it. A module's constant ``PARSER``.

    `probe` imports or finds the engine and returns its version, or raises `PathUnavailable`; it runs
    in a worker before the deadline starts. `read` takes the file's bytes. `memory` says how the memory limit
    is kept: by address space, or (JVMs, which reserve far more than they use) by polled
    resident size. `cost` is a rough CPU time in ms a page: dearer paths start first.
    """

    id: str
    family: str
    title: str
    """Engine and call, for people: ``PyMuPDF get_text(sort=True)``."""
    accepts: tuple[str, ...]
    install: str
    """The command that installs what is missing."""
    probe: Callable[[ReadOptions], str]
    read: Callable[[bytes, ReadOptions], Reading]
    panel: bool = False
    cost: float = 10.0
    memory: Literal["address_space", "resident"] = "address_space"
