"""Has an experiment's files read by the machinery of ``ats batch``: resumable, a row of figures each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from atsharness.batch.folder import RunFolder
from atsharness.batch.manifest import Entry
from atsharness.batch.plan import Plan, asked_for
from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow
from atsharness.batch.run import Watcher, run_here
from atsharness.registry import discover
from atsharness.settings import Settings
from atsharness_corpus.experiment.build import Built

RUN = "run"
LEFT_OUT = {
    "tesseract": "OCR reads what is seen: most things leave it as it is, and it takes 3 s a page",
    "pdfbox": "starts a Java machine a file: 1.5 s each",
    "libreoffice": "makes a PDF of a Word file, which is the typesetter libreoffice here",
}
"""Families that are not asked unless they are named, and why."""


Watching = Callable[[Plan], AbstractContextManager[Watcher]]
"""Makes what is told how a run goes on."""


def default_paths() -> tuple[str, ...]:
    """The paths that are asked: all of families that are not `LEFT_OUT`, for PDF and DOCX."""
    kinds = {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    return tuple(
        key
        for key, found in sorted(discover("atsharness_parsers", "PARSER").items())
        if found.value.family not in LEFT_OUT and kinds & set(found.value.accepts)
    )


class _Files:
    """The documents of an experiment, as a run of many documents takes them."""

    def __init__(self, folder: Path, files: Iterable[Built]) -> None:
        self._folder = folder.resolve()
        self._files = sorted((one for one in files if one.file), key=lambda one: one.file)
        self.root = str(self._folder)

    def entries(self) -> Iterator[Entry]:
        """The files, by name; one with a text is held against it."""
        for one in self._files:
            place = self._folder / one.file
            found = place.stat()
            yield Entry(
                location=str(place),
                name=one.file,
                size=found.st_size,
                stamp=str(found.st_mtime_ns),
                source=str(self._folder / one.text) if one.text else "",
            )


def read(
    folder: Path, files: Iterable[Built], paths: tuple[str, ...], *, jobs: int, watching: Watching
) -> int:
    """Reads what has not been read; returns how many documents that were.

    Args:
        folder: of the experiment.
        files: all that are built in it.
        paths: ids of parser paths, families, or ``panel``.
        jobs: documents at a time; 0 for one a core.
        watching: is told how it goes.

    Raises:
        UsageError: a path is unknown, the folder was read with others, or nothing can be written.
    """
    settings = Settings(paths=paths, ocr=False)
    asked = asked_for(settings, ocr="never", keep_text=False, anonymous=False)
    with RunFolder(str(folder / RUN)) as place:
        plan = Plan(place, _Files(folder, files), settings, asked)
        with watching(plan) as watcher:
            run_here(plan, jobs or os.cpu_count() or 1, watcher, place.lock)
        return plan.read


def rows(folder: Path) -> dict[str, DocumentRow]:
    """The rows of all documents that are read, by name."""
    return {row.name: row for row in Run(str(folder / RUN)).rows(DocumentRow)}
