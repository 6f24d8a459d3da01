"""Document × parser paths -> extractions. Both sides of the worker boundary stand here.

The parent makes tasks and turns their outcomes into extractions; `work` runs inside a worker.
A path that fails is an `Extraction` with a status, never an exception.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import math
import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from atsharness import registry
from atsharness.clock import cpu_seconds
from atsharness.errors import PathUnavailable, UsageError
from atsharness.intake import Inspection, inspect, sniff
from atsharness.model import (
    Cover,
    Extraction,
    ParserPath,
    Pictures,
    ReadOptions,
    Reference,
    Status,
    View,
    Word,
)
from atsharness.model.facts import LayoutFacts
from atsharness.model.media_types import FLOWING, PDF, SHOWN
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.workers.sandbox import program_files
from atsharness.workers.supervisor import Outcome, Task
from atsharness.workers.worker import describe, one_line

T = TypeVar("T")

OCR_FAMILY = "tesseract"
LOOK_SHARE = 0.7
"""Part of the deadline after which no further page or fact is looked at; what is not looked at is named."""
OCR_SHARE = 0.9
"""Part of the deadline after which OCR ends; what it read by then is kept."""

RESIDENT_LIMIT_FACTOR = 2
"""JVMs and node keep caches: their resident memory may be twice a worker's address space limit."""

MOST_CHARS = 5_000_000
MOST_WORDS = 200_000
"""More than this is a flood: 200 pages of 1,000 words, and room for columns padded with spaces. What a
worker hands back costs the parent in proportion, where no limit holds: 4.5 million words, 6 s and 1.4 GB."""

MOST_DETAIL = 1_000
"""Characters of what a path says about itself or the file."""

STACK = 6
"""Functions named of those that an engine's error went through."""

MALFORMED = "its worker sent a malformed result"


ENGINE_PROGRAMS = (
    *("antiword", "catdoc", "java", "lynx", "node", "nodejs", "pandoc", "pdftotext", "soffice", "tesseract"),
)
ENGINE_VARIABLES = ("NODE_PATH", "PDFBOX_JAR", "TESSDATA_PREFIX", "npm_config_prefix")
"""Programs that paths start, and what tells them where their files are."""
ENGINE_SETTINGS = ("/etc/libreoffice", "/var/spool/libreoffice")
"""Where Debian keeps what a program needs to start."""

_ANALYSIS_MODULES = ("atsharness.facts.gather", "atsharness.ocr.scans", "atsharness.reference.visual")

_PROGRAMS = ("antiword", "catdoc", "libreoffice", "lynx", "pandoc", "poppler", OCR_FAMILY)
"""Families whose engine is a program of its own."""

CONVERTER = "atsharness_parsers.libreoffice_pdf:converted"
"""What makes pages of a document that has none, for its picture."""
CONVERTING_PATH = "libreoffice-pdf"
FLOW = "flow"
"""The group of tasks of ours on documents without pages."""


EXHAUSTED = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.EAGAIN,
        errno.EROFS,
    }
)
"""Errors of the system that say nothing of the file: no room, no file handle, no memory, no process left."""


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


class _Reply(Extraction, frozen=True, kw_only=True):
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
                raise UsageError(f"{key} is required, but OCR is switched off")
        elif required or not settings.paths or is_named(parser, settings.paths):
            chosen[key] = found[key]
    if not chosen:
        raise UsageError("no parser path is left to run; see ats paths")
    return chosen


def is_named(parser: ParserPath, names: Iterable[str]) -> bool:
    """Whether one of the names stands for this path: its id, its family, or ``panel``."""
    return any(name in (parser.id, parser.family) or (name == "panel" and parser.panel) for name in names)


def inspect_task(
    key: str, file: str, options: ReadOptions, settings: Settings, media_type: str | None = None
) -> Task:
    """A task that opens the file and counts its pages."""
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(Job(kind="inspect", file=file, options=options)),
        group=FLOW if media_type in FLOWING else "pdfium",
        deadline_s=settings.deadline_s,
        memory_mb=settings.memory_mb,
        cost=1e6,
    )


