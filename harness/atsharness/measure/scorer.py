"""The reference of one document, its words cut once for many parser paths, and what holds against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from atsharness.alignment.align import align
from atsharness.alignment.ocr_spelling import respelt
from atsharness.measure.rates import measure
from atsharness.measure.witness import contradictions
from atsharness.model import (
    Alignment,
    Extraction,
    Recovery,
    Reference,
    ReferenceSummary,
)
from atsharness.text.tokens import Token, tokens

PAGE_FAMILY = "mupdf"
"""The code base whose glyphs the visual reference is made of: others have to bear it out."""
_LEAST_AGREEMENT = 0.95


class Scorer:
    """A reference, ready for one path after the other."""

    def __init__(self, reference: Reference) -> None:
        """Cuts the reference into words."""
        self.reference = reference
        self.tokens = tokens(reference.text)
        self._by_lines: dict[str, tuple[Sequence[Token], Alignment, Recovery]] = {}
        """What was measured first of paths that have the same words in the same lines."""
        self._measured: dict[str, tuple[Alignment, Recovery]] = {}

    def is_it(self, item: Extraction) -> bool:
        """Whether a path is itself what the reference was read by: it is not scored then."""
        return (
            self.reference.origin == "visual"
            and self.reference.read_by == "ocr"
            and item.family == "tesseract"
        )

    def measure(self, item: Extraction) -> tuple[Alignment, Recovery] | None:
        """One path's alignment and rates; None for one without text, or cut by time, or the reference itself.

        Each path is measured once.
        """
        if item.path_id in self._measured:
            return self._measured[item.path_id]
        text = self.compared(item).text
        if text is None or item.status == "timeout" or self.is_it(item):
            return None
        hypothesis = tokens(text)
        lines = _lines(hypothesis)
        if lines not in self._by_lines:
            alignment = align(self.tokens, hypothesis, path_id=item.path_id)
            recovery = measure(alignment, hypothesis)
            if not self.reference.order_known:
                recovery = _without_order(recovery)
            self._by_lines[lines] = hypothesis, alignment, recovery
        words, alignment, recovery = self._by_lines[lines]
        found = (
            msgspec.structs.replace(alignment, path_id=item.path_id),
            _of_path(item.path_id, recovery, words, hypothesis),
        )
        self._measured[item.path_id] = found
        return found

    def compared(self, item: Extraction) -> Extraction:
        """A path's extraction as it is compared: OCR without data for the language has the same accents."""
        if item.text is None or item.lacks_language is msgspec.UNSET:
            return item
        return msgspec.structs.replace(item, text=respelt(item.text, self.reference.text))

    def summary(self, extractions: Sequence[Extraction] = ()) -> ReferenceSummary:
        """What a report says of the reference.

        Args:
            extractions: of the document; other code bases' words bear out those of the page's glyphs.
        """
        reference = self.reference
        warnings = reference.warnings
        agreement = self._agreement(extractions) if reference.origin == "visual" else None
        if agreement is not None and agreement < _LEAST_AGREEMENT:
            share = f"{100 * agreement:.0f} %"
            warnings = (*warnings, f"only {share} of the page's words are in the text of any other engine")
        if reference.origin == "visual" and reference.read_by in ("xml", "markup"):
            warnings = (*warnings, *contradictions(self.tokens, extractions))
        return ReferenceSummary(
            origin=reference.origin,
            source_path=reference.source_path,
            word_count=sum(not token.decoration for token in self.tokens),
            read_by=reference.read_by,
            complete=reference.complete,
            matches_page=reference.matches_page,
            confidence=reference.confidence,
            agreement=agreement,
            order_known=reference.order_known,
            overruled=reference.overruled,
            not_on_page=len(reference.not_on_page),
            not_on_page_words=reference.not_on_page,
            warnings=warnings,
        )

    def _agreement(self, extractions: Iterable[Extraction]) -> float | None:
        """Share of the reference's own words that a path of another code base has too.

        Those read from glyphs, or from a document without pages, by KEY. Words that OCR read, because the
        text layer does not tell them, are not asked for. None where no other code base ran, or nothing was
        read so.
        """
        places, has_fonts = self.reference.words, self.reference.read_by == "glyphs"
        if self.reference.read_by in (None, "ocr") or places is None:
            return None
        others: Counter[str] = Counter()
        for item in extractions:
            if item.family not in (PAGE_FAMILY, "tesseract") and item.text:
                others |= Counter(token.key for token in tokens(item.text))
        own = Counter(
            token.key
            for token, word in zip(self.tokens, places, strict=True)
            if not token.decoration and word is not None and (word.font is not None or not has_fonts)
        )
        if not others or not own:
            return None
        return sum(min(count, others[key]) for key, count in own.items()) / own.total()


def unreadable_page(reason: str) -> ReferenceSummary:
    """What a report says where there is no source, and the page gives no reference."""
    return ReferenceSummary(
        origin="visual", source_path=None, word_count=0, complete=False, confidence=0.0, reason=reason
    )


def _lines(words: Sequence[Token]) -> str:
    """The words with one space or line feed between: all that an alignment and its rates look at."""
    lines = groupby(words, key=attrgetter("line"))
    return "\n".join(" ".join(token.raw for token in line) for _, line in lines)


def _of_path(path_id: str, recovery: Recovery, words: Sequence[Token], own: Sequence[Token]) -> Recovery:
    """The rates of a path with the same words in lines that other blank ones part."""
    order = recovery.order
    if order.mixed:
        numbers = {one.line: other.line for one, other in zip(words, own, strict=True)}
        order = msgspec.structs.replace(order, mixed=tuple(numbers[line] for line in order.mixed))
    return msgspec.structs.replace(recovery, path_id=path_id, order=order)


def _without_order(recovery: Recovery) -> Recovery:
    """The rates of a path whose reference has no sure order."""
    unknown = msgspec.structs.replace(
        recovery.order, moved=None, adjacency=None, tau=None, cause=None, mixed_lines=None
    )
    return msgspec.structs.replace(recovery, order=unknown)
