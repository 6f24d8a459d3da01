"""From a document's result to its row in the store."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import msgspec

from atsharness.batch.reasons import error_class, normalised
from atsharness.batch.rows import (
    Agreement,
    DocumentRow,
    ExtractionRow,
    FieldCounts,
    FindingRow,
    GateRow,
    Label,
    Layout,
    Measures,
    ReferenceRow,
    RowStatus,
    VerdictRow,
)
from atsharness.language.language_id import language_of
from atsharness.model import (
    Alignment,
    Document,
    DocumentResult,
    Extraction,
    FieldRecovery,
    Recovery,
    ReferenceSummary,
    RuleResult,
    Verdict,
)
from atsharness.model.facts import FileFacts
from atsharness.rules.kit.producers import producer
from atsharness.text.tokens import tokens

_LAYOUTS: tuple[tuple[str, Layout], ...] = (
    ("ATS202", "sidebar"),
    ("ATS201", "columns"),
    ("ATS205", "table"),
)
"""Which rule sees which layout, be there a loss or not; the first that found one names it."""
_IMPACTS = ("critical", "serious", "moderate", "minor", "advice")
_READ = ("ok", "empty")
_OTHER_CHARACTERS = ("ok~nfc", "ok~compat")
_HASH_CHARS = 16
"""Hexadecimal digits of a hash that stands for a name: two of a million documents share one once in 10^7
runs."""


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a document beyond its figures, and what is left out of them."""

    text: bool = False
    """The recovered texts, and the words that findings show."""
    anonymous: bool = False
    """Names, producers' own words and labels are replaced by hashes or left out; it rules out `text`."""

    def __post_init__(self) -> None:
        """Refuses what contradicts itself.

        Raises:
            ValueError: texts are to be kept of an anonymous run.
        """
        if self.text and self.anonymous:
            raise ValueError("texts name persons: they cannot be kept in an anonymous run")


def row(
    result: DocumentResult,
    *,
    number: int,
    paths: Mapping[str, str],
    file: FileFacts | None = None,
    labels: Mapping[str, Label] | None = None,
    not_read: Mapping[str, str] | None = None,
    quarantined: bool = False,
    keep: Keep = Keep(),  # noqa: B008 (it is frozen)
) -> DocumentRow:
    """Everything that the store keeps of a document.

    Args:
        result: with its texts, which tell the language and what families have in common.
        number: of the document's line in the manifest, from 0.
        paths: the family of each chosen path; each gets a row, whatever became of the document.
        file: what the file says of itself.
        labels: what was known of the document before.
        not_read: why paths were not to read it, such as OCR where nothing asks for it.
        quarantined: whether the document was given up, since it had ended the run more than once.
        keep: what is kept or left out.
    """
    document = result.document
    said = file if file is not None and not keep.anonymous else None
    judged = [item for item in result.rule_results if document.status == "ok"]
    return DocumentRow(
        number=number,
        name=_anonymous_name(document, number) if keep.anonymous else document.path,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        media_type=document.media_type,
        pages=document.page_count,
        status="quarantined" if quarantined else document.status,
        reason=normalised(document.reason) if document.reason else None,
        producer=None if said is None else said.producer,
        creator=None if said is None else said.creator,
        program=(producer(file) or None) if file is not None else None,
        layout=_layout(judged),
        language=_language(result.extractions),
        reference=None if result.reference is None else _reference(result.reference, keep),
        verdict=None if result.verdict is None else _verdict(result.verdict),
        extractions=tuple(_extractions(result, paths, not_read or {}, keep, quarantined=quarantined)),
        rules_asked=len(judged),
        inapplicable=tuple(sorted(item.rule_id for item in judged if item.outcome == "inapplicable")),
        findings=tuple(_findings(result.rule_results, keep)),
        agreements=tuple(_agreements(result.extractions)),
        keywords=sum(item.in_reference for item in result.keywords),
        labels=_kept_labels(labels or {}, keep),
    )


def relabelled(known: DocumentRow, name: str, labels: Mapping[str, Label], keep: Keep) -> DocumentRow:
    """A row of a document that has not changed, under the name and with the labels that it has now."""
    return msgspec.structs.replace(
        known, name=known.name if keep.anonymous else name, labels=_kept_labels(labels, keep)
    )