def read_task(key: str, found: Found, file: str, options: ReadOptions, settings: Settings) -> Task:
    """A task that reads the file through one parser path."""
    return _path_task(key, found, Job(kind="read", origin=found.origin, file=file, options=options), settings)


def analysis_task(
    key: str, file: str, options: ReadOptions, settings: Settings, media_type: str | None = None
) -> Task:
    """A task that gathers the facts of a document and reads it as a person does."""
    job = Job(kind="analyse", file=file, ocr=settings.ocr, seconds=settings.deadline_s, options=options)
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(job),
        group=FLOW if media_type in FLOWING else "mupdf",
        deadline_s=settings.deadline_s,
        memory_mb=settings.memory_mb,
        cost=1e5,
    )


def analysis(outcome: Outcome) -> PageAnalysis | str:
    """What a finished `analysis_task` saw, or in one line why it saw nothing."""
    seen, detail = _decoded(outcome, PageAnalysis)
    if seen is not None:
        return seen
    status = "failed" if outcome.status == "done" else outcome.status
    return f"the page could not be analysed ({status}: {detail or 'no reason given'})"


def pictures_task(
    key: str,
    file: str,
    options: ReadOptions,
    settings: Settings,
    view: View,
    covers: tuple[Cover, ...] = (),
    *,
    converts: bool = False,
) -> Task:
    """A task that draws pages of the file for a report; `converts` where LibreOffice makes the pages."""
    job = Job(kind="draw", file=file, view=view, covers=covers, options=options)
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(job),
        group="libreoffice" if converts else "pdfium",
        deadline_s=settings.deadline_s,
        memory_mb=None if converts else settings.memory_mb,
        resident_mb=settings.memory_mb * RESIDENT_LIMIT_FACTOR if converts else None,
        cost=0.0,
    )


def pictures(outcome: Outcome) -> Pictures:
    """What a finished `pictures_task` drew, or why nothing."""
    drawn, detail = _decoded(outcome, Pictures)
    if drawn is not None:
        return drawn
    why = f"{_ended(outcome)}: {detail or 'no reason given'}"
    return Pictures(reason=f"the pages could not be drawn ({why})")


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
    found, _ = _decoded(outcome, Inspection)
    if found is None:
        return Inspection()
    return Inspection(page_count=found.page_count, reason=found.reason and one_line(found.reason))


def extraction(parser: ParserPath, outcome: Outcome) -> Extraction:
    """The result of a finished `read_task`. Whose it is says the task, not the worker.

    What an engine itself says comes in the payload: all else that ends a task says nothing of the file.
    """
    reply, detail = _decoded(outcome, _Reply)
    if reply is not None and (reply.text is None) != (reply.status in ("ok", "empty", "timeout")):
        return _of_path(parser, reply)
    return _result(parser, _ended(outcome), detail=detail if reply is None else MALFORMED)


def probed(parser: ParserPath, outcome: Outcome) -> Extraction:
    """The result of a finished `probe_task`: an extraction without text."""
    reply, detail = _decoded(outcome, _Reply)
    if reply is not None:
        return _of_path(parser, msgspec.structs.replace(reply, text=None, words=None))
    return _result(parser, _ended(outcome), detail=detail)


def _ended(outcome: Outcome) -> Status:
    return "timeout" if outcome.status == "timeout" else "killed"


def _of_path(parser: ParserPath, reply: _Reply) -> Extraction:
    fields: dict[str, Any] = msgspec.structs.asdict(reply) | {"path_id": parser.id, "family": parser.family}
    return Extraction(**fields)


def _decoded(outcome: Outcome, kind: type[T]) -> tuple[T | None, str | None]:
    """The result of a task, or why there is none. A worker may be a hostile file's: it may send anything."""
    if outcome.status != "done" or outcome.payload is None:
        return None, outcome.detail
    try:
        return msgspec.msgpack.decode(outcome.payload, type=kind), None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None, MALFORMED


