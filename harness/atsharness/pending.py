"""One document while its parser paths run: which results are expected, and those that are there.

The pipeline and all that it needs are imported here, in the methods, and nowhere else: workers are at work
by then, and importing takes this process as long as reading a page takes them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from atsharness.model import Document, DocumentResult, Extraction, Pictures, Reference, View
from atsharness.model.facts import LayoutFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atsharness.exhibit import Shown
    from atsharness.measure.scorer import Scorer
    from atsharness.pipeline import Inputs, Judging

INSPECTION, ANALYSIS, PICTURES = "", "#analysis", "#pictures"
"""What is expected besides the parser paths; no path has such an id."""


class Pending:
    """One document: its temporary copy, the results still expected and those that are there."""

    def __init__(self, document: Document, folder: str, panel: Mapping[str, str] | None = None) -> None:
        """Starts with nothing expected.

        Args:
            document: as admitted.
            folder: for its temporary copy.
            panel: the family of each path of the panel that is to run.
        """
        self.document = document
        self.folder = folder
        self.file = os.path.join(folder, "document")
        self.work = os.path.join(folder, "work")
        """The only folder in which its workers write."""
        self.expected: set[str] = set()
        self.seconds: dict[str, float] = {}
        self.page: Reference | str | None = None
        """What a person sees; why that is not known; None while or where nobody has looked."""
        self.facts: LayoutFacts | None = None
        self.pictures: Pictures | None = None
        self.wanted: tuple[bool, bool] = (False, False)
        """Whether its pages are to be analysed, and whether parser paths are to read it."""
        self._panel = panel or {}
        self._extractions: dict[str, Extraction] = {}
        self._source: Reference | None = None
        self._has_reference = False
        self._scorer: Scorer | None = None
        self._shown: Shown | None = None

    def add(self, item: Extraction, seconds: float) -> None:
        """Takes one path's extraction, and measures it at once where the reference is known."""
        self._extractions[item.path_id] = item
        self.seconds[item.path_id] = seconds
        if self._scorer is not None:
            self._scorer.measure(item)
        elif len(self._extractions) == 1 and item.text and not self._has_reference:
            self._warm_up(item.text)  # the pages are still being analysed: nothing else is to be done

    def set_reference(self, source: Reference | None) -> None:
        """Makes the reference, once the pages are analysed; only the first call counts.

        What has come back is measured while other paths are still at work.
        """
        if self._has_reference:
            return
        from atsharness.measure.scorer import Scorer
        from atsharness.pipeline import reference_of

        self._has_reference = True
        self._source = source
        reference = reference_of(self._inputs())
        if reference is not None:
            self._scorer = Scorer(reference)
            for item in self._extractions.values():
                self._scorer.measure(item)

    def fail(self, error: Exception) -> None:
        """Gives up a document whose results nothing can be made of: what a file says may be absurd."""
        from atsharness.workers.worker import describe

        reason = f"a bug in ats, please report it ({describe(error)})"
        self.document = msgspec.structs.replace(self.document, status="unreadable", reason=reason)
        self.page = self.facts = self._scorer = self._source = None
        self._has_reference = True
        self._extractions = {}

    def result(self, judging: Judging) -> DocumentResult:
        """What follows from all that came back."""
        from atsharness.pipeline import check

        return check(self._inputs(), judging, self._scorer)

    def shown(self, judging: Judging, view: View, number: int) -> Shown:
        """The same with what a report with pictures shows.

        Args:
            judging: as of `result`.
            view: what the report is to show.
            number: of the document in its run, from 1.
        """
        from atsharness.exhibit import shown

        if self._shown is None:
            self._shown = shown(self._inputs(), judging, self._scorer, view, number)
        return self._shown

    @staticmethod
    def _warm_up(text: str) -> None:
        """Looks through a text once, so that what the detectors need is loaded and compiled.

        It takes longer than all further looks.
        """
        from atsharness.keywords.vocabulary import asked_for
        from atsharness.language import headings, links, periods, phones

        for find in (links.emails, links.urls, phones.phones, periods.periods, headings.headings):
            find(text)
        asked_for(text)

    def _inputs(self) -> Inputs:
        from atsharness import pipeline

        return pipeline.Inputs(
            document=self.document,
            extractions=tuple(self._extractions[key] for key in sorted(self._extractions)),
            facts=self.facts,
            page=self.page,
            source=self._source,
            panel=self._panel,
        )