def _kept_labels(labels: Mapping[str, Label], keep: Keep) -> dict[str, Label]:
    return {key: _hashed(value) if keep.anonymous else value for key, value in labels.items()}


# --- the document ----------------------------------------------------------------------------------------


def _anonymous_name(document: Document, number: int) -> str:
    """A name made of the content, not of the name: names can be guessed, and their hashes with them."""
    known = document.sha256[:_HASH_CHARS] if document.sha256 else str(number)
    return f"document-{known}"


def _hashed(label: Label) -> Label:
    """A label without its words; numbers stay."""
    if isinstance(label, list):
        return [str(_hashed(item)) for item in label]
    if not isinstance(label, str):
        return label
    return hashlib.sha256(label.encode()).hexdigest()[:_HASH_CHARS]


def _layout(judged: list[RuleResult]) -> Layout | None:
    outcomes = {item.rule_id: item.outcome for item in judged}
    for rule, layout in _LAYOUTS:
        if outcomes.get(rule) in ("violation", "information"):
            return layout
    return "single" if all(outcomes.get(rule) == "passed" for rule, _ in _LAYOUTS) else None


def _language(extractions: tuple[Extraction, ...]) -> str | None:
    """The language of the longest text; of the first by id where two are of a length."""
    texts = [item.text for item in extractions if item.text]
    return language_of(max(texts, key=len)) if texts else None


def _reference(reference: ReferenceSummary, keep: Keep) -> ReferenceRow:
    return ReferenceRow(
        origin=reference.origin,
        read_by=reference.read_by,
        words=reference.word_count,
        confidence=reference.confidence,
        agreement=reference.agreement,
        complete=reference.complete,
        order_known=reference.order_known,
        overruled=reference.overruled,
        matches_page=reference.matches_page,
        not_on_page=reference.not_on_page,
        not_on_page_words=reference.not_on_page_words if keep.text else msgspec.UNSET,
    )


def _verdict(verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        level=verdict.level,
        complete=verdict.complete,
        counted=verdict.counted,
        gates=tuple(
            GateRow(name=gate.name, value=gate.value, limit=gate.limit, level=gate.level)
            for gate in verdict.gates
        ),
    )


def _findings(results: Iterable[RuleResult], keep: Keep) -> Iterator[FindingRow]:
    for item in sorted(results, key=lambda one: one.rule_id):
        if item.outcome not in ("passed", "inapplicable"):
            yield _finding(item, keep)


def _finding(item: RuleResult, keep: Keep) -> FindingRow:
    found = item.findings
    impacts = {one.impact for one in found}
    return FindingRow(
        rule=item.rule_id,
        name=item.name,
        outcome=item.outcome,
        impact=next((impact for impact in _IMPACTS if impact in impacts), None),
        count=len(found),
        families_hit=tuple(sorted({name for one in found for name in one.families_hit})),
        families_partly=tuple(sorted({name for one in found for name in one.families_partly})),
        fields_lost=len({name for one in found for name in one.fields_lost}),
        words_lost=sum(one.word_count for one in found),
        words=tuple(word for one in found for word in one.words) if keep.text else msgspec.UNSET,
        evidence=tuple(proof for one in found for proof in one.evidence) if keep.text else msgspec.UNSET,
    )


# --- its paths -------------------------------------------------------------------------------------------


