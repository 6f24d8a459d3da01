"""Many documents through the same workers: from file names to results, in the order given."""

from __future__ import annotations

import datetime
import os
import platform
import shutil
import time
from collections import Counter, deque
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
from atsharness.model.facts import FileFacts
from atsharness.model.media_types import DOC, DRAWN, FLOWING, PDF, SHOWN
from atsharness.pending import ANALYSIS, INSPECTION, PICTURES, Pending
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.version import __version__
from atsharness.workers import folders
from atsharness.workers.sandbox import tier
from atsharness.workers.supervisor import Bounds, Outcome, Supervisor, Task

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term
    from atsharness.pipeline import Judging
    from atsharness.rules.kit.resume import Asked

SPARE = 1
"""Documents under way beyond one a worker: it is read while the parent measures the one before."""
MOST_WAITING = 32
"""Documents that are done or under way while one before them is not: results are given in order, and a slow
document may hold up many."""


IMAGE_PATH = "tesseract"
"""What a person sees in an image file is what this path reads there."""

_SECOND = 2


class Checked(msgspec.Struct, frozen=True):
    """One document's result and the wall seconds of its parser paths.

    `exhibit` is there where a report is to show the document, `file` where its pages were analysed.
    """

    result: DocumentResult
    seconds: dict[str, float]
    exhibit: Exhibit | None = None
    file: FileFacts | None = None


