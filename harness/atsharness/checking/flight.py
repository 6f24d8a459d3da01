"""One document on its way through the workers: what has come back, and the result when all has."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from atsharness.checking.scoring import Scorer, unreadable_page
from atsharness.intake import ENCRYPTED
from atsharness.model import (
    Alignment,
    Document,
    DocumentResult,
    Extraction,
    Recovery,
    Reference,
)

if TYPE_CHECKING:
    from atsharness.checking.assess import Assessment, Measured
    from atsharness.fields.field import Field
    from atsharness.layout import LayoutFacts

INSPECTION, LOOK = "", "#look"
"""What is expected besides the parser paths; no path has such an id."""


class Known(NamedTuple):
    """What is known of a document besides its result."""

    facts: LayoutFacts | None
    reference: Reference | None
    expected: tuple[Field, ...]
    panel: Mapping[str, str]


class Flight:
    """One document: its temporary copy, the results still expected and those that are there."""

    def __init__(
        self,
        document: Document,
        folder: str,
        panel: Mapping[str, str] | None = None,
        judge: Callable[[Measured], Assessment] | None = None,
        explain: Callable[[DocumentResult, Known], DocumentResult] | None = None,
    ) -> None:
        """Starts with nothing expected.

        Args:
            document: as admitted.
            folder: for its temporary copy.
            panel: the family of each path of the panel that is to run.
            judge: gives fields, keywords and the verdict; None where nobody asks for them.
            explain: says why, by rules; likewise.
        """
        self._explain = explain
        self._panel = panel or {}
        self._judge = judge
        self.document = document
        self.folder = folder
        self.file = os.path.join(folder, "document")
        self.expected: set[str] = set()
        self.extractions: dict[str, Extraction] = {}
        self.seconds: dict[str, float] = {}
        self.page: Reference | str | None = None
        """What a person sees; why nobody can tell; None while or where nobody has looked."""
        self.facts: msgspec.Raw | None = None
        self._decoded: LayoutFacts | None = None
        self.result: DocumentResult | None = None
        self._scorer: Scorer | None = None
        self._settled = False
        self._expected: tuple[Field, ...] = ()
        self._measured: dict[str, tuple[Alignment, Recovery]] = {}

    def settle(self, source: Reference | None) -> None:
        """Makes the reference, once the page has been looked at, and measures what has come back.

        Only the first call counts.
        """
        if self._settled:
            return
        self._settled = True
        page = self.page
        if isinstance(page, Reference) and not page.text:
            page = self.page = "; ".join(page.warnings) or "the pages show no text"
        if source is not None:
            self._scorer = Scorer(_in_page_order(source, page))
        elif isinstance(page, Reference):
            self._scorer = Scorer(page)
        for item in self.extractions.values():
            self._measure(item)

    def add(self, item: Extraction, seconds: float) -> None:
        """Takes one path's extraction."""
        self.extractions[item.path_id] = item
        self.seconds[item.path_id] = seconds
        if self._settled:
            self._measure(item)
        elif self._judge is not None and len(self.extractions) == 1 and item.text:
            # The page is still being looked at, and this process has nothing else to do.
            from atsharness.checking import explain  # noqa: F401
            from atsharness.checking.assess import prepare

            prepare(item.text)

    def _measure(self, item: Extraction) -> None:
        if self._scorer is not None and (measured := self._scorer.measure(item)) is not None:
            self._measured[item.path_id] = measured

    def finish(self) -> None:
        """Makes the result of what there is."""
        if self.document.status != "ok":
            self.result = self._refused(DocumentResult(document=self.document))
            return
        result = self._measured_result()
        if self._explain is not None:
            scorer = self._scorer
            known = Known(
                facts=self._looked(),
                reference=None if scorer is None else scorer.reference,
                expected=self._expected,
                panel=self._panel,
            )
            result = self._explain(result, known)
        self.result = result

    def _refused(self, result: DocumentResult) -> DocumentResult:
        """A file that cannot be read, with what its rule says where that is the file's own doing."""
        reason = self.document.reason or ""
        if self._explain is None or not reason.startswith(ENCRYPTED):
            return result
        from atsharness.layout import FileFacts, LayoutFacts

        file = FileFacts(size_bytes=self.document.size_bytes, encrypted=True, needs_password=True)
        facts = LayoutFacts(file=file, failed=(reason,))
        known = Known(facts=facts, reference=None, expected=(), panel=self._panel)
        explained = self._explain(result, known)
        found = tuple(item for item in explained.rule_results if item.findings)
        return msgspec.structs.replace(result, rule_results=found)

    def _measured_result(self) -> DocumentResult:
        extractions = tuple(self.extractions[key] for key in sorted(self.extractions))
        if self._scorer is not None:
            measured = [self._measured[key] for key in sorted(self._measured)]
            return self._judged(
                DocumentResult(
                    document=self.document,
                    reference=self._scorer.summary(extractions),
                    extractions=extractions,
                    alignments=tuple(alignment for alignment, _ in measured),
                    recoveries=self._with_hidden(measured, extractions),
                )
            )
        from atsharness.compare import compare
        from atsharness.text import tokens

        words = {item.path_id: tokens(item.text) for item in extractions if item.text is not None}
        return self._judged(
            DocumentResult(
                document=self.document,
                reference=unreadable_page(self.page) if isinstance(self.page, str) else None,
                extractions=extractions,
                comparisons=compare(extractions, words) if isinstance(self.page, str) else (),
            )
        )

    def _with_hidden(
        self, measured: Sequence[tuple[Alignment, Recovery]], extractions: Sequence[Extraction]
    ) -> tuple[Recovery, ...]:
        """The rates, with the words that nobody sees."""
        recoveries = tuple(recovery for _, recovery in measured)
        if self.facts is None:
            return recoveries
        from atsharness.unseen import with_hidden

        alignments = [alignment for alignment, _ in measured]
        return with_hidden(recoveries, alignments, extractions, self._looked())

    def _looked(self) -> LayoutFacts | None:
        """The layout facts, as a worker encoded them."""
        if self.facts is None or self._decoded is not None:
            return self._decoded
        from atsharness.layout import LayoutFacts

        self._decoded = msgspec.msgpack.decode(self.facts, type=LayoutFacts)
        return self._decoded

    def _judged(self, result: DocumentResult) -> DocumentResult:
        """The result with fields, keywords and the verdict, where something was read and looked at."""
        if self._judge is None or result.reference is None:
            return result
        from atsharness.checking.assess import Measured

        scorer = self._scorer
        compared = result.extractions if scorer is None else tuple(map(scorer.compared, result.extractions))
        found = self._judge(
            Measured(
                panel=self._panel,
                summary=result.reference,
                reference=None if scorer is None else scorer.reference,
                words=() if scorer is None else scorer.tokens,
                extractions=compared,
                alignments=result.alignments,
                recoveries=result.recoveries,
                image=(result.document.media_type or "").startswith("image/"),
            )
        )
        self._expected = found.expected
        return msgspec.structs.replace(
            result, fields=found.fields, keywords=found.keywords, verdict=found.verdict
        )


def _in_page_order(source: Reference, page: Reference | str | None) -> Reference:
    if isinstance(page, Reference):
        from atsharness.reference.merged import merge

        return merge(source, page)
    if page is None:
        return source
    return msgspec.structs.replace(source, warnings=(*source.warnings, f"in the source's own order: {page}"))