def _extractions(
    result: DocumentResult,
    paths: Mapping[str, str],
    not_read: Mapping[str, str],
    keep: Keep,
    *,
    quarantined: bool,
) -> Iterator[ExtractionRow]:
    """A row for each chosen path, and for those that ran beside them."""
    ran = {item.path_id: item for item in result.extractions}
    recoveries = {item.path_id: item for item in result.recoveries}
    alignments = {item.path_id: item for item in result.alignments}
    readers = {item.path_id: item for item in result.verdict.readers} if result.verdict is not None else {}
    fields: dict[str, list[FieldRecovery]] = {}
    for one in result.fields:
        fields.setdefault(one.path_id, []).append(one)
    for path_id in sorted({*paths, *ran}):
        item = ran.get(path_id)
        if item is None:
            status: RowStatus = "killed" if quarantined else "not_read"
            reason = normalised(not_read.get(path_id) or _unread(result.document))
            yield ExtractionRow(
                path=path_id, family=paths[path_id], version=None, status=status, reason=reason
            )
            continue
        reader, recovery = readers.get(path_id), recoveries.get(path_id)
        yield ExtractionRow(
            path=path_id,
            family=item.family,
            version=item.version,
            status=item.status,
            reason=_reason(item, keep),
            stack=None if item.raised_in is msgspec.UNSET else item.raised_in,
            counted=None if reader is None else reader.counted,
            gets_everything=None if reader is None else reader.gets_everything,
            lacks=() if reader is None else reader.lacks,
            words=item.word_count,
            undecoded_chars=(item.text or "").count("\ufffd"),
            measures=None if recovery is None else _measures(recovery, alignments.get(path_id)),
            fields=tuple(_fields(fields.get(path_id, ()))),
            keywords_kept=sum(path_id in keyword.survives for keyword in result.keywords),
            text=item.text if keep.text and item.text is not None else msgspec.UNSET,
        )


def _unread(document: Document) -> str:
    """Why no path, or not this one, was given a document."""
    if document.status != "ok":
        return document.reason or document.status
    return f"it does not read {document.media_type}"


def _reason(item: Extraction, keep: Keep) -> str | None:
    if item.status == "ok" or not item.detail:
        return None
    if keep.anonymous and item.status == "failed":
        return error_class(item.detail)
    return normalised(item.detail)


def _measures(recovery: Recovery, alignment: Alignment | None) -> Measures:
    content, order, extra = recovery.content, recovery.order, recovery.extra
    segmentation = recovery.segmentation
    return Measures(
        char_recall=content.char_recall,
        char_precision=content.char_precision,
        word_exact=content.word_exact,
        word_missing=content.word_missing,
        moved=order.moved,
        adjacency=order.adjacency,
        tau=order.tau,
        coverage=order.coverage,
        cause=order.cause,
        mixed_lines=order.mixed_lines,
        boundary_f1=segmentation.boundary_f1,
        extra_rate=extra.rate,
        reference_chars=content.counts.reference_chars,
        hypothesis_chars=content.counts.hypothesis_chars,
        equal_chars=content.counts.equal_chars,
        reference_words=content.counts.reference_words,
        exact_words=content.counts.exact_words,
        missing_words=content.counts.missing_words,
        split_words=segmentation.split,
        glued_words=segmentation.glued,
        matched_chars=order.counts.matched_chars,
        moved_chars=order.counts.moved_chars,
        hypothesis_words=extra.hypothesis_words,
        extra_words=extra.extra,
        duplicate_words=extra.duplicate,
        hidden_words=extra.hidden,
        systematic=sum(one.systematic for one in recovery.mapping),
        other_characters=0
        if alignment is None
        else sum(word.form in _OTHER_CHARACTERS for word in alignment.words),
    )


def _fields(items: list[FieldRecovery] | tuple[()]) -> Iterator[FieldCounts]:
    kinds: dict[str, Counter[str]] = {}
    for item in items:
        kinds.setdefault(_kind(item.field), Counter())[item.outcome] += 1
    for kind, outcomes in sorted(kinds.items()):
        yield FieldCounts(kind=kind, **outcomes)


def _kind(pointer: str) -> str:
    """A pointer without its numbers; all headings are of a kind."""
    return "section" if pointer.startswith("section.") else re.sub(r"\.\d+(?=\.|$)", "", pointer)


# --- families --------------------------------------------------------------------------------------------


def _agreements(extractions: tuple[Extraction, ...]) -> Iterator[Agreement]:
    """What each two families that came to their end have in common, by KEY, decoration left out."""
    bags: dict[str, Counter[str]] = {}
    same: dict[str, Counter[str]] = {}
    for item in extractions:
        if item.status not in _READ or item.text is None:
            continue
        if item.text not in same:
            same[item.text] = Counter(word.key for word in tokens(item.text) if not word.decoration)
        bags[item.family] = bags.get(item.family, Counter()) | same[item.text]
    for one, other in combinations(sorted(bags), 2):
        yield Agreement(
            families=(one, other),
            common=(bags[one] & bags[other]).total(),
            total=bags[one].total() + bags[other].total(),
        )