class Session:
    """Workers, a private work folder and the parser paths of one run. Use as a context manager."""

    def __init__(
        self,
        settings: Settings,
        *,
        password: str | None = None,
        view: View | None = None,
        one_by_one: bool = False,
        fields: bool = False,
        guide: bool = False,
        posting: str | None = None,
    ) -> None:
        """Nothing starts before the first document.

        Args:
            settings: of the run.
            password: opens encrypted files; never stored in a result.
            view: what a report is to show of each document; None where none shows pages.
            one_by_one: whether a document is read whole, then measured, and only then the next one is begun,
                so that with one worker at most one process works at a time.
            fields: whether results hold the fields as parsers fill them.
            guide: whether results hold advice on content (docs/guide.md).
            posting: the text of a job posting; results then say where a résumé has its terms.

        Raises:
            UsageError: there is no folder for temporary files.
        """
        self.settings = settings
        self._password = password
        self._view = view
        self._one_by_one = one_by_one
        self._held: deque[Outcome] = deque()
        self._fields = fields
        self._guide = guide
        self._posting = posting
        folders.sweep()
        try:
            self._root, self._lock = folders.make()
        except OSError as error:
            raise UsageError(f"no folder for temporary files: {error.strerror}; set TMPDIR") from error
        self._workers = settings.jobs or min(os.cpu_count() or 1, 8)
        self._supervisor = Supervisor(
            extract.work,
            workers=self._workers,
            preload=extract.preload,
            folder=self._root,
        )
        self._engines = extract.engine_files(settings)
        self._started: Counter[str | None] = Counter()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.close()
        shutil.rmtree(self._root, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @cached_property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        return extract.select(registry.discover("atsharness_parsers", "PARSER"), self.settings)

    def probe(self) -> list[Extraction]:
        """Whether each selected path's engine is there: status ``ok`` with a version, or why not."""
        work = os.path.join(self._root, "probe")
        os.makedirs(work, mode=0o700, exist_ok=True)
        options = self._options(work)
        bounds = Bounds(self._engines, (work,))
        for key, found in self.found.items():
            task = extract.probe_task(key, found, options, self.settings)
            self._supervisor.submit(msgspec.structs.replace(task, bounds=bounds))
        ended: dict[str, Extraction] = {}
        while (outcome := self._supervisor.next()) is not None:
            ended[str(outcome.key)] = extract.probed(self.found[str(outcome.key)].value, outcome)
        return [ended[key] for key in self.found]

    def check(
        self,
        files: Iterable[str],
        *,
        sources: Sequence[Path | Reference | None] = (),
        analyse: bool = True,
        asked: Sequence[Term] | None = None,
        meanwhile: Callable[[], None] = lambda: None,
        shown: Sequence[str] | None = None,
        heard: Callable[[Extraction], None] = lambda _: None,
    ) -> Iterator[Checked]:
        """Checks files and yields their results in the order given.

        Args:
            files: names as `intake.expand` gives them.
            sources: of the files, in their order, read or to be read; a source's words are the reference,
                in the order that the page gives them. None, or none given: what a person sees is.
            analyse: whether to see the pages as a person does. Without it and without a source there is no
                reference, and the source's own order is used.
            asked: keywords that must survive; None takes those of the vocabulary that a document shows.
            meanwhile: called once as soon as workers are busy, for work that would else be waited for.
            shown: the names that results give the files; None takes `intake.display_paths`.
            heard: called with what each parser path read, as it comes.

        Raises:
            UsageError: a source cannot be used, or a path is unknown. The session is of no use after that.
            Exception: a bug, where there is one file; of several, that one is unreadable and says so.
        """
        names = list(files)
        queue = enumerate(zip(names, intake.display_paths(names) if shown is None else shown, strict=True))
        pending: dict[int, Pending] = {}
        references: dict[int, Reference] = {}
        judging: Judging | None = None
        following = 0
        while True:
            while self._has_room(pending) and (item := next(queue, None)) is not None:
                pending[item[0]] = self._start(item[0], *item[1], analyse=analyse)
                if (source := sources[item[0]] if sources else None) is not None:
                    references[item[0]] = _read(source)
            if judging is None:
                meanwhile()
                judging = self._judging(asked)
            if following in pending and not pending[following].expected:
                checked = self._checked(following, pending[following], judging, alone=len(names) == 1)
                if checked is not None:
                    del pending[following]
                    references.pop(following, None)
                    following += 1
                    yield checked
                continue
            if not pending:
                return
            read = self._next(pending, references, alone=len(names) == 1)
            if read is not None:
                heard(read)

    def _next(
        self, all_pending: Mapping[int, Pending], sources: Mapping[int, Reference], *, alone: bool
    ) -> Extraction | None:
        """Takes the next finished task; a bug costs its document alone, where there are others."""
        outcome = self._outcome()
        if outcome is None:
            return None
        try:
            return self._receive(outcome, all_pending, sources)
        except Exception as error:
            if alone:
                raise
            all_pending[int(str(outcome.key).partition(":")[0])].fail(error)
            return None

    def _outcome(self) -> Outcome | None:
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
            self._receive(outcome, {0: pending}, {})
        return pending

    def _checked(self, number: int, done: Pending, judging: Judging, *, alone: bool) -> Checked | None:
        """One document with all that is wanted of it; a bug makes it unreadable, where there are others.

        None while its pages are being drawn.
        """
        try:
            return self._measured(number, done, judging)
        except Exception as error:
            if alone:
                raise
            done.fail(error)
            return self._measured(number, done, judging)

    def _measured(self, number: int, done: Pending, judging: Judging) -> Checked | None:
        view = self._view
        if view is None:
            facts = done.facts
            return Checked(done.result(judging), done.seconds, file=None if facts is None else facts.file)
        shown = done.shown(judging, view, number + 1)
        if done.pictures is None and self._shows_pages(done.document):
            self._draw(number, done, view, shown.covers)
            return None
        shutil.rmtree(done.folder, ignore_errors=True)
        exhibit = msgspec.structs.replace(shown.exhibit, pictures=done.pictures or Pictures())
        return Checked(shown.result, done.seconds, exhibit)

    # --- one document ------------------------------------------------------------------------

    def _judging(self, asked: Sequence[Term] | None) -> Judging:
        """What documents are judged by; imported now, while the workers are busy."""
        from atsharness.pipeline import Judging
        from atsharness.rules.engine import ADVICE, all_rules
        from atsharness.verdict.limits import calibrated, with_settings

        settings = self.settings
        limits = with_settings(calibrated(), settings.limits)
        may_advise = self._guide or settings.select or settings.ignore or settings.per_file_ignores
        return Judging(
            limits=limits,
            rules=all_rules(without=() if may_advise else ADVICE),
            settings=settings,
            asked=asked,
            fields=self._fields,
            content=self._content(asked or ()) if self._guide or self._posting is not None else None,
        )

    def _content(self, asked: Sequence[Term]) -> Asked:
        from atsharness.posting.read import posting_of
        from atsharness.rules.kit.resume import Asked

        today = datetime.date.today()
        return Asked(
            today=(today.year, today.month),
            settings=self.settings.guide,
            advice=self._guide,
            posting=None if self._posting is None else posting_of(self._posting, asked),
            terms=tuple(asked),
        )

    def _start(
        self, number: int, file: str, shown: str | None, *, analyse: bool, read: bool = True
    ) -> Pending:
        """Admits a document and submits its tasks."""
        document, data = intake.read(file, self.settings, shown)
        folder = os.path.join(self._root, str(number))
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
        task = extract.inspect_task(f"{number}:", pending.file, options, self.settings, kind)
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
        if self._shows_pages(pending.document) and self._view is not None and not self._view.redact:
            self._draw(number, pending, self._view)

    def _load(self, document: Document, *, analyse: bool) -> None:
        """Has workers of further documents of a type find loaded what those of the first one load."""
        kind = document.media_type
        self._started[kind] += 1
        if self._started[kind] == _SECOND:
            name = kind if kind in SHOWN else PDF
            origins = [item.origin for item in self._readers(document).values()]
            self._supervisor.load([*([name] if analyse else []), *origins])

    def _shows_pages(self, document: Document) -> bool:
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
        found = self.found.get(extract.CONVERTING_PATH)
        return found is not None and any(map(shutil.which, ("soffice", "libreoffice")))

    def _panel(self, document: Document) -> dict[str, str]:
        """The family of each path of the panel for a type; an image's are those that read no picture."""
        kind = document.media_type if document.media_type in FLOWING else PDF
        parsers = {key: item.value for key, item in self.found.items()}
        return {key: one.family for key, one in parsers.items() if one.panel and kind in one.accepts}

    def _has_room(self, pending: Mapping[int, Pending]) -> bool:
        """Whether another document may start."""
        if self._one_by_one:
            return not pending
        under_way = sum(bool(one.expected) for one in pending.values())
        return under_way < self._workers + SPARE and len(pending) < MOST_WAITING

    def _draw(self, number: int, pending: Pending, view: View, covers: tuple[Cover, ...] = ()) -> None:
        """Has the pages drawn for a report."""
        options = self._options(os.path.join(pending.work, "pictures"))
        key = f"{number}:{PICTURES}"
        converts = pending.document.media_type in FLOWING
        task = extract.pictures_task(
            key, pending.file, options, self.settings, view, covers, converts=converts
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
            task = extract.analysis_task(key, pending.file, options, self.settings, kind)
        elif kind == DOC:
            pending.page = intake.NO_PAGE
            return
        elif self.settings.ocr:
            task = extract.read_task(key, _image_reader(), pending.file, options, self.settings)
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
            task = extract.read_task(f"{number}:{key}", found, pending.file, options, self.settings)
            self._submit(pending, task)

    def _receive(
        self, outcome: Outcome, all_pending: Mapping[int, Pending], sources: Mapping[int, Reference]
    ) -> Extraction | None:
        """Takes one finished task of one of the documents; returns what a parser path read."""
        number, _, key = str(outcome.key).partition(":")
        pending = all_pending[int(number)]
        pending.expected.discard(key)
        read = None
        if outcome.detail is not None:  # it may quote what an engine said as it died
            outcome = msgspec.structs.replace(outcome, detail=extract.nameless(outcome.detail, pending.work))
        if key == INSPECTION:
            pending.document = intake.admit(pending.document, extract.inspection(outcome), self.settings)
            if pending.document.status != "ok":
                self._supervisor.end({f"{number}:{name}" for name in pending.expected})
                self._held.clear()
                pending.expected.clear()
            elif pending.document.media_type in FLOWING:
                self._go_on(int(number), pending)
        elif key == ANALYSIS:
            read = self._take_analysis(pending, outcome)
        elif key == PICTURES:
            pending.pictures = extract.pictures(outcome)
        else:
            read = extract.extraction(self.found[key].value, outcome)
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
            analysis = extract.analysis(outcome)
            if isinstance(analysis, str):
                pending.page = analysis
            else:
                pending.page, pending.facts = analysis.reference, analysis.facts
            return None
        from atsharness.reference.scan import from_ocr

        read = extract.extraction(_image_reader().value, outcome)
        pending.page = from_ocr(read)
        if read.path_id not in self.found:
            return None
        pending.add(read, outcome.seconds)
        return read

    def _options(self, work_dir: str) -> ReadOptions:
        return ReadOptions(
            password=self._password,
            lang=self.settings.lang,
            tesseract=self.settings.tesseract,
            work_dir=work_dir,
            max_pages=self.settings.max_pages,
            max_pixels=self.settings.max_pixels,
            seconds=self.settings.deadline_s,
        )


def _image_reader() -> Found:
    return registry.discover("atsharness_parsers", "PARSER")[IMAGE_PATH]


# --- a run ---------------------------------------------------------------------------------------


def _read(source: Path | Reference) -> Reference:
    """A source, read if it is not yet."""
    if isinstance(source, Reference):
        return source
    from atsharness.sources.read import read_source

    return read_source(source)


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
    fields: bool = False,
    guide: bool = False,
    posting: str | None = None,
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
        fields: whether results hold the fields as parsers fill them.
        guide: whether results hold advice on content.
        posting: the text of a job posting; results then say where a résumé has its terms.
    """
    start = time.perf_counter()
    checked: list[Checked] = []
    with Session(
        settings, password=password, view=view, fields=fields, guide=guide, posting=posting
    ) as session:
        names = list(files)
        sources = [source] * len(names)
        for item in session.check(names, sources=sources, asked=asked, meanwhile=meanwhile):
            if exhibits is not None and item.exhibit is not None:
                exhibits[len(checked)] = item.exhibit
            checked.append(Checked(result=keep(item.result), seconds=item.seconds))
            if progress is not None:
                progress(item.result)
            del item
    redact = view is not None and view.redact
    return summarise(checked, settings, wall_s=time.perf_counter() - start, redact=redact)


def summarise(
    checked: Sequence[Checked], settings: Settings, *, wall_s: float, redact: bool = False
) -> RunResult:
    """One run's results with settings, versions and counts; clocks only under ``timing``."""
    if redact:
        settings = msgspec.structs.replace(settings, per_file_ignores={}, waivers={})  # they may name persons
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
            sandbox=str(tier()),
            sandbox_gaps=tier().gaps(),
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
