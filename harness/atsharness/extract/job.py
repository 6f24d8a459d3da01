"""What a worker is asked to do, and the shapes of what it sends back, which both sides know."""

from __future__ import annotations

import math
import os
from typing import Annotated, Literal

import msgspec

from atsharness.model import Cover, Extraction, ParserPath, ReadOptions, Reference, Status, View, Word
from atsharness.model.facts import LayoutFacts

MOST_CHARS = 5_000_000
MOST_WORDS = 200_000
"""More than this is a flood: 200 pages of 1,000 words, and room for columns padded with spaces. What a
worker hands back costs the parent in proportion, where no limit holds: 4.5 million words, 6 s and 1.4 GB."""

MOST_DETAIL = 1_000
"""Characters of what a path says about itself or the file."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is asked to do with a file, or with a path alone (probe)."""

    kind: Literal["inspect", "read", "probe", "analyse", "draw"]
    origin: str = ""
    file: str = ""
    ocr: bool = True
    seconds: float = math.inf
    """CPU time that the task has."""
    view: View = View()
    covers: tuple[Cover, ...] = ()
    options: ReadOptions


class Reply(Extraction, frozen=True, kw_only=True):
    """What a worker may send of a path. A time-out without a text is the parent's to tell."""

    version: Annotated[str, msgspec.Meta(max_length=MOST_DETAIL)] | None
    status: Literal["ok", "empty", "failed", "timeout", "killed", "unavailable"]
    detail: Annotated[str, msgspec.Meta(max_length=MOST_DETAIL)] | None = None
    word_count: Annotated[int, msgspec.Meta(ge=0, le=MOST_WORDS)] = 0
    lone_surrogates: Annotated[int, msgspec.Meta(ge=0, le=MOST_CHARS)] = 0
    text: Annotated[str, msgspec.Meta(max_length=MOST_CHARS)] | None = None
    words: Annotated[tuple[Word, ...], msgspec.Meta(max_length=MOST_WORDS)] | None = None


class PageAnalysis(msgspec.Struct, frozen=True, kw_only=True):
    """What a document shows: its layout facts and the visual reference."""

    facts: LayoutFacts
    reference: Reference


def result(
    parser: ParserPath, status: Status, version: str | None = None, detail: str | None = None
) -> Extraction:
    """What became of a path, without a text."""
    return Extraction(path_id=parser.id, family=parser.family, version=version, status=status, detail=detail)


def nameless(text: str, work: str) -> str:
    """A text without the names of temporary folders: they would make each run's another one.

    Args:
        text: what an engine said.
        work: the folder of its document in which workers write.
    """
    return text.replace(work, "…").replace(os.path.dirname(work), "…")
