"""The worker's side: a job done with one file, whatever an engine does."""

from __future__ import annotations

import contextlib
import errno
import importlib
import math
import os
import re
import traceback
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec

from atsharness import registry
from atsharness.clock import cpu_seconds
from atsharness.errors import PathUnavailable
from atsharness.extract.job import MOST_CHARS, MOST_WORDS, Job, PageAnalysis, nameless, result
from atsharness.extract.selection import OCR_FAMILY
from atsharness.intake import inspect, sniff
from atsharness.model import Extraction, ParserPath, ReadOptions
from atsharness.model.media_types import FLOWING, PDF, SHOWN
from atsharness.workers.worker import describe

LOOK_SHARE = 0.7
"""Part of the deadline after which no further page or fact is looked at; what is not looked at is named."""
OCR_SHARE = 0.9
"""Part of the deadline after which OCR ends; what it read by then is kept."""

STACK = 6
"""Functions named of those that an engine's error went through."""

_ANALYSIS_MODULES = ("atsharness.facts.gather", "atsharness.ocr.scans", "atsharness.reference.visual")

_PROGRAMS = ("antiword", "catdoc", "libreoffice", "lynx", "pandoc", "poppler", OCR_FAMILY)
"""Families whose engine is a program of its own."""

CONVERTER = "atsharness_parsers.libreoffice_pdf:converted"
"""What makes pages of a document that has none, for its picture."""

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
        return result(parser, "unavailable", detail=str(error))
    return result(parser, "ok", version)


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
        ended = result(parser, "killed" if ours else "failed", version, describe(error))
        return ended if ours else msgspec.structs.replace(ended, raised_in=raised_in(error))
    if len(reading.text) > MOST_CHARS:
        return result(parser, "killed", version, f"returned more than {MOST_CHARS:,} characters")
    text, lone = replace_surrogates(reading.text)
    words = reading.words
    if lone and words is not None:
        words = tuple(msgspec.structs.replace(word, text=replace_surrogates(word.text)[0]) for word in words)
    count = len(text.split())
    if count > MOST_WORDS:
        return result(parser, "killed", version, f"returned more than {MOST_WORDS:,} words")
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


def _content(job: Job) -> bytes:
    with open(job.file, "rb") as stream:
        return stream.read()


def replace_surrogates(text: str) -> tuple[str, int]:
    """The text with lone surrogates as U+FFFD, and how many there were: JSON cannot carry them."""
    return re.subn("[\ud800-\udfff]", "\ufffd", text)
