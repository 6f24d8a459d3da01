"""Gathering facts as a task of the supervisor: the file is hostile until proven otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from atsharness.harness.isolation import Outcome, Task
from atsharness.harness.layout import LayoutFacts
from atsharness.harness.model import ReadOptions
from atsharness.harness.settings import Settings

COST = 500.0
"""Rough CPU time of a page in ms, OCR of regions included; see `isolation.Task`."""


class FactsJob(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is asked."""

    file: str
    options: ReadOptions
    ocr: bool


def facts_task(key: str, file: str, options: ReadOptions, settings: Settings) -> Task:
    """A task that gathers the facts of a file.

    Args:
        key: of the task.
        file: its path.
        options: password, page limit, language and work folder for OCR.
        settings: deadline, memory, and whether OCR is wanted.
    """
    return Task(
        key=key,
        payload=msgspec.msgpack.encode(FactsJob(file=file, options=options, ocr=settings.ocr)),
        group="facts",
        deadline_s=settings.deadline_s,
        memory_mb=settings.memory_mb,
        cost=COST,
    )


def facts_of(outcome: Outcome) -> LayoutFacts | None:
    """The result of a finished `facts_task`; None where the worker did not finish."""
    if outcome.status != "done" or outcome.payload is None:
        return None
    return msgspec.msgpack.decode(outcome.payload, type=LayoutFacts)


def work(payload: bytes, ready: Callable[[], None]) -> bytes:
    """Runs in a worker. `ready` starts the deadline, once the imports are done."""
    import numpy  # noqa: F401  (importing must not count against the deadline)

    from atsharness.harness.facts.engine import mupdf
    from atsharness.harness.facts.gather import gather

    job = msgspec.msgpack.decode(payload, type=FactsJob)
    mupdf()
    ready()
    if job.options.work_dir:
        os.makedirs(job.options.work_dir, mode=0o700, exist_ok=True)
    with open(job.file, "rb") as stream:
        data = stream.read()
    facts = gather(
        data,
        password=job.options.password,
        max_pages=job.options.max_pages,
        ocr=job.options if job.ocr else None,
    )
    return msgspec.msgpack.encode(facts)
