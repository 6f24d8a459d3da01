"""The tasks of one document: what workers are asked to do with it, and what they did."""

from __future__ import annotations

import os
import shutil
from collections import Counter, deque
from collections.abc import Mapping
from functools import cached_property

import msgspec

from atsharness import intake, registry
from atsharness.extract import tasks, work
from atsharness.extract.job import nameless
from atsharness.extract.selection import select
from atsharness.model import Cover, Document, Extraction, ReadOptions, Reference, View
from atsharness.model.media_types import DOC, DRAWN, FLOWING, PDF, SHOWN
from atsharness.pending import ANALYSIS, INSPECTION, PICTURES, Pending
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.workers.supervisor import Bounds, Outcome, Supervisor, Task

IMAGE_PATH = "tesseract"
"""What a person sees in an image file is what this path reads there."""
_SECOND = 2


class Dispatch:
    """Hands the tasks of documents to workers, which reach that one document alone, and takes what they did.

    Attributes:
        workers: how many work at a time.
    """

    def __init__(
        self,
        settings: Settings,
        folder: str,
        *,
        password: str | None = None,
        view: View | None = None,
        one_by_one: bool = False,
    ) -> None:
        """Nothing starts before the first task.

        Args:
            settings: of the run.
            folder: a private one, for temporary copies and what workers write.
            password: opens encrypted files.
            view: what a report is to show of each document; None where none shows pages.
            one_by_one: whether nothing of a document is given back before all of it is read.
        """
        self.workers = settings.jobs or min(os.cpu_count() or 1, 8)
        self._settings = settings
        self._folder = folder
        self._password = password
        self._view = view
        self._one_by_one = one_by_one
        self._held: deque[Outcome] = deque()
        self._supervisor = Supervisor(
            work.work,
            workers=self.workers,
            preload=work.preload,
            folder=folder,
        )
        self._engines = tasks.engine_files(settings)
        self._started: Counter[str | None] = Counter()

    def close(self) -> None:
        """Ends the workers."""
        self._supervisor.close()

    @cached_property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        return select(registry.discover("atsharness_parsers", "PARSER"), self._settings)

    def probe(self) -> list[Extraction]:
        """Whether each selected path's engine is there: status ``ok`` with a version, or why not."""
        work = os.path.join(self._folder, "probe")
        os.makedirs(work, mode=0o700, exist_ok=True)
        options = self._options(work)
        bounds = Bounds(self._engines, (work,))
        for key, found in self.found.items():
            task = tasks.probe_task(key, found, options, self._settings)
            self._supervisor.submit(msgspec.structs.replace(task, bounds=bounds))
        ended: dict[str, Extraction] = {}
        while (outcome := self._supervisor.next()) is not None:
            ended[str(outcome.key)] = tasks.probed(self.found[str(outcome.key)].value, outcome)
        return [ended[key] for key in self.found]

    def outcome(self) -> Outcome | None:
        """The next finished task; one by one, the first of a document only when its last one has ended.

        Whether the file can be opened is told at once: of one that cannot, nothing else is read.
        """
        if not self._one_by_one:
            return self._supervisor.next()
        while (outcome := self._supervisor.next()) is not None:
            if str(outcome.key).endswith(f":{INSPECTION}"):
                return outcome
            self._held.append(outcome)
        return self._held.popleft() if self._held else None

    def start(
        self, number: int, file: str, shown: str | None, *, analyse: bool, read: bool = True
    ) -> Pending:
        """Admits a document and submits its tasks."""
        document, data = intake.read(file, self._settings, shown)
        folder = os.path.join(self._folder, str(number))
        if document.status == "ok" and read and not self._readers(document):
            reason = f"none of the chosen paths reads {intake.name(document.media_type)}"
            document = msgspec.structs.replace(document, status="unsupported", reason=reason)
        pending = Pending(document, folder, self._panel(document))
        if document.status == "ok":
            try:
                os.mkdir(folder, mode=0o700)
                os.mkdir(pending.work, mode=0o700)
                with open(pending.file, "wb") as stream:
                    stream.write(data)
            except OSError as error:
                shutil.rmtree(folder, ignore_errors=True)  # the next document may fit
                reason = f"no temporary copy could be written: {error.strerror}"
                pending.document = msgspec.structs.replace(document, status="unreadable", reason=reason)
        if pending.document.status != "ok":
            return pending
        options = self._options(pending.work)
        kind = document.media_type
        task = tasks.inspect_task(f"{number}:", pending.file, options, self._settings, kind)
        self._submit(pending, task)
        pending.wanted = (analyse, read)
        # Of a PDF nothing waits for the inspection: most files can be read, and all engines are isolated.
        if kind not in FLOWING:
            self._go_on(number, pending)
        self._load(document, analyse=analyse)
        return pending

    def _go_on(self, number: int, pending: Pending) -> None:
        """Submits what is wanted of a document besides its inspection."""
        analyse, read = pending.wanted
        if analyse:
            self._analyse(number, pending)
        if read:
            self._read(number, pending)
        # What must not be shown is known only when all else is.
        if self.shows_pages(pending.document) and self._view is not None and not self._view.redact:
            self.draw(number, pending, self._view)

    def _load(self, document: Document, *, analyse: bool) -> None:
        """Has workers of further documents of a type find loaded what those of the first one load."""
        kind = document.media_type
        self._started[kind] += 1
        if self._started[kind] == _SECOND:
            name = kind if kind in SHOWN else PDF
            origins = [item.origin for item in self._readers(document).values()]
            self._supervisor.load([*([name] if analyse else []), *origins])

    def shows_pages(self, document: Document) -> bool:
        """Whether a report is to show pictures of the pages, and the document has any.

        Those of a document without pages are LibreOffice's, where it is installed; nothing tells which of its
        words stand where, so that a redacted report has none.
        """
        view = self._view
        if view is None or document.status != "ok" or view.first > view.last:
            return False
        if document.media_type in FLOWING:
            return self._converts and document.media_type in DRAWN and not view.redact
        return True

    @cached_property
    def _converts(self) -> bool:
        """Whether LibreOffice is there and was not left out."""
        found = self.found.get(tasks.CONVERTING_PATH)
        return found is not None and any(map(shutil.which, ("soffice", "libreoffice")))

    def _panel(self, document: Document) -> dict[str, str]:
        """The family of each path of the panel for a type; an image's are those that read no picture."""
        kind = document.media_type if document.media_type in FLOWING else PDF
        parsers = {key: item.value for key, item in self.found.items()}
        return {key: one.family for key, one in parsers.items() if one.panel and kind in one.accepts}

    def draw(self, number: int, pending: Pending, view: View, covers: tuple[Cover, ...] = ()) -> None:
        """Has the pages drawn for a report."""
        options = self._options(os.path.join(pending.work, "pictures"))
        key = f"{number}:{PICTURES}"
        converts = pending.document.media_type in FLOWING
        task = tasks.pictures_task(
            key, pending.file, options, self._settings, view, covers, converts=converts
        )
        self._submit(pending, task)

    def _submit(self, pending: Pending, task: Task) -> None:
        """Hands over a task of a document, to be done by a worker that can reach nothing else."""
        number, _, key = str(task.key).partition(":")
        pending.expected.add(key)
        bounds = Bounds((pending.file, *self._engines), (pending.work,))
        self._supervisor.submit(msgspec.structs.replace(task, document=number, bounds=bounds))

    def _readers(self, document: Document) -> dict[str, Found]:
        """The chosen paths that read a document's type."""
        return {key: item for key, item in self.found.items() if document.media_type in item.value.accepts}

    def _analyse(self, number: int, pending: Pending) -> None:
        """Has the pages analysed; an image by the path that reads images."""
        key = f"{number}:{ANALYSIS}"
        options = self._options(os.path.join(pending.work, "analysis"))
        kind = pending.document.media_type
        if kind in intake.ANALYSED:
            task = tasks.analysis_task(key, pending.file, options, self._settings, kind)
        elif kind == DOC:
            pending.page = intake.NO_PAGE
            return
        elif self._settings.ocr:
            task = tasks.read_task(key, _image_reader(), pending.file, options, self._settings)
        else:
            pending.page = "an image can only be read by OCR, which is switched off"
            return
        self._submit(pending, task)

    def _read(self, number: int, pending: Pending) -> None:
        # The dearest first: each is started as soon as it is handed over.
        readers = self._readers(pending.document)
        if ANALYSIS in pending.expected and pending.document.media_type not in intake.ANALYSED:
            readers.pop(IMAGE_PATH, None)  # it is at work already
        for key, found in sorted(readers.items(), key=lambda item: -item[1].value.cost):
            options = self._options(os.path.join(pending.work, key))
            task = tasks.read_task(f"{number}:{key}", found, pending.file, options, self._settings)
            self._submit(pending, task)

    def receive(
        self, outcome: Outcome, all_pending: Mapping[int, Pending], sources: Mapping[int, Reference]
    ) -> Extraction | None:
        """Takes one finished task of one of the documents; returns what a parser path read."""
        number, _, key = str(outcome.key).partition(":")
        pending = all_pending[int(number)]
        pending.expected.discard(key)
        read = None
        if outcome.detail is not None:  # it may quote what an engine said as it died
            outcome = msgspec.structs.replace(outcome, detail=nameless(outcome.detail, pending.work))
        if key == INSPECTION:
            pending.document = intake.admit(pending.document, tasks.inspection(outcome), self._settings)
            if pending.document.status != "ok":
                self._supervisor.end({f"{number}:{name}" for name in pending.expected})
                self._held.clear()
                pending.expected.clear()
            elif pending.document.media_type in FLOWING:
                self._go_on(int(number), pending)
        elif key == ANALYSIS:
            read = self._take_analysis(pending, outcome)
        elif key == PICTURES:
            pending.pictures = tasks.pictures(outcome)
        else:
            read = tasks.extraction(self.found[key].value, outcome)
            pending.add(read, outcome.seconds)
        if ANALYSIS not in pending.expected:
            pending.set_reference(sources.get(int(number)))
        if not pending.expected:
            self._supervisor.release(number)
        if not pending.expected and self._view is None:
            shutil.rmtree(pending.folder, ignore_errors=True)
        return read

    def _take_analysis(self, pending: Pending, outcome: Outcome) -> Extraction | None:
        """Takes what the pages show; an image's page is what OCR reads, by whichever path asked for it."""
        if pending.document.media_type in intake.ANALYSED:
            analysis = tasks.analysis(outcome)
            if isinstance(analysis, str):
                pending.page = analysis
            else:
                pending.page, pending.facts = analysis.reference, analysis.facts
            return None
        from atsharness.reference.scan import from_ocr

        read = tasks.extraction(_image_reader().value, outcome)
        pending.page = from_ocr(read)
        if read.path_id not in self.found:
            return None
        pending.add(read, outcome.seconds)
        return read

    def _options(self, work_dir: str) -> ReadOptions:
        return ReadOptions(
            password=self._password,
            lang=self._settings.lang,
            tesseract=self._settings.tesseract,
            work_dir=work_dir,
            max_pages=self._settings.max_pages,
            max_pixels=self._settings.max_pixels,
            seconds=self._settings.deadline_s,
        )


def _image_reader() -> Found:
    return registry.discover("atsharness_parsers", "PARSER")[IMAGE_PATH]
