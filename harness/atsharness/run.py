"""Many documents through the same workers: from file names to results, in the order given."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness import extract, intake, registry
from atsharness.errors import UsageError
from atsharness.model import (
    SCHEMA_VERSION,
    Cover,
    Document,
    DocumentResult,
    Environment,
    Exhibit,
    Extraction,
    PathTiming,
    Pictures,
    ReadOptions,
    Reference,
    RunResult,
    Summary,
    Timing,
    View,
)
from atsharness.pending import ANALYSIS, INSPECTION, PICTURES, Pending
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.version import __version__
from atsharness.workers.supervisor import Outcome, Supervisor

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term
    from atsharness.pipeline import Judging

MOST_PENDING = 2
"""Documents under way: while the last path of one runs, the next one's paths fill the other workers."""


IMAGE_PATH = "tesseract"
"""What a person sees in an image file is what this path reads there."""


class Checked(msgspec.Struct, frozen=True):
    """One document's result and the wall seconds of its parser paths.

    `exhibit` is there where a report is to show the document.
    """

    result: DocumentResult
    seconds: dict[str, float]
    exhibit: Exhibit | None = None


class Session:
    """Workers, a private work folder and the parser paths of one run. Use as a context manager."""

    def __init__(self, settings: Settings, *, password: str | None = None, view: View | None = None) -> None:
        """Nothing starts before the first document.

        Args:
            settings: of the run.
            password: opens encrypted files; never stored in a result.
            view: what a report is to show of each document; None where none shows pages.

        Raises:
            UsageError: there is no folder for temporary files.
        """
        self.settings = settings
        self._password = password
        self._view = view
        try:
            self._root = tempfile.mkdtemp(prefix="ats-")
        except OSError as error:
            raise UsageError(f"no folder for temporary files: {error.strerror}; set TMPDIR") from error
        self._supervisor = Supervisor(extract.work, workers=settings.jobs or min(os.cpu_count() or 1, 8))

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.close()
        shutil.rmtree(self._root, ignore_errors=True)

    @cached_property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        return extract.select(registry.discover("atsharness_parsers", "PARSER"), self.settings)

    def probe(self) -> list[Extraction]:
        """Whether each selected path's engine is there: status ``ok`` with a version, or why not."""
        options = self._options(self._root)
        for key, found in self.found.items():
            self._supervisor.submit(extract.probe_task(key, found, options, self.settings))
        ended: dict[str, Extraction] = {}
        while (outcome := self._supervisor.next()) is not None:
            ended[str(outcome.key)] = extract.extraction(self.found[str(outcome.key)].value, outcome)
        return [ended[key] for key in self.found]

    def check(
        self,
        files: Iterable[str],
        *,
        source: Path | None = None,
        analyse: bool = True,
        asked: Sequence[Term] | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Iterator[Checked]:
        """Checks files and yields their results in the order given.

        Args:
            files: names as `intake.expand` gives them.
            source: of the one file; its words are the reference, in the order that the page gives them.
            analyse: whether to see the pages as a person does. Without it and without a source there is no
                reference, and the source's own order is used.
            asked: keywords that must survive; None takes those of the vocabulary that a document shows.
            meanwhile: called once as soon as workers are busy, for work that would else be waited for.

        Raises:
            UsageError: the source cannot be used, or a path is unknown.
        """
        names = list(files)
        queue = enumerate(zip(names, intake.display_paths(names), strict=True))
        pending: dict[int, Pending] = {}
        reference: Reference | None = None
        judging: Judging | None = None
        following = 0
        while True:
            while len(pending) < MOST_PENDING and (item := next(queue, None)) is not None:
                pending[item[0]] = self._start(item[0], *item[1], analyse=analyse)
            if judging is None:
                if source is not None:
                    from atsharness.sources.read import read_source

                    reference = read_source(source)
                meanwhile()
                judging = self._judging(asked)
            if following in pending and not pending[following].expected:
                checked = self._checked(following, pending[following], judging)
                if checked is not None:
                    del pending[following]
                    following += 1
                    yield checked
                continue
            if not pending:
                return
            outcome = self._supervisor.next()
            if outcome is not None:
                self._receive(outcome, pending, reference)

    def analyse(self, file: str) -> Pending:
        """Analyses the pages of one file, without any parser path (but OCR, for an image).

        Args:
            file: a name as `intake.expand` gives it.

        Returns:
            The document with its `page` and `facts`; nothing is expected any more.
        """
        pending = self._start(0, file, None, analyse=True, read=False)
        while pending.expected:
            outcome = self._supervisor.next()
            assert outcome is not None
            self._receive(outcome, {0: pending}, None)
        return pending

    def _checked(self, number: int, done: Pending, judging: Judging) -> Checked | None:
        """One document with all that is wanted of it; None while its pages are being drawn."""
        view = self._view
        if view is None:
            return Checked(done.result(judging), done.seconds)
        shown = done.shown(judging, view, number + 1)
        if done.pictures is None and done.document.status == "ok" and view.first <= view.last:
            self._draw(number, done, view, shown.covers)
            return None
        shutil.rmtree(done.folder, ignore_errors=True)
        exhibit = msgspec.structs.replace(shown.exhibit, pictures=done.pictures or Pictures())
        return Checked(shown.result, done.seconds, exhibit)

    # --- one document ------------------------------------------------------------------------

    def _judging(self, asked: Sequence[Term] | None) -> Judging:
        """What documents are judged by; imported now, while the workers are busy."""
        from atsharness.pipeline import Judging
        from atsharness.rules.engine import all_rules
        from atsharness.verdict.limits import calibrated, with_settings

        limits = with_settings(calibrated(), self.settings.limits)
        return Judging(limits=limits, rules=all_rules(), settings=self.settings, asked=asked)

    def _start(
        self, number: int, file: str, shown: str | None, *, analyse: bool, read: bool = True
    ) -> Pending:
        """Admits a document and submits its tasks."""
        document, data = intake.read(file, self.settings, shown)
        folder = os.path.join(self._root, str(number))
        if document.status == "ok" and read and not self._readers(document):
            reason = f"none of the chosen paths reads {intake.name(document.media_type)}"
            document = msgspec.structs.replace(document, status="unsupported", reason=reason)
        panel = {key: item.value.family for key, item in self.found.items() if item.value.panel}
        pending = Pending(document, folder, panel)
        if document.status == "ok":
            try:
                os.mkdir(folder, mode=0o700)
                with open(pending.file, "wb") as stream:
                    stream.write(data)
            except OSError as error:
                shutil.rmtree(folder, ignore_errors=True)  # a part of it leaves its neighbours no room
                reason = f"no temporary copy could be written: {error.strerror}"
                pending.document = msgspec.structs.replace(document, status="unreadable", reason=reason)
        if pending.document.status != "ok":
            return pending
        pending.expected.add(INSPECTION)
        self._supervisor.submit(
            extract.inspect_task(f"{number}:", pending.file, self._options(folder), self.settings)
        )
        # Nothing waits for the inspection: most files can be read, and all engines are isolated.
        if analyse:
            self._analyse(number, pending)
        if read:
            self._read(number, pending)
        # What must not be shown is known only when all else is.
        if self._view is not None and not self._view.redact and self._view.first <= self._view.last:
            self._draw(number, pending, self._view)
        return pending

    def _draw(self, number: int, pending: Pending, view: View, covers: tuple[Cover, ...] = ()) -> None:
        """Has the pages drawn for a report."""
        pending.expected.add(PICTURES)
        options = self._options(os.path.join(pending.folder, "pictures"))
        key = f"{number}:{PICTURES}"
        self._supervisor.submit(
            extract.pictures_task(key, pending.file, options, self.settings, view, covers)
        )

    def _readers(self, document: Document) -> dict[str, Found]:
        """The chosen paths that read a document's type."""
        return {key: item for key, item in self.found.items() if document.media_type in item.value.accepts}

    def _analyse(self, number: int, pending: Pending) -> None:
        """Has the pages analysed; an image by the path that reads images."""
        key = f"{number}:{ANALYSIS}"
        options = self._options(os.path.join(pending.folder, "analysis"))
        if pending.document.media_type == intake.PDF:
            task = extract.analysis_task(key, pending.file, options, self.settings)
        elif self.settings.ocr:
            task = extract.read_task(key, _image_reader(), pending.file, options, self.settings)
        else:
            pending.page = "an image can only be read by OCR, which is switched off"
            return
        pending.expected.add(ANALYSIS)
        self._supervisor.submit(task)

    def _read(self, number: int, pending: Pending) -> None:
        # The dearest first: each is started as soon as it is handed over.
        readers = self._readers(pending.document)
        if ANALYSIS in pending.expected and pending.document.media_type != intake.PDF:
            readers.pop(IMAGE_PATH, None)  # it is at work already
        for key, found in sorted(readers.items(), key=lambda item: -item[1].value.cost):
            pending.expected.add(key)
            options = self._options(os.path.join(pending.folder, key))
            self._supervisor.submit(
                extract.read_task(f"{number}:{key}", found, pending.file, options, self.settings)
            )

    def _receive(
        self, outcome: Outcome, all_pending: Mapping[int, Pending], source: Reference | None
    ) -> None:
        """Takes one finished task of one of the documents."""
        number, _, key = str(outcome.key).partition(":")
        pending = all_pending[int(number)]
        pending.expected.discard(key)
        if key == INSPECTION:
            pending.document = intake.admit(pending.document, extract.inspection(outcome), self.settings)
            if pending.document.status != "ok":
                dropped = self._supervisor.cancel({f"{number}:{name}" for name in pending.expected})
                pending.expected -= {str(name).partition(":")[2] for name in dropped}
        elif key == ANALYSIS:
            self._take_analysis(pending, outcome)
        elif key == PICTURES:
            pending.pictures = extract.pictures(outcome)
        else:
            pending.add(extract.extraction(self.found[key].value, outcome), outcome.seconds)
        if ANALYSIS not in pending.expected:
            pending.set_reference(source)
        if not pending.expected and self._view is None:
            shutil.rmtree(pending.folder, ignore_errors=True)

    def _take_analysis(self, pending: Pending, outcome: Outcome) -> None:
        """Takes what the pages show; an image's page is what OCR reads, by whichever path asked for it."""
        if pending.document.media_type == intake.PDF:
            analysis = extract.analysis(outcome)
            if isinstance(analysis, str):
                pending.page = analysis
            else:
                pending.page, pending.facts = analysis.reference, analysis.facts
            return
        from atsharness.reference.scan import from_ocr

        read = extract.extraction(_image_reader().value, outcome)
        pending.page = from_ocr(read)
        if read.path_id in self.found:
            pending.add(read, outcome.seconds)

    def _options(self, work_dir: str) -> ReadOptions:
        return ReadOptions(
            password=self._password,
            lang=self.settings.lang,
            tesseract=self.settings.tesseract,
            work_dir=work_dir,
            max_pages=self.settings.max_pages,
            max_pixels=self.settings.max_pixels,
        )


def _image_reader() -> Found:
    return registry.discover("atsharness_parsers", "PARSER")[IMAGE_PATH]


# --- a run ---------------------------------------------------------------------------------------


def run(
    files: Iterable[str],
    *,
    settings: Settings,
    source: Path | None = None,
    password: str | None = None,
    asked: Sequence[Term] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    progress: Callable[[DocumentResult], None] | None = None,
    view: View | None = None,
    exhibits: dict[int, Exhibit] | None = None,
    keep: Callable[[DocumentResult], DocumentResult] = lambda result: result,
) -> RunResult:
    """Checks files with one set of workers and sums up.

    Args:
        files: names as `intake.expand` gives them.
        settings: of the run.
        source: of the same document, for one file only.
        password: opens encrypted files.
        asked: keywords that must survive, see `Session.check`.
        meanwhile: see `Session.check`.
        progress: called with each result as it is ready.
        view: what a report is to show of each document; None where none shows pages.
        exhibits: takes, by the number of the document, what such a report shows.
        keep: what is kept of each result.
    """
    start = time.perf_counter()
    checked: list[Checked] = []
    with Session(settings, password=password, view=view) as session:
        for item in session.check(files, source=source, asked=asked, meanwhile=meanwhile):
            if exhibits is not None and item.exhibit is not None:
                exhibits[len(checked)] = item.exhibit
            checked.append(Checked(result=keep(item.result), seconds=item.seconds))
            if progress is not None:
                progress(item.result)
            del item
    if view is not None and view.redact:
        settings = msgspec.structs.replace(settings, per_file_ignores={}, waivers={})  # they may name persons
    return summarise(checked, settings, wall_s=time.perf_counter() - start)


def summarise(checked: list[Checked], settings: Settings, *, wall_s: float) -> RunResult:
    """One run's results with settings, versions and counts; clocks only under ``timing``."""
    results = [item.result for item in checked]
    versions: dict[str, str | None] = {}
    for result in results:
        for item in result.extractions:
            versions[item.path_id] = versions.get(item.path_id) or item.version
    shown: dict[str, Any] = msgspec.to_builtins(settings)
    if settings.tesseract:
        shown["tesseract"] = os.path.basename(settings.tesseract)
    return RunResult(
        schema_version=SCHEMA_VERSION,
        tool_version=__version__,
        settings=shown,
        environment=Environment(
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            paths=dict(sorted(versions.items())),
        ),
        documents=tuple(results),
        summary=Summary(
            documents=_counts(result.document.status for result in results),
            extractions=_counts(item.status for result in results for item in result.extractions),
        ),
        timing=Timing(
            wall_s=round(wall_s, 3),
            documents=tuple(
                PathTiming(
                    path=item.result.document.path,
                    seconds={key: round(value, 4) for key, value in sorted(item.seconds.items())},
                )
                for item in checked
            ),
        ),
    )


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
