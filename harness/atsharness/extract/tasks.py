"""The parent's side: tasks for workers, and what their outcomes say.

A path that fails is an `Extraction` with a status, never an exception.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any, TypeVar

import msgspec

from atsharness.extract.job import Job, PageAnalysis, Reply, result
from atsharness.intake import Inspection
from atsharness.model import Cover, Extraction, ParserPath, Pictures, ReadOptions, Status, View
from atsharness.model.media_types import FLOWING
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.workers.sandbox import program_files
from atsharness.workers.supervisor import Outcome, Task
from atsharness.workers.worker import one_line

T = TypeVar("T")

RESIDENT_LIMIT_FACTOR = 2
"""JVMs and node keep caches: their resident memory may be twice a worker's address space limit."""

MALFORMED = "its worker sent a malformed result"

ENGINE_PROGRAMS = (
    *("antiword", "catdoc", "java", "lynx", "node", "nodejs", "pandoc", "pdftotext", "soffice", "tesseract"),
)
ENGINE_VARIABLES = ("NODE_PATH", "PDFBOX_JAR", "TESSDATA_PREFIX", "npm_config_prefix")
"""Programs that paths start, and what tells them where their files are."""
ENGINE_SETTINGS = ("/etc/libreoffice", "/var/spool/libreoffice")
"""Where Debian keeps what a program needs to start."""

CONVERTING_PATH = "libreoffice-pdf"
FLOW = "flow"
"""The group of tasks of ours on documents without pages."""


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
    reply, detail = _decoded(outcome, Reply)
    if reply is not None and (reply.text is None) != (reply.status in ("ok", "empty", "timeout")):
        return _of_path(parser, reply)
    return result(parser, _ended(outcome), detail=detail if reply is None else MALFORMED)


def probed(parser: ParserPath, outcome: Outcome) -> Extraction:
    """The result of a finished `probe_task`: an extraction without text."""
    reply, detail = _decoded(outcome, Reply)
    if reply is not None:
        return _of_path(parser, msgspec.structs.replace(reply, text=None, words=None))
    return result(parser, _ended(outcome), detail=detail)


def _ended(outcome: Outcome) -> Status:
    return "timeout" if outcome.status == "timeout" else "killed"


def _of_path(parser: ParserPath, reply: Reply) -> Extraction:
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
