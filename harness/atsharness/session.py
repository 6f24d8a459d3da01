"""Many documents through the same workers: from file names to results, in the order given."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from atsharness import intake
from atsharness.dispatch import Dispatch
from atsharness.errors import UsageError
from atsharness.model import DocumentResult, Exhibit, Extraction, Pictures, Reference, View
from atsharness.model.facts import FileFacts
from atsharness.pending import Pending
from atsharness.registry import Found
from atsharness.settings import Settings
from atsharness.workers import folders

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term
    from atsharness.pipeline import Judging
    from atsharness.rules.kit.resume import Asked

SPARE = 1
"""Documents under way beyond one a worker: it is read while the parent measures the one before."""
MOST_WAITING = 32
"""Documents that are done or under way while one before them is not: results are given in order, and a slow
document may hold up many."""


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
        self._view = view
        self._one_by_one = one_by_one
        self._fields = fields
        self._guide = guide
        self._posting = posting
        folders.sweep()
        try:
            self._folder, self._lock = folders.make()
        except OSError as error:
            raise UsageError(f"no folder for temporary files: {error.strerror}; set TMPDIR") from error
        self._dispatch = Dispatch(settings, self._folder, password=password, view=view, one_by_one=one_by_one)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._dispatch.close()
        folders.remove(self._folder, self._lock)
        self._lock = None

    @property
    def found(self) -> dict[str, Found]:
        """The parser paths that the settings ask for, by id."""
        return self._dispatch.found

    def probe(self) -> list[Extraction]:
        """Whether each selected path's engine is there: status ``ok`` with a version, or why not."""
        return self._dispatch.probe()

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
                pending[item[0]] = self._dispatch.start(item[0], *item[1], analyse=analyse)
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
        outcome = self._dispatch.outcome()
        if outcome is None:
            return None
        try:
            return self._dispatch.receive(outcome, all_pending, sources)
        except Exception as error:
            if alone:
                raise
            all_pending[int(str(outcome.key).partition(":")[0])].fail(error)
            return None

    def analyse(self, file: str) -> Pending:
        """Analyses the pages of one file, without any parser path (but OCR, for an image).

        Args:
            file: a name as `intake.expand` gives it.

        Returns:
            The document with its `page` and `facts`; nothing is expected any more.
        """
        pending = self._dispatch.start(0, file, None, analyse=True, read=False)
        while pending.expected:
            outcome = self._dispatch.outcome()
            assert outcome is not None
            self._dispatch.receive(outcome, {0: pending}, {})
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
        if done.pictures is None and self._dispatch.shows_pages(done.document):
            self._dispatch.draw(number, done, view, shown.covers)
            return None
        shutil.rmtree(done.folder, ignore_errors=True)
        exhibit = msgspec.structs.replace(shown.exhibit, pictures=done.pictures or Pictures())
        return Checked(shown.result, done.seconds, exhibit)

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

    def _has_room(self, pending: Mapping[int, Pending]) -> bool:
        """Whether another document may start."""
        if self._one_by_one:
            return not pending
        under_way = sum(bool(one.expected) for one in pending.values())
        return under_way < self._dispatch.workers + SPARE and len(pending) < MOST_WAITING


def _read(source: Path | Reference) -> Reference:
    """A source, read if it is not yet."""
    if isinstance(source, Reference):
        return source
    from atsharness.sources.read import read_source

    return read_source(source)
