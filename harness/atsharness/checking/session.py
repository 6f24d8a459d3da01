"""The orchestrator: one document from file to result, and many through the same workers."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from atsharness import __version__, extract, intake, registry
from atsharness.checking.flight import INSPECTION, LOOK, Flight, Known
from atsharness.errors import UsageError
from atsharness.isolation import Outcome, Supervisor
from atsharness.model import (
    SCHEMA_VERSION,
    Document,
    DocumentResult,
    Environment,
    Extraction,
    PathTiming,
    ReadOptions,
    Reference,
    RunResult,
    Summary,
    Timing,
)
from atsharness.registry import Found
from atsharness.settings import Settings

if TYPE_CHECKING:
    from atsharness.checking.assess import Assessment, Measured
    from atsharness.keywords.vocabulary import Term
    from atsharness.rules.model import Rule

DOCUMENTS_IN_FLIGHT = 2
"""While the last path of one document runs, the next document's paths fill the other workers."""


IMAGE_PATH = "tesseract"
"""What a person sees in an image file is what this path reads there."""


class Looked(NamedTuple):
    """What looking at a document gives: the visual reference, or why there is none; encoded layout facts."""

    document: Document
    page: Reference | str | None
    facts: msgspec.Raw | None


class Checked(msgspec.Struct, frozen=True):
    """One document's result and the wall seconds of its parser paths."""

    result: DocumentResult
    seconds: dict[str, float]