def engine_files(settings: Settings) -> tuple[str, ...]:
    """Files and folders, beside those of the system and of Python, that engines are kept in."""
    found = [name for variable in ENGINE_VARIABLES for name in os.environ.get(variable, "").split(os.pathsep)]
    environment = os.path.realpath(sys.prefix)
    while environment != (above := os.path.dirname(environment)):
        found.append(os.path.join(environment := above, "node_modules"))
    for name in filter(None, (*ENGINE_PROGRAMS, settings.tesseract)):
        if program := shutil.which(name):
            found += program_files(os.path.dirname(os.path.realpath(program)))
    found += filter(os.path.isdir, ENGINE_SETTINGS)
    return tuple(os.path.abspath(name) for name in dict.fromkeys(found) if name)


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


def preload(name: str) -> None:
    """Loads what a task needs: of the path with that origin, or of the analysis of a media type.

    No document is near. Much is loaded at the first reading only, so that a page of our own is read, but
    through no engine that starts threads or processes: a fork has none of them.
    """
    options = ReadOptions()
    if name in SHOWN:
        analyse(_own(name), options)
    elif name == PDF:
        for module in ("pypdfium2", *_ANALYSIS_MODULES):
            importlib.import_module(module)
        analyse(_own_page(), options, ocr=False)
    else:
        parser: ParserPath = registry.load(name)
        parser.probe(options)
        if parser.memory != "resident" and parser.family not in _PROGRAMS:
            parser.read(_own(parser.accepts[0]), options)


def _own(media_type: str) -> bytes:
    """A document of ours with a few words; of an image's type a page."""
    from atsharness.flow.samples import sample

    return sample(media_type) or _own_page()


@cache
def _own_page() -> bytes:
    """A page with a few words."""
    pymupdf: Any = importlib.import_module("pymupdf")
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Jane Example\nWork Experience\n2019 - 2024 Engineer")
        page: bytes = document.tobytes(deflate=True)
        return page


def work(payload: bytes, ready: Callable[[], None]) -> bytes:
    """Does one `Job` and returns its encoded result. `ready` starts the deadline."""
    job = msgspec.msgpack.decode(payload, type=Job)
    if job.kind == "inspect":
        data = _content(job)
        _load_for(sniff(data), ("pypdfium2",))
        ready()
        return msgspec.msgpack.encode(inspect(data, job.options))
    if job.kind == "draw":
        import PIL.Image  # noqa: F401
        import pypdfium2  # noqa: F401  (importing must not count against the deadline)

        from atsharness.page.pictures import pictures

        ready()
        data = _content(job)
        if sniff(data) in FLOWING:
            os.makedirs(job.options.work_dir, mode=0o700, exist_ok=True)
            data = registry.load(CONVERTER)(data, job.options)
        return msgspec.msgpack.encode(pictures(data, job.options, job.view, job.covers))
    os.makedirs(job.options.work_dir, mode=0o700, exist_ok=True)
    if job.kind == "analyse":
        data = _content(job)
        _load_for(sniff(data), _ANALYSIS_MODULES)
        ready()
        return msgspec.msgpack.encode(analyse(data, job.options, ocr=job.ocr, seconds=job.seconds))
    parser: ParserPath = registry.load(job.origin)
    if job.kind == "probe":
        return msgspec.msgpack.encode(probe(parser, job.options))
    read = read_path(parser, lambda: _content(job), job.options, ready)
    if read.detail is not None:
        detail = nameless(read.detail, os.path.dirname(job.options.work_dir))
        read = msgspec.structs.replace(read, detail=detail)
    return msgspec.msgpack.encode(read)


def _load_for(media_type: str | None, modules: Iterable[str]) -> None:
    """Imports what reads a document of a type; `modules` are those for a type with pages."""
    if media_type in FLOWING:
        from atsharness.flow.gather import load

        with contextlib.suppress(RuntimeError):  # the reading says what is missing
            load(media_type)
        return
    for module in modules:
        importlib.import_module(module)


