"""The orchestrator: one document from file to result, and many through the same workers."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from atsharness.harness import __version__, extract, intake, registry
from atsharness.harness.errors import UsageError
from atsharness.harness.isolation import Outcome, Supervisor
from atsharness.harness.model import (
    SCHEMA_VERSION,
    Alignment,
    Document,
    DocumentResult,
    Environment,
    Extraction,
    PathTiming,
    ReadOptions,
    Recovery,
    Reference,
    ReferenceSummary,
    RunResult,
    Summary,
    Timing,
)
from atsharness.harness.registry import Found
from atsharness.harness.settings import Settings

DOCUMENTS_IN_FLIGHT = 2
"""While the last path of one document runs, the next document's paths fill the other workers."""


class Checked(msgspec.Struct, frozen=True):
    """One document's result and the wall seconds of its parser paths."""

    result: DocumentResult
    seconds: dict[str, float]


class _InFlight:
    """One document on its way: what has come back and what is still expected."""

    def __init__(self, document: Document, folder: str) -> None:
        self.document = document
        self.folder = folder
        self.file = os.path.join(folder, "document")
        self.expected = {""}
        """Ids of the paths still to come; the empty one is the inspection."""
        self.extractions: dict[str, Extraction] = {}
        self.measured: dict[str, tuple[Alignment, Recovery]] = {}
        self.seconds: dict[str, float] = {}
        self.result: DocumentResult | None = None


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

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.close()
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        if self._found is None:
            self._found = extract.select(registry.discover("atsharness.parsers", "PARSER"), self.settings)
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
        meanwhile: Callable[[], None] | None = None,
    ) -> Iterator[Checked]:
        """Checks files and yields their results in the order given.

        Args:
            files: names as `intake.expand` gives them.
            source: reference text of the one file.
            meanwhile: called once as soon as workers are busy, for work that would else be waited for.

        Raises:
            UsageError: the source cannot be used, or a path is unknown.
        """
        queue = enumerate(files)
        flights: dict[int, _InFlight] = {}
        reference: _Reference | None = None
        more = True
        following = 0
        while True:
            while more and len(flights) < DOCUMENTS_IN_FLIGHT:
                number, file = next(queue, (-1, ""))
                more = number >= 0
                if more:
                    flights[number] = self._admit(number, file)
            if source is not None and reference is None:
                reference = _Reference(source)
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
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

    # --- one document ------------------------------------------------------------------------

    def _admit(self, number: int, file: str) -> _InFlight:
        document, data = intake.read(file, self.settings)
        folder = os.path.join(self._root, str(number))
        flight = _InFlight(document, folder)
        if document.status != "ok":
            flight.result = DocumentResult(document=document)
            return flight
        try:
            os.mkdir(folder, mode=0o700)
            with open(flight.file, "wb") as stream:
                stream.write(data)
        except OSError as error:
            reason = f"no temporary copy could be written: {error.strerror}"
            document = msgspec.structs.replace(document, status="unreadable", reason=reason)
            flight.result = DocumentResult(document=document)
            return flight
        options = self._options(folder)
        self._supervisor.submit(extract.inspect_task(f"{number}:", flight.file, options, self.settings))
        # The paths do not wait for the inspection: most files can be read, and all engines are isolated.
        self._read(number, flight)
        return flight

    def _land(self, outcome: Outcome, flights: Mapping[int, _InFlight], reference: _Reference | None) -> None:
        number, _, path_id = str(outcome.key).partition(":")
        flight = flights[int(number)]
        flight.expected.discard(path_id)
        if not path_id:
            flight.document = intake.admit(flight.document, extract.inspection(outcome), self.settings)
            if flight.document.status != "ok":
                dropped = self._supervisor.cancel({f"{number}:{key}" for key in flight.expected})
                flight.expected -= {str(key).partition(":")[2] for key in dropped}
        else:
            item = extract.extraction(self.found[path_id].value, outcome)
            flight.extractions[path_id] = item
            flight.seconds[path_id] = outcome.seconds
            if reference is not None and item.text is not None:
                flight.measured[path_id] = reference.measure(item)
        if not flight.expected:
            flight.result = _result(flight, reference)
            shutil.rmtree(flight.folder, ignore_errors=True)

    def _read(self, number: int, flight: _InFlight) -> None:
        # The dearest first: each is started as soon as it is handed over.
        for key, found in sorted(self.found.items(), key=lambda item: -item[1].value.cost):
            if flight.document.media_type not in found.value.accepts:
                continue
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


class _Reference:
    """The reference of a run, tokenised once."""

    def __init__(self, source: Path) -> None:
        from atsharness.harness.reference import read_source
        from atsharness.harness.text import tokens

        self.reference: Reference = read_source(source)
        self.tokens = tokens(self.reference.text)

    def measure(self, item: Extraction) -> tuple[Alignment, Recovery]:
        from atsharness.harness.align import align
        from atsharness.harness.measure import measure
        from atsharness.harness.text import tokens

        hypothesis = tokens(item.text or "")
        alignment = align(self.tokens, hypothesis, path_id=item.path_id)
        return alignment, measure(alignment, hypothesis)

    def summary(self) -> ReferenceSummary:
        return ReferenceSummary(
            origin=self.reference.origin,
            source_path=self.reference.source_path,
            word_count=sum(not token.decoration for token in self.tokens),
            warnings=self.reference.warnings,
        )


def _result(flight: _InFlight, reference: _Reference | None) -> DocumentResult:
    if flight.document.status != "ok":
        return DocumentResult(document=flight.document)
    extractions = tuple(flight.extractions[key] for key in sorted(flight.extractions))
    if reference is not None:
        measured = [flight.measured[key] for key in sorted(flight.measured)]
        return DocumentResult(
            document=flight.document,
            reference=reference.summary() if extractions else None,
            extractions=extractions,
            alignments=tuple(alignment for alignment, _ in measured),
            recoveries=tuple(recovery for _, recovery in measured),
        )
    from atsharness.harness.compare import compare
    from atsharness.harness.text import tokens

    words = {item.path_id: tokens(item.text) for item in extractions if item.text is not None}
    return DocumentResult(
        document=flight.document, extractions=extractions, comparisons=compare(extractions, words)
    )


# --- a run ---------------------------------------------------------------------------------------


def run(
    files: Iterable[str],
    *,
    settings: Settings,
    source: Path | None = None,
    password: str | None = None,
    meanwhile: Callable[[], None] | None = None,
    progress: Callable[[DocumentResult], None] | None = None,
) -> RunResult:
    """Checks files with one set of workers and sums up.

    Args:
        files: names as `intake.expand` gives them.
        settings: of the run.
        source: reference text, for one file only.
        password: opens encrypted files.
        meanwhile: see `Session.check`.
        progress: called with each result as it is ready.
    """
    start = time.perf_counter()
    checked: list[Checked] = []
    with Session(settings, password=password) as session:
        for item in session.check(files, source=source, meanwhile=meanwhile):
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
