"""Document × parser paths -> extractions. Both sides of the worker boundary stand here.

The parent makes tasks and turns their outcomes into extractions; `work` runs inside a worker.
A path that fails is an `Extraction` with a status, never an exception.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from atsharness import registry
from atsharness.errors import PathUnavailable, UsageError
from atsharness.intake import Inspection, inspect
from atsharness.isolation import Outcome, Task
from atsharness.model import Extraction, ParserPath, ReadOptions, Reference, Status
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.workers.worker import describe

OCR_FAMILY = "tesseract"
OCR_SHARE = 0.5
"""Part of the deadline after which no further scanned page is read; what is not read is told."""

RESIDENT_LIMIT_FACTOR = 2
"""JVMs and node keep caches: their resident memory may be twice a worker's address space limit."""

MOST_CHARS = 5_000_000
MOST_WORDS = 200_000
"""More than this is a flood: 200 pages of 1,000 words, and room for columns padded with spaces. What a
worker hands back costs the parent in proportion, where no limit holds: 4.5 million words, 6 s and 1.4 GB."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is asked: to inspect a file, read it through a path, probe a path, look at its pages."""

    kind: Literal["inspect", "read", "probe", "look"]
    origin: str = ""
    file: str = ""
    ocr: bool = True
    seconds: float = math.inf
    """In which OCR of scanned pages is to end; 0 and more."""
    options: ReadOptions


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What looking at a document gives: its layout facts, still encoded, and the visual reference."""

    facts: msgspec.Raw
    reference: Reference


def select(found: Mapping[str, Found], settings: Settings) -> dict[str, Found]:
    """The parser paths that the settings ask for, by id.

    Raises:
        UsageError: a name that is neither a path, a family nor ``panel``, or one that is required while OCR,
            which it needs, is left out.
    """
    parsers = {key: item.value for key, item in found.items()}
    for name in (*settings.paths, *settings.require):
        if not any(is_named(parser, [name]) for parser in parsers.values()):
            raise UsageError(f"unknown parser path {name!r}; known: {', '.join(parsers)} (see ats paths)")
    chosen = {}
    for key, parser in parsers.items():
        required = is_named(parser, settings.require)
        if parser.family == OCR_FAMILY and not settings.ocr:
            if required:
                raise UsageError(f"{key} is required, but OCR is left out")
        elif required or not settings.paths or is_named(parser, settings.paths):
            chosen[key] = found[key]
    if not chosen:
        raise UsageError("no parser path is left to run; see ats paths")
    return chosen


def is_named(parser: ParserPath, names: Iterable[str]) -> bool:
    """Whether one of the names stands for this path: its id, its family, or ``panel``."""
    return any(name in (parser.id, parser.family) or (name == "panel" and parser.panel) for name in names)


def inspect_task(key: str, file: str, options: ReadOptions, settings: Settings) -> Task:
    """A task that opens the file and counts its pages."""
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(Job(kind="inspect", file=file, options=options)),
        group="pdfium",
        deadline_s=settings.deadline_s,
        memory_mb=settings.memory_mb,
        cost=1e6,
    )


def read_task(key: str, found: Found, file: str, options: ReadOptions, settings: Settings) -> Task:
    """A task that reads the file through one parser path."""
    return _path_task(key, found, Job(kind="read", origin=found.origin, file=file, options=options), settings)


def look_task(key: str, file: str, options: ReadOptions, settings: Settings) -> Task:
    """A task that gathers the layout facts of a PDF and reads its pages as a person does."""
    seconds = OCR_SHARE * settings.deadline_s
    job = Job(kind="look", file=file, ocr=settings.ocr, seconds=seconds, options=options)
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(job),
        group="mupdf",
        deadline_s=settings.deadline_s,
        memory_mb=settings.memory_mb,
        cost=1e5,
    )


def look(outcome: Outcome) -> Look | str:
    """What a finished `look_task` saw, or in one line why it saw nothing."""
    if outcome.status == "done" and outcome.payload is not None:
        return msgspec.msgpack.decode(outcome.payload, type=Look)
    return f"the page could not be looked at ({outcome.status}: {outcome.detail or 'no reason given'})"


def probe_task(key: str, found: Found, options: ReadOptions, settings: Settings) -> Task:
    """A task that only finds the engine of a path."""
    return _path_task(key, found, Job(kind="probe", origin=found.origin, options=options), settings)


def _path_task(key: str, found: Found, job: Job, settings: Settings) -> Task:
    parser: ParserPath = found.value
    resident = parser.memory == "resident"
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(job),
        group=parser.family,
        deadline_s=settings.deadline_s,
        memory_mb=None if resident else settings.memory_mb,
        resident_mb=settings.memory_mb * RESIDENT_LIMIT_FACTOR if resident else None,
        cost=parser.cost,
    )


def inspection(outcome: Outcome) -> Inspection:
    """What a finished `inspect_task` found; a probe that died leaves the page count unknown."""
    if outcome.status == "done" and outcome.payload is not None:
        return msgspec.msgpack.decode(outcome.payload, type=Inspection)
    return Inspection()


def extraction(parser: ParserPath, outcome: Outcome) -> Extraction:
    """The result of a finished `read_task` or `probe_task`."""
    if outcome.status == "done" and outcome.payload is not None:
        return msgspec.msgpack.decode(outcome.payload, type=Extraction)
    status: Status = "failed" if outcome.status == "done" else outcome.status
    return Extraction(
        path_id=parser.id, family=parser.family, version=None, status=status, detail=outcome.detail
    )


def missing_requirements(
    extractions: Iterable[Extraction], found: Mapping[str, Found], settings: Settings
) -> list[Extraction]:
    """Extractions of required paths whose engine is not available."""
    return [
        item
        for item in extractions
        if item.status == "unavailable" and is_named(found[item.path_id].value, settings.require)
    ]


# --- inside a worker -----------------------------------------------------------------------------


def work(payload: bytes, ready: Callable[[], None]) -> bytes:
    """Does one `Job` and returns its encoded result. `ready` starts the deadline."""
    job = msgspec.msgpack.decode(payload, type=Job)
    if job.kind == "inspect":
        import pypdfium2  # noqa: F401  (importing must not count against the deadline)

        ready()
        return msgspec.msgpack.encode(inspect(_content(job), job.options))
    if job.kind == "look":
        return msgspec.msgpack.encode(_look(job, ready))
    return msgspec.msgpack.encode(_run(registry.load(job.origin), job, ready))


def _look(job: Job, ready: Callable[[], None]) -> Look:
    from atsharness.facts import gather
    from atsharness.facts.scans import with_scans
    from atsharness.reference.visual import see

    os.makedirs(job.options.work_dir, mode=0o700, exist_ok=True)
    ready()
    options = job.options
    facts = gather(
        _content(job),
        password=options.password,
        max_pages=options.max_pages,
        ocr=options if job.ocr else None,
    )
    if job.ocr:
        facts = with_scans(facts, _content(job), options, job.seconds)
    return Look(facts=msgspec.Raw(msgspec.msgpack.encode(facts)), reference=see(facts))


def _run(parser: ParserPath, job: Job, ready: Callable[[], None]) -> Extraction:
    def result(status: Status, version: str | None = None, detail: str | None = None) -> Extraction:
        return Extraction(
            path_id=parser.id, family=parser.family, version=version, status=status, detail=detail
        )

    os.makedirs(job.options.work_dir, mode=0o700, exist_ok=True)
    try:
        version = parser.probe(job.options)
    except PathUnavailable as error:
        return result("unavailable", detail=str(error))
    if job.kind == "probe":
        return result("ok", version)
    ready()
    try:
        reading = parser.read(_content(job), job.options)
    except MemoryError:
        raise
    except Exception as error:
        # A temporary path would make each run's reason another one.
        return result("failed", version, describe(error).replace(os.path.dirname(job.file), "…"))
    if len(reading.text) > MOST_CHARS:
        return result("failed", version, f"returned more than {MOST_CHARS:,} characters")
    text, lone = replace_surrogates(reading.text)
    words = reading.words
    if lone and words is not None:
        words = tuple(msgspec.structs.replace(word, text=replace_surrogates(word.text)[0]) for word in words)
    count = len(text.split())
    if count > MOST_WORDS:
        return result("failed", version, f"returned more than {MOST_WORDS:,} words")
    return Extraction(
        path_id=parser.id,
        family=parser.family,
        version=version,
        status="ok" if count else "empty",
        detail=reading.detail if count else "no text",
        word_count=count,
        lone_surrogates=lone,
        text=text,
        words=words,
        lacks_language=reading.lacks_language,
    )


def _content(job: Job) -> bytes:
    with open(job.file, "rb") as stream:
        return stream.read()


def replace_surrogates(text: str) -> tuple[str, int]:
    """The text with lone surrogates as U+FFFD, and how many there were: JSON cannot carry them."""
    return re.subn("[\ud800-\udfff]", "\ufffd", text)