def analyse(
    data: bytes, options: ReadOptions, *, ocr: bool = True, seconds: float = math.inf
) -> PageAnalysis:
    """Gathers the facts of a document and reads it as a person does.

    Args:
        data: the file.
        options: password, limits, OCR's languages.
        ocr: whether OCR reads what the text layer does not tell.
        seconds: CPU time from now on, of the processes that it starts too, that there is; what it does not
            suffice for is named in the facts.
    """
    media_type = sniff(data)
    if media_type in SHOWN:
        from atsharness.flow.gather import gather as gather_flow

        found, read = gather_flow(media_type, data)
        return PageAnalysis(facts=found, reference=read)
    from atsharness.facts.gather import gather
    from atsharness.ocr.scans import with_scans
    from atsharness.reference.visual import see

    start = cpu_seconds()
    facts = gather(
        data,
        password=options.password,
        max_pages=options.max_pages,
        ocr=options if ocr else None,
        seconds=LOOK_SHARE * seconds,
        ocr_seconds=OCR_SHARE * seconds,
    )
    if ocr:
        facts = with_scans(facts, data, options, start + OCR_SHARE * seconds - cpu_seconds())
    return PageAnalysis(facts=facts, reference=see(facts))


def probe(parser: ParserPath, options: ReadOptions) -> Extraction:
    """Whether a path's engine is there: ``ok`` with its version, or ``unavailable`` and why."""
    try:
        version = parser.probe(options)
    except PathUnavailable as error:
        return _result(parser, "unavailable", detail=str(error))
    return _result(parser, "ok", version)


def _result(
    parser: ParserPath, status: Status, version: str | None = None, detail: str | None = None
) -> Extraction:
    return Extraction(path_id=parser.id, family=parser.family, version=version, status=status, detail=detail)


def read_path(
    parser: ParserPath,
    data: Callable[[], bytes],
    options: ReadOptions,
    ready: Callable[[], None] = lambda: None,
) -> Extraction:
    """What one path recovers of a file; a path that raises is a status.

    Args:
        parser: the path.
        data: gives the file's bytes.
        options: password, limits, OCR's languages.
        ready: called when the engine is loaded.
    """
    probed = probe(parser, options)
    if probed.status != "ok":
        return probed
    version = probed.version
    ready()
    try:
        reading = parser.read(data(), options)
    except MemoryError:
        raise
    except Exception as error:
        ours = isinstance(error, OSError) and error.errno in EXHAUSTED
        ended = _result(parser, "killed" if ours else "failed", version, describe(error))
        return ended if ours else msgspec.structs.replace(ended, raised_in=raised_in(error))
    if len(reading.text) > MOST_CHARS:
        return _result(parser, "killed", version, f"returned more than {MOST_CHARS:,} characters")
    text, lone = replace_surrogates(reading.text)
    words = reading.words
    if lone and words is not None:
        words = tuple(msgspec.structs.replace(word, text=replace_surrogates(word.text)[0]) for word in words)
    count = len(text.split())
    if count > MOST_WORDS:
        return _result(parser, "killed", version, f"returned more than {MOST_WORDS:,} words")
    return Extraction(
        path_id=parser.id,
        family=parser.family,
        version=version,
        status="timeout" if reading.cut else "ok" if count else "empty",
        detail=reading.detail if count or reading.cut else "no text",
        word_count=count,
        lone_surrogates=lone,
        text=text,
        words=words,
        lacks_language=reading.lacks_language,
    )


def raised_in(error: BaseException) -> str:
    """The functions that an exception went through, outermost first: equal for equal causes.

    Line numbers change with each version of an engine, and a function that calls itself counts once. Of too
    deep a recursion the first ones are named, which are the same wherever the stack ended. Our own paths,
    which differ where the engine is the same, are named only where the engine had no part in it.
    """
    every = dict.fromkeys(
        f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}"
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if frame.f_code is not read_path.__code__
    )
    names = [name for name in every if not name.startswith("atsharness_parsers.")] or list(every)
    kept = names[:STACK] if isinstance(error, RecursionError) else names[-STACK:]
    return " > ".join(kept)


def nameless(text: str, work: str) -> str:
    """A text without the names of temporary folders: they would make each run's another one.

    Args:
        text: what an engine said.
        work: the folder of its document in which workers write.
    """
    return text.replace(work, "…").replace(os.path.dirname(work), "…")


def _content(job: Job) -> bytes:
    with open(job.file, "rb") as stream:
        return stream.read()


def replace_surrogates(text: str) -> tuple[str, int]:
    """The text with lone surrogates as U+FFFD, and how many there were: JSON cannot carry them."""
    return re.subn("[\ud800-\udfff]", "\ufffd", text)