class Session:
    """Workers, a private work folder and the parser paths of one run. Use as a context manager."""

    def __init__(self, settings: Settings, *, password: str | None = None) -> None:
        """Nothing starts before the first document.

        Args:
            settings: of the run.
            password: opens encrypted files; never stored in a result.

        Raises:
            UsageError: there is no folder for temporary files.
        """
        self.settings = settings
        self._password = password
        try:
            self._root = tempfile.mkdtemp(prefix="ats-")
        except OSError as error:
            raise UsageError(f"no folder for temporary files: {error.strerror}; set TMPDIR") from error
        self._supervisor = Supervisor(extract.work, workers=settings.jobs or min(os.cpu_count() or 1, 8))
        self._found: dict[str, Found] | None = None
        self._rules: Mapping[str, Rule] | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.close()
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        if self._found is None:
            self._found = extract.select(registry.discover("atsharness_parsers", "PARSER"), self.settings)
        return self._found

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
        look: bool = True,
        asked: Sequence[Term] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Iterator[Checked]:
        """Checks files and yields their results in the order given.

        Args:
            files: names as `intake.expand` gives them.
            source: of the one file; its words are the reference, in the order that the page gives them.
            look: whether to see the pages as a person does. Without it and without a source there is no
                reference, and the source's own order is used.
            asked: keywords that must survive; None takes those of the vocabulary that a document shows.
            meanwhile: called once as soon as workers are busy, for work that would else be waited for.

        Raises:
            UsageError: the source cannot be used, or a path is unknown.
        """
        queue = enumerate(files)
        judge = self._judge(asked)
        flights: dict[int, Flight] = {}
        reference: Reference | None = None
        more = True
        following = 0
        while True:
            while more and len(flights) < DOCUMENTS_IN_FLIGHT:
                number, file = next(queue, (-1, ""))
                more = number >= 0
                if more:
                    flights[number] = self._admit(number, file, look=look, judge=judge)
            if source is not None and reference is None:
                from atsharness.reference import read_source

                reference = read_source(source)
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
            _ = self.rules  # imported while the workers are busy
            while following in flights and flights[following].result is not None:
                flight = flights.pop(following)
                following += 1
                assert flight.result is not None
                yield Checked(flight.result, flight.seconds)
            if not flights:
                if more:
                    continue
                return
            outcome = self._supervisor.next()
            if outcome is not None:
                self._land(outcome, flights, reference)

    def look(self, file: str) -> Looked:
        """Looks at one file as a person does, without any parser path (but OCR, for an image).

        Args:
            file: a name as `intake.expand` gives it.
        """
        flight = self._admit(0, file, look=True, read=False)
        while flight.result is None:
            outcome = self._supervisor.next()
            assert outcome is not None
            self._land(outcome, {0: flight}, None)
        return Looked(flight.document, flight.page, flight.facts)

    # --- one document ------------------------------------------------------------------------

    def _judge(self, asked: Sequence[Term] | None) -> Callable[[Measured], Assessment]:
        def judge(measured: Measured) -> Assessment:
            # Imported when the first paths have come back: what it needs is loaded while others run.
            from atsharness.checking.assess import assess
            from atsharness.verdict.limits import calibrated, with_settings

            return assess(measured, with_settings(calibrated(), self.settings.limits), asked)

        return judge

    def _explain(self, result: DocumentResult, known: Known) -> DocumentResult:
        from atsharness.checking.explain import explain

        return explain(
            result,
            facts=known.facts,
            reference=known.reference,
            expected=known.expected,
            panel=known.panel,
            settings=self.settings,
            rules=self.rules,
        )

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by id; they are imported when first asked for."""
        if self._rules is None:
            from atsharness.rules.engine import all_rules

            self._rules = all_rules()
        return self._rules

    def _admit(
        self,
        number: int,
        file: str,
        *,
        look: bool,
        read: bool = True,
        judge: Callable[[Measured], Assessment] | None = None,
    ) -> Flight:
        document, data = intake.read(file, self.settings)
        folder = os.path.join(self._root, str(number))
        if document.status == "ok" and read and not self._readers(document):
            reason = f"none of the chosen paths reads {intake.name(document.media_type)}"
            document = msgspec.structs.replace(document, status="unsupported", reason=reason)
        panel = {key: item.value.family for key, item in self.found.items() if item.value.panel}
        flight = Flight(document, folder, panel, judge, self._explain if judge is not None else None)
        if document.status == "ok":
            try:
                os.mkdir(folder, mode=0o700)
                with open(flight.file, "wb") as stream:
                    stream.write(data)
            except OSError as error:
                reason = f"no temporary copy could be written: {error.strerror}"
                flight.document = msgspec.structs.replace(document, status="unreadable", reason=reason)
        if flight.document.status != "ok":
            flight.finish()
            return flight
        flight.expected.add(INSPECTION)
        self._supervisor.submit(
            extract.inspect_task(f"{number}:", flight.file, self._options(folder), self.settings)
        )
        # Nothing waits for the inspection: most files can be read, and all engines are isolated.
        if look:
            self._look(number, flight)
        if read:
            self._read(number, flight)
        return flight

    def _readers(self, document: Document) -> dict[str, Found]:
        """The chosen paths that read a document's type."""
        return {key: item for key, item in self.found.items() if document.media_type in item.value.accepts}

    def _look(self, number: int, flight: Flight) -> None:
        """Has the page looked at; an image by the path that reads images."""
        key = f"{number}:{LOOK}"
        options = self._options(os.path.join(flight.folder, "look"))
        if flight.document.media_type == intake.PDF:
            task = extract.look_task(key, flight.file, options, self.settings)
        elif self.settings.ocr:
            task = extract.read_task(key, _image_reader(), flight.file, options, self.settings)
        else:
            flight.page = "an image can only be read by OCR, which is switched off"
            return
        flight.expected.add(LOOK)
        self._supervisor.submit(task)

    def _land(self, outcome: Outcome, flights: Mapping[int, Flight], source: Reference | None) -> None:
        number, _, key = str(outcome.key).partition(":")
        flight = flights[int(number)]
        flight.expected.discard(key)
        if key == INSPECTION:
            flight.document = intake.admit(flight.document, extract.inspection(outcome), self.settings)
            if flight.document.status != "ok":
                dropped = self._supervisor.cancel({f"{number}:{name}" for name in flight.expected})
                flight.expected -= {str(name).partition(":")[2] for name in dropped}
        elif key == LOOK:
            self._seen(flight, outcome)
        else:
            flight.add(extract.extraction(self.found[key].value, outcome), outcome.seconds)
        if LOOK not in flight.expected:
            flight.settle(source)
        if not flight.expected:
            flight.finish()
            shutil.rmtree(flight.folder, ignore_errors=True)

    def _seen(self, flight: Flight, outcome: Outcome) -> None:
        """Takes what the page shows; an image's page is what OCR reads, by whichever path asked for it."""
        if flight.document.media_type == intake.PDF:
            look = extract.look(outcome)
            flight.page = look if isinstance(look, str) else look.reference
            flight.facts = None if isinstance(look, str) else look.facts
            return
        from atsharness.reference.scan import from_ocr

        read = extract.extraction(_image_reader().value, outcome)
        flight.page = from_ocr(read)
        if read.path_id in self.found:
            flight.add(read, outcome.seconds)

    def _read(self, number: int, flight: Flight) -> None:
        # The dearest first: each is started as soon as it is handed over.
        readers = self._readers(flight.document)
        if LOOK in flight.expected and flight.document.media_type != intake.PDF:
            readers.pop(IMAGE_PATH, None)  # it is at work already
        for key, found in sorted(readers.items(), key=lambda item: -item[1].value.cost):
            flight.expected.add(key)
            options = self._options(os.path.join(flight.folder, key))
            self._supervisor.submit(
                extract.read_task(f"{number}:{key}", found, flight.file, options, self.settings)
            )

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
    meanwhile: Callable[[], None] | None = None,
    progress: Callable[[DocumentResult], None] | None = None,
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
    """
    start = time.perf_counter()
    checked: list[Checked] = []
    with Session(settings, password=password) as session:
        for item in session.check(files, source=source, asked=asked, meanwhile=meanwhile):
            checked.append(item)
            if progress is not None:
                progress(item.result)
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
